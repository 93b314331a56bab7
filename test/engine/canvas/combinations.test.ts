import { assigned } from '../../support/assignments';
import { BODY, PARAMETERS, ScheduleBench } from '../../support/schedule';

/** What a choice in the editor adds to the parameters, to the input item and to the body. */
interface Choice {
	name: string;
	parameters: Record<string, unknown>;
	body: Record<string, unknown>;
	item?: Record<string, unknown>;
	output?: Record<string, unknown>;
}

const AUDIENCE = {
	AND: [
		{ custom_attribute: { custom_attribute_name: 'plan', comparison: 'equals', value: 'pro' } },
		{ push_subscription_status: { comparison: 'is', value: 'opted_in' } },
	],
};

/** {@link AUDIENCE} as the output shows it. */
const IN_WORDS = { audience: 'plan is "pro" AND opted in to push' };

const named = (sendTo: string, target: string, extra: Omit<Choice, 'name' | 'item'>): Choice[] => [
	{
		name: `${target} by fields`,
		parameters: {
			sendTo,
			recipients: { recipient: [{ externalUserId: 'user-001' }, { externalUserId: '={{ $json.id }}' }] },
			...extra.parameters,
		},
		item: { id: 2002 },
		body: { recipients: [{ external_user_id: 'user-001' }, { external_user_id: '2002' }], ...extra.body },
		output: { recipient_count: 2, ...extra.output },
	},
	{
		name: `${target} by JSON`,
		parameters: {
			sendTo,
			specifyRecipients: 'json',
			recipientsJson:
				'[{ "external_user_id": " user-003 " }, { "user_alias": { "alias_name": "crm-004", "alias_label": "crm" } }]',
			...extra.parameters,
		},
		body: {
			recipients: [
				{ external_user_id: 'user-003' },
				{ user_alias: { alias_name: 'crm-004', alias_label: 'crm' } },
			],
			...extra.body,
		},
		output: { recipient_count: 2, ...extra.output },
	},
	{
		name: `${target} by the item's own fields`,
		parameters: { sendTo, specifyRecipients: 'autoMap', ...extra.parameters },
		item: { external_user_id: 'user-005', city: 'Oslo' },
		body: { recipients: [{ external_user_id: 'user-005' }], ...extra.body },
		output: { recipient: 'user-005', recipient_count: 1, ...extra.output },
	},
];

const TARGETS: Choice[] = [
	...named('recipients', 'recipients', { parameters: {}, body: {} }),
	...named('recipientsInAudience', 'recipients in an audience', {
		parameters: { audience: JSON.stringify(AUDIENCE) },
		body: { audience: AUDIENCE },
		output: IN_WORDS,
	}),
	{
		name: 'an audience',
		parameters: { sendTo: 'audience', audience: JSON.stringify(AUDIENCE) },
		body: { audience: AUDIENCE, broadcast: true },
		output: IN_WORDS,
	},
	{
		name: 'everyone',
		parameters: { sendTo: 'broadcast', confirmBroadcast: true },
		body: { broadcast: true },
		output: { audience: 'everyone in the audience set in Braze' },
	},
];

const DELIVERIES: Choice[] = [
	{
		name: 'at one moment',
		parameters: { sendTime: '2026-10-25T09:30:00', delivery: 'oneMoment' },
		body: { schedule: { time: '2026-10-25T13:30:00Z' } },
		output: { when: '25 Oct 2026, 09:30 (America/New_York)', sends_at: '2026-10-25T13:30:00Z' },
	},
	{
		name: 'in local time',
		parameters: { sendTime: '2026-10-25T09:30:00', delivery: 'localTime' },
		body: { schedule: { time: '2026-10-25T09:30:00', in_local_time: true } },
		output: {
			when: "25 Oct 2026, 09:30 in each person's local time",
			...{ worldwide_first_send_at: '2026-10-24T19:30:00Z', worldwide_last_send_at: '2026-10-25T21:30:00Z' },
		},
	},
	{
		name: 'at the optimal time',
		parameters: { sendTime: '2026-10-25T09:30:00', delivery: 'optimalTime' },
		body: { schedule: { time: '2026-10-25T09:30:00', at_optimal_time: true } },
		output: {
			when: "25 Oct 2026 at each person's optimal time",
			...{ worldwide_first_send_at: '2026-10-24T10:00:00Z', worldwide_last_send_at: '2026-10-26T12:00:00Z' },
		},
	},
];

