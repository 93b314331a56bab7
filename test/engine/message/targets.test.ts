import { PRO_PLAN_ID } from '../../../sandbox/seeds/segments';
import { Bench, jsons, pairing, stop } from '../../support/bench';
import { byId } from '../../support/kinds';
import { PUSH, PUSH_SENT, rows } from '../../support/messages';

const AUDIENCE = { custom_attribute: { custom_attribute_name: 'plan', comparison: 'equals', value: 'pro' } };
const IN_AUDIENCE = { specifyAudience: 'json', audience: JSON.stringify(AUDIENCE) };
const IN_SEGMENT = { segmentId: byId(PRO_PLAN_ID) };

const bench = new Bench({ resource: 'message', operation: 'sendNow', ...PUSH });

it.each([
	[
		'people by ID',
		{ recipients: rows('user-003', '={{ 1042 }}') },
		{ external_user_ids: ['user-003', '1042'] },
		{ recipient_count: 2 },
	],
	[
		'people by alias',
		{
			identifyBy: 'userAlias',
			recipients: { recipient: [{ aliasName: 'crm-004', aliasLabel: 'crm' }] },
		},
		{ user_aliases: [{ alias_name: 'crm-004', alias_label: 'crm' }] },
		{ recipient: 'crm-004', recipient_count: 1 },
	],
	[
		'people in an audience',
		{ sendTo: 'recipientsInAudience', recipients: rows('user-003'), ...IN_AUDIENCE },
		{ external_user_ids: ['user-003'], audience: AUDIENCE },
		{ recipient: 'user-003', recipient_count: 1, audience: 'plan is "pro"' },
	],
	[
		'people in a segment',
		{ sendTo: 'recipientsInSegment', recipients: rows('user-003', 'user-001'), ...IN_SEGMENT },
		{ external_user_ids: ['user-003', 'user-001'], segment_id: PRO_PLAN_ID },
		{ recipient_count: 2, audience: `segment ${PRO_PLAN_ID}` },
	],
	[
		'an audience',
		{ sendTo: 'audience', ...IN_AUDIENCE },
		{ audience: AUDIENCE, broadcast: true },
		{ audience: 'plan is "pro"' },
	],
	[
		'a segment',
		{ sendTo: 'segment', ...IN_SEGMENT },
		{ segment_id: PRO_PLAN_ID, broadcast: true },
		{ audience: `segment ${PRO_PLAN_ID}` },
	],
])('reaches %s', async (_, target, body, reached) => {
	const result = await bench.run(target);

	expect(stop(result)).toEqual({});
	expect(bench.wire).toEqual([
		{ method: 'POST', path: '/messages/send', query: {}, body: { ...body, messages: PUSH_SENT } },
	]);
	const { dispatch_id } = bench.sandbox.state.sends[0];
	expect(result.ok).toEqual([
		{ json: { dispatch_id, message: 'success', ...reached }, pairedItem: { item: 0 } },
	]);
});

it('reaches those of the people who are in the segment', async () => {
	await bench.run({ sendTo: 'recipientsInSegment', recipients: rows('user-001', 'user-006'), ...IN_SEGMENT });

	expect(bench.sandbox.state.deliveries.map(({ external_id }) => external_id)).toEqual(['user-006']);
});

