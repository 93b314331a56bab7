import { findOperation } from '../../../nodes/Braze/resources';
import type { Operation } from '../../../nodes/Braze/operation';
import { Bench, jsons, stop } from '../../support/bench';
import { EXAMPLE_ROWS } from '../../support/examples';

/**
 * n8n's rule: deleting returns one object with `deleted: true`. What was deleted is named beside it. What Braze only
 * accepts for later (202, the same for one that never existed) has `accepted: true` instead.
 */

const isLater = (resource: string, operation: string, options: object) =>
	['catalog.deleteField', 'catalog.deleteSelection'].includes(`${resource}.${operation}`) ||
	(`${resource}.${operation}` === 'catalogItem.delete' && !('combineItems' in options));

const DELETING = EXAMPLE_ROWS.flatMap(([resource, name, example]) => {
	const operation = findOperation(resource, name) as Operation;
	return operation.name.startsWith('Delete') ? [[resource, name, { ...example, operation }] as const] : [];
});

const bench = new Bench();

it('covers every operation that deletes', () => {
	expect(DELETING.map(([resource, operation]) => `${resource}.${operation}`).sort()).toEqual([
		'catalog.delete',
		'catalog.deleteField',
		'catalog.deleteSelection',
		'catalogItem.delete',
		'sdkAuthentication.delete',
		'user.delete',
	]);
});

describe.each(DELETING)('%s: %s', (resource, name, { parameters, before, operation }) => {
	const ways = operation.combine ? [{}, { combineItems: false }] : [{}];

	it.each(ways)('says for each item that it is deleted, or that this is accepted: %j', async (options) => {
		const items = [...((await before?.(bench)) ?? [{}])];
		const result = await bench.run({ resource, operation: name, ...parameters, options }, { items });

		expect(stop(result)).toEqual({});
		const said = isLater(resource, name, options) ? [undefined, true] : [true, undefined];
		expect(jsons(result).map(({ deleted, accepted }) => [deleted, accepted])).toEqual(items.map(() => said));
	});
});
