import crypto from 'crypto';
import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions, INodeParameters, INodeProperties } from 'n8n-workflow';

import { Braze } from '../../../nodes/Braze/Braze.node';
import { itemReaders } from '../../../nodes/Braze/inputItems';
import type { ItemReader } from '../../../nodes/Braze/itemReader';
import type { Operation } from '../../../nodes/Braze/operation';
import { findOperation } from '../../../nodes/Braze/resources';
import { reasonOf } from '../../../nodes/Braze/delivery/outcome';
import { NODE_TYPE, nodeTypes, runBraze } from '../../support/engine';
import { EXAMPLE_ROWS } from '../../support/examples';
import { expressionPlaces, type ExpressionPlace } from '../../support/expressionPlaces';
import { everyParameter } from '../../support/parameters';

/**
 * What items share is read once a run. Here every parameter of every operation gets an expression, with other values in
 * other items: each item has to come to what it comes to by itself.
 */

// What the node makes up by chance, such as the group of a run, is no part of what is compared.
beforeEach(() => {
	jest.spyOn(crypto, 'randomUUID').mockReturnValue('00000000-0000-4000-8000-000000000000');
});

const NOW = DateTime.fromISO('2026-09-07T09:00:00Z', { zone: 'Europe/Berlin' });

/** What an item comes to: its entry without functions, or why there is none. */
function readingOf(operation: Operation, item: ItemReader): string {
	try {
		return JSON.stringify(operation.entry(item));
	} catch (error) {
		return JSON.stringify([reasonOf(error), String(error)]);
	}
}

/** Does something in place of the node, with its parameters and items. */
async function inNode(
	parameters: INodeParameters,
	values: unknown[],
	work: (ctx: IExecuteFunctions) => void,
): Promise<void> {
	jest.spyOn(Braze.prototype, 'execute').mockImplementation(async function (this: IExecuteFunctions) {
		work(this);
		return await Promise.resolve([[]]);
	});
	const items = values.map((value) => ({ value, plan: String(value) })) as IDataObject[];
	await runBraze({ parameters, items });
}

const readersOf = (ctx: IExecuteFunctions, fields: readonly INodeProperties[] = []) =>
	itemReaders(ctx, NOW, fields);

type Readings = Array<{ together: string; alone: string }>;

/** Reads the items of a run as the node does, with what they share, and each as the only item of its run. */
async function readings(
	resource: string,
	operation: Operation,
	{ put, values }: ExpressionPlace,
): Promise<Readings> {
	const found: Readings = [];
	await inNode({ resource, operation: operation.value, ...put('={{ $json.value }}') }, values, (ctx) => {
		const together = readersOf(ctx, operation.fields);
		values.forEach((_, index) =>
			found.push({
				together: readingOf(operation, together(index)),
				alone: readingOf(operation, readersOf(ctx, operation.fields)(index)),
			}),
		);
	});
	return found;
}

const { properties } = nodeTypes.getByNameAndVersion(NODE_TYPE).description;
const fixed = everyParameter(properties)
	.map(({ parameter }) => parameter)
	.filter(({ noDataExpression }) => noDataExpression);

// n8n evaluates no expression in these; the reader must not depend on that. Other test files share them.
beforeAll(() => fixed.forEach((parameter) => (parameter.noDataExpression = false)));
afterAll(() => fixed.forEach((parameter) => (parameter.noDataExpression = true)));

afterEach(() => jest.restoreAllMocks());

it.each([
	['its fields', ({ json }: ItemReader) => json.value, ['ann', 'bob']],
	['its index', ({ index }: ItemReader) => index, [0, 1]],
	['nothing of its own', ({ zone }: ItemReader) => zone, ['Europe/Berlin', 'Europe/Berlin']],
])('shares no reading of an item that depends on %s', async (_, own, expected) => {
	const outer = (item: ItemReader) => [item.shared(inner), item.zone];
	const inner = jest.fn(own);
	await inNode({ resource: 'segment', operation: 'getMany' }, ['ann', 'bob'], (ctx) => {
		const reader = readersOf(ctx);
		expect([0, 1].map((index) => reader(index).shared(outer)[0])).toEqual(expected);
		expect(inner).toHaveBeenCalledTimes(new Set<unknown>(expected).size);
	});
	expect.assertions(2);
});

describe.each(EXAMPLE_ROWS)('%s: %s', (resource, name, { parameters, variants = [] }) => {
	const operation = findOperation(resource, name) as Operation;
	const forms = [operation, ...(operation.uncombined ? [operation.uncombined] : [])];
	const places = (form: Operation) => [
		...expressionPlaces(form, parameters),
		...variants.flatMap((variant) =>
			expressionPlaces(form, { ...parameters, ...variant }, Object.keys(variant)),
		),
	];

	it('reads each item as if it were the only one, whichever parameter has an expression', async () => {
		for (const form of forms)
			for (const one of places(form))
				for (const { together, alone } of await readings(resource, form, one))
					expect({ path: one.path, reading: together }).toEqual({ path: one.path, reading: alone });
	});
});
