import { searchCustomAttributes } from '../../../nodes/Braze/methods/searchList';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { searchInPicker } from '../../support/editor';

/** The picker of custom attributes: its list is paged by a cursor that stands in a header only. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, keys: { 'no-attributes': ['canvas.list'] } });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const pick = async (filter?: string, apiKey = 'sandbox-key') =>
	await searchInPicker(searchCustomAttributes, { apiKey, instance: 'custom', url: sandbox.url }, filter);

function attributes(count: number): string[] {
	const names = Array.from({ length: count }, (_, index) => `attribute ${String(index).padStart(3, '0')}`);
	sandbox.state.users[0].custom_attributes = Object.fromEntries(names.map((name) => [name, 1]));
	sandbox.state.users.slice(1).forEach((user) => (user.custom_attributes = {}));
	return names;
}

it('shows every attribute by name and type, and gives its name', async () => {
	const names = attributes(3);
	expect((await pick()).results).toEqual(names.map((name) => ({ name: `${name} (Number)`, value: name })));
});

describe('in a filter', () => {
	const inFilter = async (kind: string) => {
		const filter = { kind, attribute: { __rl: true, mode: 'list', value: '' } };
		const { results } = await searchInPicker(
			searchCustomAttributes,
			{ apiKey: 'sandbox-key', instance: 'custom', url: sandbox.url },
			'',
			undefined,
			{
				path: 'audienceGroups.group[0].filters.filter[1].attribute',
				parameters: { audienceGroups: { group: [{ filters: { filter: [{ kind: 'text' }, filter] } }] } },
			},
		);
		return results.map(({ name }) => name);
	};

	it.each([
		['boolean', ['address (Object)', 'vip (Boolean)']],
		['date', ['address (Object)', 'plan (String)']],
		['list', ['address (Object)', 'tags (Array)']],
		['number', ['address (Object)', 'seats (Number)']],
		['text', ['address (Object)', 'plan (String)']],
	])('shows those that the comparisons of %s fit, and objects', async (kind, names) => {
		const values = { address: { city: 'Köln' }, plan: 'pro', seats: 2, tags: ['a'], vip: true };
		sandbox.state.users.forEach((user) => (user.custom_attributes = values));
		expect(await inFilter(kind)).toEqual(names);
	});
});

it('follows the cursor through all pages, and finds one on the last', async () => {
	attributes(120);
	expect((await pick('attribute 119')).results).toEqual([
		{ name: 'attribute 119 (Number)', value: 'attribute 119' },
	]);
	expect(sandbox.requests.map(({ path, query }) => [path, typeof query.cursor])).toEqual([
		['/custom_attributes', 'undefined'],
		['/custom_attributes', 'string'],
		['/custom_attributes', 'string'],
	]);
});

it('says why it has nothing to show', async () => {
	await expect(pick('', 'no-attributes')).rejects.toThrow(
		'The API key lacks the permission custom_attributes.get',
	);
});
