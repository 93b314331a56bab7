import type { Combine, Entry } from '../../../nodes/Braze/delivery/entry';
import { readEntries } from '../../../nodes/Braze/readRun';
import type { ItemReader } from '../../../nodes/Braze/itemReader';
import { combineUpTo } from '../../support/delivery';

const reader = (index: number) => ({ index, refuseEmptyExpressions: () => {} }) as ItemReader;

/** Reads one item that asks for this entry. */
const read = (entry: Entry, path = '/x', combine?: Combine) =>
	readEntries(1, reader, { entry: () => entry, endpoint: { path }, combine });

it.each(['', ' ', '.', '..', undefined, 5])(
	'rejects an item that would put %j into the path of a request',
	(value) => {
		const entry = { envelope: { path: { catalog_name: value as string }, subject: '' } };
		const { entries, rejected } = read(entry, '/catalogs/{catalog_name}/items');
		expect(entries).toEqual([]);
		expect(rejected).toEqual([
			{
				item: 0,
				message: expect.stringMatching(/^'catalog_name' cannot be /),
				resolution: 'Check where the value comes from.',
			},
		]);
	},
);

it('rejects a name in the path that the item has no value for', () => {
	expect(read({ envelope: { subject: '' } }, '/catalogs/{catalog_name}').rejected).toMatchObject([
		{ message: "'catalog_name' cannot be nothing in the path of a request" },
	]);
});

describe('a member that fits into no request', () => {
	const large = { id: 'x', text: 'a'.repeat(4_000_000) };
	const members = [{ id: 'y' }, large];
	const envelope = { subject: '' };
	const lists = (...names: string[]): Combine => ({
		...combineUpTo(50),
		lists: {
			of: () => names[0],
			rules: Object.fromEntries(names.map((name) => [name, { limit: 50, after: [] }])),
		},
	});

	it.each<[string, Entry, Combine]>([
		['Recipient 2', { envelope, members }, combineUpTo(50)],
		['This item', { envelope, members, uncounted: true }, combineUpTo(50)],
		["This item's events", { envelope, members }, lists('events', 'purchases')],
		['This item', { envelope, members }, lists('item')],
	])('is refused as %j', (name, entry, combine) => {
		expect(read(entry, '/x', combine).rejected).toEqual([
			{
				item: 0,
				message: `'${name}' is larger than the 4 MB that Braze accepts in one request`,
				resolution: 'Send fewer or smaller values.',
			},
		]);
	});
});