describe('recipients as JSON', () => {
	it.each<[string, unknown, unknown]>([
		[
			'a list of IDs',
			'["user-001", " user-002 ", 1042]',
			{ external_user_ids: ['user-001', 'user-002', '1042'] },
		],
		['one ID', 'customer,1042', { external_user_ids: ['customer,1042'] }],
		['an expression that gives a list', '={{ ["user-001"] }}', { external_user_ids: ['user-001'] }],
		['an expression that gives a number', '={{ 1042 }}', { external_user_ids: ['1042'] }],
		['an object', '{ "external_user_id": "user-001" }', { external_user_ids: ['user-001'] }],
		[
			'IDs and aliases',
			'["user-001", { "user_alias": { "alias_name": "crm-004", "alias_label": "crm" } }]',
			{ external_user_ids: ['user-001'], user_aliases: [{ alias_name: 'crm-004', alias_label: 'crm' }] },
		],
	])('takes %s', async (_, recipientsJson, body) => {
		const result = await bench.run({ specifyRecipients: 'json', recipientsJson });

		expect(stop(result)).toEqual({});
		expect(bench.bodies).toEqual([{ ...(body as object), messages: PUSH_SENT }]);
	});

	it.each([
		['={{ [] }}', "'Recipients JSON' has no recipients"],
		['={{ $json.missing }}', "'Recipients JSON' has no recipients"],
		['[""]', "'Recipients JSON[0].external_user_id' is empty"],
		['["user-001", "user-001"]', 'Recipient 2 repeats recipient 1: the same message to user-001'],
		['["user-001"', "'Recipients JSON' is not valid JSON at line 1, column 12"],
		['[{ "email": "ada@example.com" }]', "'Recipients JSON[0].email' is not part of a recipient here"],
		[
			'[{ "external_user_id": "user-001", "attributes": {} }]',
			"'Recipients JSON[0].attributes' is not part of a recipient here",
		],
		['[{ "external_id": "user-001" }]', "'Recipients JSON[0].external_id' is not part of a recipient here"],
	])('refuses %s', async (recipientsJson, message) => {
		const result = await bench.run({ specifyRecipients: 'json', recipientsJson });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toContain(message);
		expect(result.error?.description).not.toContain('undefined');
	});
});

describe('map automatically', () => {
	it('takes each item as a recipient, and fills requests with 50 IDs and aliases in all', async () => {
		const items = Array.from({ length: 120 }, (_, index) => ({ external_user_id: `person-${index}` }));
		const result = await bench.run({ specifyRecipients: 'autoMap' }, { items });

		const sizes = bench.bodies.map(
			(body) => (body as { external_user_ids: unknown[] }).external_user_ids.length,
		);
		expect(sizes).toEqual([50, 50, 20]);
		expect(pairing(result)).toEqual(items.map((_, item) => ({ item })));
	});

	it('leaves alone what else the item has', async () => {
		const items = [{ external_user_id: 'user-001', attributes: 'blue', trigger_properties: 7, name: 'Ada' }];
		const result = await bench.run({ specifyRecipients: 'autoMap' }, { items });

		expect(stop(result)).toEqual({});
		expect(bench.bodies).toEqual([{ external_user_ids: ['user-001'], messages: PUSH_SENT }]);
	});
});

it('combines 50 IDs and aliases in all, not 50 of each', async () => {
	const ids = Array.from({ length: 60 }, (_, index) => ({ id: `person-${index}` }));
	const people = [...ids, ...ids.map(({ id }) => ({ user_alias: { alias_name: id, alias_label: 'crm' } }))];
	const recipientsJson = '={{ [$json.id ?? { user_alias: $json.user_alias }] }}';
	const result = await bench.run({ specifyRecipients: 'json', recipientsJson }, { items: people as never });

	const sizes = bench.bodies.map((body) => {
		const { external_user_ids: one = [], user_aliases: other = [] } = body as Record<string, unknown[]>;
		return one.length + other.length;
	});
	expect(sizes).toEqual([50, 50, 20]);
	expect(jsons(result).map(({ recipient_count }) => recipient_count)).toEqual(people.map(() => 1));
});

it('sends one item of 120 recipients in three requests, each with its result', async () => {
	const recipientsJson = JSON.stringify(Array.from({ length: 120 }, (_, index) => `person-${index}`));
	const result = await bench.run({ specifyRecipients: 'json', recipientsJson });

	expect(bench.wire).toHaveLength(3);
	expect(jsons(result).map(({ recipient_count }) => recipient_count)).toEqual([50, 50, 20]);
	expect(pairing(result)).toEqual([{ item: 0 }, { item: 0 }, { item: 0 }]);
});
