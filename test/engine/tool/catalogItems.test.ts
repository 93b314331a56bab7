import { CAFES } from '../../../sandbox/seeds/catalogs';
import { WAYS } from '../../support/aiTool';
import { byName } from '../../support/kinds';
import { fromAI, ToolBench } from '../../support/toolBench';

/** What a model says about an item of a catalog that the builder chose. */

const bench = new ToolBench({
	resource: 'catalogItem',
	operation: 'update',
	catalogName: byName(CAFES),
	itemId: fromAI('id'),
	specifyItemValues: 'json',
	itemValuesJson: fromAI('values', 'json'),
});

describe.each(WAYS)('called by %s', (way) => {
	it.each([
		[{ Rating: 5 }, 'json' as const],
		['{ "Rating": 5 }', 'string' as const],
		['```json\n{ "Rating": 5 }\n```', 'string' as const],
	])('takes values as %j', async (values, type) => {
		const { told, failed } = await bench.call(
			way,
			{ id: 'cafe-1', values },
			{ itemValuesJson: fromAI('values', type) },
		);

		expect(failed).toBe(false);
		expect(JSON.parse(told)).toMatchObject([{ catalog_name: CAFES, id: 'cafe-1', message: 'success' }]);
		expect(bench.bodies).toEqual([{ items: [{ id: 'cafe-1', Rating: 5 }] }]);
	});

	it.each([
		['nothing', ''],
		['another place', '../cafe-1'],
		['a catalog', 'cafes/items/cafe-1'],
	])('refuses %s for an ID', async (_, id) => {
		const { told } = await bench.call(way, { id, values: { Rating: 5 } });

		expect(bench.wire).toEqual([]);
		expect(told).toContain("'Item ID'");
	});
});
