import type { IDataObject } from 'n8n-workflow';

import { verbOf } from '../../../nodes/Braze/transport/endpoint';
import { findOperation } from '../../../nodes/Braze/resources';
import type { Operation } from '../../../nodes/Braze/operation';
import { Bench, itemErrors, jsons } from '../../support/bench';
import { useClock, withoutWaits } from '../../support/clocks';
import { SINGLE_REQUEST_ROWS } from '../../support/examples';

// Waits between tries are no part of what is tested here.
useClock(withoutWaits);

/**
 * Responses with the status of a success that do not say what was asked for: from a proxy, a health check, or from Braze when
 * something went wrong there. None of them is a result, and none of them an empty list.
 */

/** Braze's success without an item says that there is none. */
const isCatalogItem = ([resource, name]: (typeof SINGLE_REQUEST_ROWS)[number]) =>
	resource === 'catalogItem' && name === 'get';

const CATALOG_ITEM = SINGLE_REQUEST_ROWS.find(isCatalogItem);

const LOOKUPS = SINGLE_REQUEST_ROWS.filter((row) => {
	const { endpoint } = findOperation(row[0], row[1]) as Operation;
	return verbOf(endpoint) === 'fetched' && !isCatalogItem(row);
});

const bench = new Bench();

/** What comes of a lookup that gets this response. */
async function resultOf(
	[resource, name, { parameters, before }]: (typeof LOOKUPS)[number],
	body: unknown,
	status = 200,
) {
	const { endpoint } = findOperation(resource, name) as Operation;
	const items = (await before?.(bench)) ?? [{}];
	bench.sandbox.faults.add({
		match: { path: endpoint.path.replace(/\{.*/, '*'), method: endpoint.method },
		times: -1,
		kind: { type: 'status', status, body: body as IDataObject },
	});
	const settings = { onError: 'continueErrorOutput' } as const;
	return await bench.run({ resource, operation: name, ...parameters }, { items, settings });
}

/** The errors of a lookup that gets this response. */
async function errorsOf(...given: Parameters<typeof resultOf>) {
	const result = await resultOf(...given);
	expect(result.ok).toEqual([]);
	return itemErrors(result);
}

/** The member that a lookup is about. */
function memberOf(resource: string, name: string): string {
	const { paging, response } = findOperation(resource, name) as Operation;
	return paging?.list ?? response?.unfolded?.[0] ?? Object.keys(response?.contains ?? {})[0];
}

describe.each(LOOKUPS)('%s: %s', (...row) => {
	const [resource, name] = row;
	const member = memberOf(resource, name);

	it.each<[string, unknown, number]>([
		['an empty object', {}, 200],
		['only its message', { message: 'success' }, 200],
		['the state of a server', { status: 'ok' }, 200],
		['nothing', {}, 204],
		['null in its place', { message: 'success', [member]: null }, 200],
	])('finds nothing in a response with %s', async (_, body, status) => {
		const [error, ...more] = await errorsOf(row, body, status);

		expect(more).toEqual([]);
		expect(error.message).toMatch(/^(Braze's response does not contain|'\w+' in Braze's response is)/);
	});

	it('quotes what Braze says instead', async () => {
		const [error] = await errorsOf(row, { message: 'success', errors: ['the-reason'] });

		expect(error.description).toContain('Braze said: "the-reason"');
	});
});

const FITTING = {
	list: 'an object in a list',
	object: 'an object',
	optionalList: 'an object in a list',
	value: 'text',
};
const NAMED = { list: 'a list', object: 'an object', optionalList: 'a list', value: 'a value' };

describe.each(LOOKUPS.filter(([resource, name]) => memberOf(resource, name) !== 'name'))(
	'%s: %s',
	(...row) => {
		const member = memberOf(row[0], row[1]);

		it.each([
			['text', 'soon'],
			['a number', 3],
			['an object in a list', [{ a: [] }]],
			['an object', { a: 1 }],
		])('takes %s for what it is', async (form, value) => {
			const operation = findOperation(row[0], row[1]) as Operation;
			const wanted = operation.response?.contains?.[member] ?? 'list';
			const fits = FITTING[wanted];
			if (form === fits || (wanted === 'value' && form === 'a number')) return;

			const [error] = await errorsOf(row, { message: 'success', [member]: value });

			const named = NAMED[wanted];
			expect(error.message).toBe(`'${member}' in Braze's response is not ${named}`);
		});
	},
);

describe('catalogItem: get', () => {
	const row = CATALOG_ITEM as (typeof LOOKUPS)[number];

	it.each([{ message: 'success' }, { message: 'success', items: [] }])('finds none in %j', async (body) => {
		const result = await resultOf(row, body);

		expect(jsons(result)).toEqual([{ found: false }]);
	});

	it.each([[{}], [{ status: 'ok' }], [{ items: null }], [{ message: 'success', items: 'soon' }]])(
		'is refused if the response is %j',
		async (body) => {
			const [error] = await errorsOf(row, body);

			expect(error.message).toMatch(/^(Braze's response does not contain|'items' in Braze's response is)/);
		},
	);
});

describe.each(
	SINGLE_REQUEST_ROWS.filter(([resource, name]) => {
		const { endpoint } = findOperation(resource, name) as Operation;
		return verbOf(endpoint) === 'started';
	}),
)('%s: %s', (...row) => {
	it.each([{}, { status: 'ok' }, { message: 'success', status: 'error' }])(
		'is unknown if the response is %j',
		async (body) => {
			const [error] = await errorsOf(row, body);

			expect(error).toMatchObject({ outcome: 'unknown' });
		},
	);
});
