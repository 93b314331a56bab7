import { CAFES } from '../../../sandbox/seeds/catalogs';
import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { Bench, itemErrors } from '../../support/bench';
import { byId } from '../../support/kinds';

/** Small things in which rows differ from what they look like. */

const bench = new Bench();

const BY_NAME = { __rl: true, mode: 'name', value: CAFES };
const UPSERT = { resource: 'user', operation: 'upsert', specifyAttributes: 'autoMap' };
const CANVAS = {
	resource: 'canvas',
	operation: 'sendNow',
	canvasId: byId(ONBOARDING_ID),
	sendTo: 'recipients',
	specifyRecipients: 'autoMap',
	otherFields: 'all',
};
const CATALOG = { resource: 'catalogItem', operation: 'createOrUpdate', catalogName: BY_NAME };

const BOM = '\uFEFF';

describe('a byte order mark before the first column', () => {
	it.each<[string, object, object, object]>([
		[
			'Create or Update',
			UPSERT,
			{ [`${BOM}external_id`]: 'ann', plan: 'pro' },
			{ attributes: [{ external_id: 'ann', plan: 'pro' }] },
		],
		[
			'Create or Update, before an attribute',
			UPSERT,
			{ [`${BOM}plan`]: 'pro', external_id: 'ann' },
			{ attributes: [{ external_id: 'ann', plan: 'pro' }] },
		],
		[
			'Canvas: Send Now',
			CANVAS,
			{ [`${BOM}external_user_id`]: 'user-001', plan: 'pro' },
			{ recipients: [{ external_user_id: 'user-001', canvas_entry_properties: { plan: 'pro' } }] },
		],
		[
			'Catalog Item: Create or Update',
			{ ...CATALOG, specifyItemValues: 'autoMap' },
			{ [`${BOM}id`]: 'soup', Name: 'Soup' },
			{ items: [{ id: 'soup', Name: 'Soup' }] },
		],
	])('is left out: %s', async (_, parameters, item, body) => {
		await bench.run(parameters as Record<string, unknown>, { items: [item as never] });
		expect(bench.bodies).toEqual([expect.objectContaining(body)]);
	});
});

describe('two names for the external ID', () => {
	it.each<[string, Record<string, unknown>]>([
		['Create or Update', UPSERT],
		['Canvas: Send Now', CANVAS],
	])('may not name two people: %s', async (_, parameters) => {
		const result = await bench.run(parameters, {
			items: [
				{ external_id: 'user-001', external_user_id: 'user-002', plan: 'pro' },
				{ external_id: 12, external_user_id: ' 12 ', plan: 'pro' },
				{ external_id: null, external_user_id: 'user-003', plan: 'pro' },
			],
			settings: { onError: 'continueErrorOutput' },
		});
		expect(itemErrors(result)).toMatchObject([
			{
				message: expect.stringMatching(/^'Input item' identifies two people: external_/) as string,
				description: 'Remove one of the two fields.',
			},
		]);
		const sent = JSON.stringify(bench.bodies);
		expect(sent).not.toMatch(/user-00[12]/);
		expect(sent).toMatch(/"12".*user-003/s);
	});
});

describe('a catalog item', () => {
	const VALUES = { ...CATALOG, specifyItemValues: 'json', itemId: '={{ $json.id }}' };

	it('may repeat its ID as a number', async () => {
		await bench.run({ ...VALUES, itemValuesJson: '={{ $json }}' }, { items: [{ id: 12, Rating: 4 }] });
		expect(bench.bodies).toEqual([{ items: [{ id: '12', Rating: 4 }] }]);
	});

	it('may not name another ID', async () => {
		const { error } = await bench.run(
			{ ...VALUES, itemValuesJson: '{ "id": 13, "Rating": 4 }' },
			{ items: [{ id: 12 }] },
		);
		expect(error?.message).toBe("'Values JSON' has an ID that differs from 'Item ID': 13");
	});

	it.each([
		['😀', 5_000],
		['ä', 5_000],
		['👍🏽', 2_500],
	])('holds 5,000 characters, as Braze counts them: %s', async (letter, most) => {
		const run = async (count: number) =>
			await bench.run(
				{ ...VALUES, itemValuesJson: { Name: letter.repeat(count) } },
				{ items: [{ id: 'a' }] },
			);
		expect((await run(most)).error).toBeUndefined();
		expect((await run(most + 1)).error?.message).toMatch(
			/^'Values JSON: Name' has 500[12] characters, but Braze accepts at most 5000$/,
		);
	});
});

it.each<[string, Record<string, unknown>, string]>([
	[
		'in an ID',
		{ resource: 'user', operation: 'get', externalUserId: '={{ "ann 😀".slice(0, -1) }}' },
		'External User ID',
	],
	[
		'in the name of a selection',
		{
			resource: 'catalog',
			operation: 'deleteSelection',
			catalogName: BY_NAME,
			selectionName: '={{ "nearby 😀".slice(0, -1) }}',
			confirmDelete: true,
		},
		'Selection',
	],
])('half of a character is refused with its field: %s', async (_, parameters, label) => {
	const { error } = await bench.run(parameters);
	expect(error?.message).toMatch(new RegExp(`^'${label}.*' contains half of a character: `));
	expect(bench.wire).toEqual([]);
});

it('an audience over 4 MB is refused before it is sent', async () => {
	const value = 'x'.repeat(400_000);
	const filter = { custom_attribute: { custom_attribute_name: 'note', comparison: 'not_equal', value } };
	const { error } = await bench.run({
		...CANVAS,
		sendTo: 'audience',
		confirmBroadcast: true,
		specifyAudience: 'json',
		audience: { OR: Array.from({ length: 11 }, () => filter) },
	});
	expect(error).toMatchObject({
		message: "'This item' is larger than the 4 MB that Braze accepts in one request",
		description: 'Send fewer or smaller values, or a shorter audience. Nothing was sent.',
	});
	expect(bench.wire).toEqual([]);
});
