import fc from 'fast-check';

import { checkAudience } from '../../../sandbox/rules/audience';
import type { JsonObject } from '../../../sandbox/types/json';
import { ScheduleBench } from '../../support/schedule';

/** Whatever stands in the parameters of the target: what goes out names people, or is a wider target chosen on purpose. */

const bench = new ScheduleBench();

const AUDIENCE = '{ "email_subscription_status": { "comparison": "is", "value": "opted_in" } }';

const NAMED = ['recipients', 'recipientsAutoMap', 'recipientsInAudience', 'recipientsJson'] as const;

const expression = fc.constantFrom(
	'={{ $json.missing }}',
	'={{ $json.id }}',
	'={{ [] }}',
	'={{ {} }}',
	'={{ null }}',
	'={{ $json. }}',
	'={{ [{ external_user_id: $json.id }] }}',
	'={{ ({ AND: [] }) }}',
	'={{ "broadcast" }}',
	'={{ true }}',
);

const text = fc.oneof(
	expression,
	fc.constantFrom(
		'',
		' ',
		'[]',
		'{}',
		'null',
		'true',
		'undefined',
		'user-001',
		AUDIENCE,
		'[{ "external_user_id": "user-001" }]',
		'[{}]',
	),
	fc.string({ maxLength: 12 }),
	fc.json({ maxDepth: 2 }),
);

const value = fc.oneof({ weight: 3, arbitrary: text }, fc.jsonValue({ maxDepth: 2 }));

const row = fc.record(
	{
		externalUserId: fc.oneof(value, fc.constantFrom('user-001', '={{ $json.id }}')),
		email: value,
		aliasName: value,
		aliasLabel: value,
		brazeId: value,
	},
	{ requiredKeys: [] },
);

const filter = fc.record(
	{
		kind: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('text', 'number', 'push', 'date') }, text),
		attribute: fc.record({
			__rl: fc.constant(true),
			mode: fc.constant('name'),
			value: fc.oneof(value, fc.constant('plan')),
		}),
		textComparison: fc.oneof(fc.constantFrom('equals', 'not_equal', 'exists'), text),
		textValue: value,
		numberValue: fc.oneof(fc.integer(), value),
		subscriptionValue: fc.oneof(fc.constantFrom('opted_in', 'unsubscribed'), value),
	},
	{ requiredKeys: [] },
);

const group = fc.record({
	match: fc.oneof(fc.constantFrom('AND', 'OR'), text),
	filters: fc.record({ filter: fc.array(filter, { maxLength: 2 }) }),
});

const garbage = fc.record(
	{
		sendTo: fc.oneof(
			{
				weight: 8,
				arbitrary: fc.constantFrom(...NAMED, 'audience', 'broadcast'),
			},
			value,
		),
		confirmBroadcast: fc.oneof(fc.boolean(), value),
		specifyRecipients: fc.oneof({ weight: 5, arbitrary: fc.constantFrom('fields', 'json', 'autoMap') }, text),
		identifyBy: fc.oneof(
			{ weight: 5, arbitrary: fc.constantFrom('externalId', 'userAlias', 'email', 'brazeId') },
			text,
		),
		prioritization: fc.oneof(fc.subarray(['identified', 'unidentified', 'most_recently_updated']), text),
		recipients: fc.oneof(
			{ weight: 4, arbitrary: fc.record({ recipient: fc.array(row, { maxLength: 3 }) }) },
			{ weight: 2, arbitrary: fc.constant({ recipient: [{ externalUserId: 'user-001' }] }) },
			value,
		),
		recipientsJson: fc.oneof(
			{ weight: 2, arbitrary: value },
			fc.constant('[{ "external_user_id": "user-001" }]'),
		),
		audience: fc.oneof(value, fc.constant(AUDIENCE)),
		specifyAudience: fc.oneof({ weight: 5, arbitrary: fc.constantFrom('fields', 'json') }, text),
		audienceGroups: fc.oneof(
			{ weight: 4, arbitrary: fc.record({ group: fc.array(group, { maxLength: 2 }) }) },
			value,
		),
	},
	{
		requiredKeys: ['sendTo', 'recipients', 'recipientsJson', 'audience', 'prioritization', 'audienceGroups'],
	},
);

const items = fc.array(
	fc.oneof(
		fc.constant({ id: 'user-002', external_user_id: 'user-003', email: 'ada@example.com' }),
		fc.dictionary(
			fc.constantFrom(
				'id',
				'external_user_id',
				'external_id',
				'email',
				'braze_id',
				'user_alias',
				'alias_name',
			),
			fc.jsonValue({ maxDepth: 1 }),
		),
	),
	{ minLength: 1, maxLength: 3 },
);

/** Whether a body names people: one identifier each, with something in it. */
function namesPeople({ recipients }: JsonObject): boolean {
	if (!Array.isArray(recipients) || recipients.length === 0) return false;
	return recipients.every((one: JsonObject) => {
		const alias = one.user_alias as JsonObject | undefined;
		const ids = [one.external_user_id, one.email, one.braze_id, alias?.alias_name].filter(
			(id) => id !== undefined,
		);
		return (
			ids.length === 1 &&
			typeof ids[0] === 'string' &&
			ids[0].trim() !== '' &&
			(!alias || String(alias.alias_label).trim() !== '')
		);
	});
}

function targetIsWanted(
	body: JsonObject,
	{ sendTo, confirmBroadcast }: { sendTo: unknown; confirmBroadcast?: unknown },
): boolean {
	if (body.audience !== undefined) checkAudience(body.audience);
	if (body.broadcast !== true) return namesPeople(body) && NAMED.some((one) => one === sendTo);
	if (body.recipients !== undefined) return false;
	return sendTo === 'audience'
		? body.audience !== undefined
		: sendTo === 'broadcast' && confirmBroadcast === true && body.audience === undefined;
}

it('only ever sends to people who are named, or to a wider target that was chosen', async () => {
	const reached = new Map<unknown, number>();
	await fc.assert(
		fc.asyncProperty(
			garbage,
			items,
			fc.constantFrom('stopWorkflow', 'continueErrorOutput'),
			async (parameters, json, onError) => {
				bench.sandbox.reset();
				const result = await bench
					.run(parameters, { items: json as never[], settings: { onError: onError as never } })
					.catch(refusedByTheEditor);
				for (const body of bench.bodies) {
					expect({ body, wanted: targetIsWanted(body, parameters) }).toEqual({ body, wanted: true });
					reached.set(parameters.sendTo, (reached.get(parameters.sendTo) ?? 0) + 1);
				}
				for (const { status } of bench.sandbox.requests) expect(status).toBe(201);
				if (result && onError !== 'stopWorkflow')
					expect(new Set([...result.ok, ...result.failed].map(pairedItem)).size).toBe(json.length);
			},
		),
		{ numRuns: 400, seed: 1 },
	);
	expect([...reached.keys()].sort()).toEqual(['audience', 'broadcast', ...NAMED].sort());
});

/** What n8n does not even start: a required field that is empty. */
function refusedByTheEditor(error: Error): undefined {
	expect(error.message).toMatch(/has issues/);
}

const pairedItem = (item: { pairedItem?: unknown }) => (item.pairedItem as { item: number }).item;
