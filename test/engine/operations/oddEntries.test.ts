import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { verbOf } from '../../../nodes/Braze/transport/endpoint';
import { findOperation } from '../../../nodes/Braze/resources';
import type { Operation } from '../../../nodes/Braze/operation';
import { Bench, jsons } from '../../support/bench';
import { runBraze } from '../../support/engine';
import { SINGLE_REQUEST_ROWS } from '../../support/examples';

/** Lists in responses with entries that are no objects: null, text, numbers, lists. */

const LISTS = SINGLE_REQUEST_ROWS.flatMap(([resource, name, { parameters, before }]) => {
	const { endpoint, paging, response } = findOperation(resource, name) as Operation;
	const list = paging?.list ?? response?.unfolded?.[0];
	const isList = list !== undefined && (response?.contains?.[list] ?? 'list') === 'list';
	return isList && verbOf(endpoint) === 'fetched'
		? [{ resource, name, parameters, before, list, endpoint }]
		: [];
});

const bench = new Bench();

async function runWith(
	{ resource, name, parameters, before, list, endpoint }: (typeof LISTS)[number],
	entries: unknown[],
	errors: string[],
) {
	await before?.(bench);
	bench.sandbox.faults.add({
		match: { path: endpoint.path.replace(/\{.*/, '*'), method: endpoint.method },
		kind: { type: 'status', status: 200, body: { message: 'success', [list]: entries, errors } },
	});
	const result = await runBraze({
		parameters: { resource, operation: name, ...parameters, returnAll: true },
		items: [{ marker: 'of the input' }],
		settings: { onError: 'continueErrorOutput' },
		credential: bench.credential(),
	});
	return result;
}

/** Operations that look for one entry of the list, or name its entries themselves. */
const OWN_FORM = ['user.get', 'subscriptionGroup.getUserGroups', 'schedule.getMany'];

describe.each(LISTS)('$resource: $name', (row) => {
	it.each([[[]], [['some are missing']]])('comes out whole with errors %j', async (errors) => {
		const result = await runWith(row, [null, 'abc', 7, ['x', 'y'], { id: 'fine' }], errors);
		const items = jsons(result);

		expect([result.status, result.failed]).toEqual(['success', []]);
		expect(items.filter((json) => 'marker' in json || '0' in json)).toEqual([]);
		if (OWN_FORM.includes(`${row.resource}.${row.name}`)) return;
		expect(items.map((json) => Object.values(omit(json, 'errors'))[0])).toEqual([
			null,
			'abc',
			expect.anything(),
			['x', 'y'],
			expect.anything(),
		]);
		const remarks = items.map((json: IDataObject) => json.errors);
		expect(remarks).toEqual(items.map(() => (errors.length > 0 ? errors : undefined)));
	});
});
