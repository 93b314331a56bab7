import { itemsText, itemText, rowName } from '../../../nodes/Braze/delivery/itemName';

it('counts items from 1', () => {
	expect([itemText(1, 5, 'user-007'), itemText(0, 2, ''), itemsText(0, 2)]).toEqual([
		'item 2 of 5: user-007',
		'item 1 of 2',
		'Items 1 and 3',
	]);
});

it.each<[Record<string, never> | object, string]>([
	[{ name: 'Ada', id: 4, external_user_id: 'user-007' }, 'user-007'],
	[{ external_user_id: ' ', name: 'Ada', id: 4 }, '4'],
	[{ City: 'Rome', 'Customer ID': 'c-1' }, 'c-1'],
	[{ email: 'ada@example.com', first_name: 'Ada' }, 'ada@example.com'],
	[{ first_name: 'Ada', plan: 'pro' }, 'Ada'],
	[{ id: { nested: 1 }, plan: 'pro' }, ''],
	[{ sku: 'x'.repeat(99) }, `${'x'.repeat(40)}…`],
])('calls %j %s', (json, name) => {
	expect(rowName(json as never)).toBe(name);
});