const PAIRS = {
	entryProperties: assigned(
		{ name: 'plan_name', value: 'Pro' },
		{ name: 'seats', type: 'number', value: 12 },
		{ name: 'trial', type: 'boolean', value: false },
		{ name: 'order', type: 'object', value: '{ "lines": [1, 2] }' },
		{ name: 'zip', value: '={{ 10115 }}' },
	),
};

const PAIRS_SENT = { plan_name: 'Pro', seats: 12, trial: false, order: { lines: [1, 2] }, zip: '10115' };

const JSON_TYPED = {
	specifyEntryProperties: 'json',
	entryPropertiesJson: '{ "deal": { "amount": 1.5 }, "tags": [] }',
};

const JSON_SENT = { deal: { amount: 1.5 }, tags: [] };

const PROPERTIES: Choice[] = [
	{ name: 'no properties', parameters: {}, body: {} },
	{ name: 'properties in rows', parameters: PAIRS, body: { canvas_entry_properties: PAIRS_SENT } },
	{ name: 'properties as JSON', parameters: JSON_TYPED, body: { canvas_entry_properties: JSON_SENT } },
	{
		name: 'rows as context',
		parameters: { ...PAIRS, options: { entryPropertiesKey: 'context' } },
		body: { context: PAIRS_SENT },
	},
	{
		name: 'JSON as context',
		parameters: { ...JSON_TYPED, options: { entryPropertiesKey: 'context' } },
		body: { context: JSON_SENT },
	},
];

const bench = new ScheduleBench();

const combinations = TARGETS.flatMap((target) =>
	DELIVERIES.flatMap((delivery) => PROPERTIES.map((properties) => ({ target, delivery, properties }))),
);

it.each(
	combinations.map(
		(combination) =>
			[
				Object.values(combination)
					.map(({ name }) => name)
					.join(', '),
				combination,
			] as const,
	),
)('schedules for %s', async (_, { target, delivery, properties }) => {
	const result = await bench.run(
		{
			recipients: undefined,
			...target.parameters,
			...delivery.parameters,
			...properties.parameters,
		},
		{ items: [(target.item ?? {}) as never], timezone: 'America/New_York' },
	);

	expect(result.error).toBeUndefined();
	expect(bench.bodies).toEqual([
		{ canvas_id: BODY.canvas_id, ...target.body, ...delivery.body, ...properties.body },
	]);
	expect(result.ok).toEqual([
		{
			json: {
				...bench.ids(),
				message: 'success',
				canvas_id: BODY.canvas_id,
				schedule: delivery.body.schedule,
				...delivery.output,
				...target.output,
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(result.failed).toEqual([]);
	expect(result.hints).toEqual([]);
});

it('sends nothing but the request itself, as JSON and with the key of the credential', async () => {
	await bench.run();

	expect(bench.sandbox.requests).toHaveLength(1);
	expect(bench.sandbox.requests[0]).toMatchObject({
		method: 'POST',
		path: '/canvas/trigger/schedule/create',
		query: {},
		body: BODY,
		headers: { 'content-type': 'application/json', authorization: 'Bearer ****-key' },
		status: 201,
	});
});

it('keeps the defaults of what the editor does not save', async () => {
	const { sendTo, ...rest } = PARAMETERS;
	await bench.run({ ...rest, sendTo: undefined });

	expect(sendTo).toBe('recipients');
	expect(bench.bodies).toEqual([BODY]);
});
