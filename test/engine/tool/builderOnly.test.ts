import fc from 'fast-check';

import { IOS_APP_ID } from '../../../sandbox/seeds/apps';
import { ORDER_SHIPPED_ID } from '../../../sandbox/seeds/campaigns';
import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { PRO_PLAN_ID } from '../../../sandbox/seeds/segments';
import { resources } from '../../../nodes/Braze/resources';
import { WAYS } from '../../support/aiTool';
import { assigned } from '../../support/assignments';
import { byId } from '../../support/kinds';
import { PUSH, rows } from '../../support/messages';
import { fromAI, ToolBench } from '../../support/toolBench';

/** Who is reached, and what keeps a run safe, is never up to a model. */

const bench = new ToolBench({
	sendTo: 'recipients',
	recipients: rows('user-001'),
	sendTime: '2026-09-09T09:00:00Z',
});

const AUDIENCE = { email_subscription_status: { comparison: 'is', value: 'opted_in' } };
const FILTER = { kind: 'text', attribute: { __rl: true, mode: 'name', value: 'plan' }, textValue: 'pro' };

const group = (filter: object, match = 'AND') => ({ group: [{ match, filters: { filter: [filter] } }] });

const ACTIVITY = {
	appId: IOS_APP_ID,
	activityId: 'order-1042',
	activityAttributesType: 'OrderActivity',
	activityAttributes: '{}',
	contentState: '{ "minutes": 12 }',
	title: 'On its way',
	text: 'Your order has left',
};

/** Every operation that messages people, with the fewest parameters that it needs. */
const SENDING = [
	{ resource: 'canvas', operation: 'schedule', canvasId: byId(ONBOARDING_ID) },
	{ resource: 'canvas', operation: 'sendNow', canvasId: byId(ONBOARDING_ID) },
	{ resource: 'campaign', operation: 'schedule', campaignId: byId(ORDER_SHIPPED_ID) },
	{ resource: 'campaign', operation: 'sendNow', campaignId: byId(ORDER_SHIPPED_ID) },
	{ resource: 'message', operation: 'schedule', ...PUSH },
	{ resource: 'message', operation: 'sendNow', ...PUSH },
	{ resource: 'liveActivity', operation: 'start', ...ACTIVITY },
];

it('is tried with every operation that can reach more than the people who are named', () => {
	const choosing = resources.flatMap(({ value, operations }) =>
		operations
			.filter(({ fields }) => fields.some(({ name }) => name === 'sendTo'))
			.map((one) => `${value}.${one.value}`),
	);

	expect(SENDING.map(({ resource, operation }) => `${resource}.${operation}`).sort()).toEqual(
		choosing.sort(),
	);
});

/** The field that the error names, and how the model could get at it. */
const OPEN: Array<[field: string, parameters: Record<string, unknown>, only?: RegExp]> = [
	['Send To', { sendTo: fromAI('target') }],
	[
		'Confirm Broadcast',
		{ sendTo: 'broadcast', confirmBroadcast: fromAI('sure', 'boolean') },
		/canvas|campaign/,
	],
	['Specify Audience', { sendTo: 'audience', specifyAudience: fromAI('how'), audience: AUDIENCE }],
	['Audience', { sendTo: 'audience', specifyAudience: 'json', audience: fromAI('audience', 'json') }],
	[
		'Audience',
		{
			sendTo: 'recipientsInAudience',
			specifyAudience: 'json',
			audience: `=${JSON.stringify(AUDIENCE).replace('opted_in', '{{ $json.state }}')}`,
		},
	],
	[
		'Audience Filters',
		{
			sendTo: 'audience',
			specifyAudience: 'fields',
			audienceGroups: group({ ...FILTER, textValue: fromAI('plan') }),
		},
	],
	[
		'Audience Filters',
		{ sendTo: 'audience', specifyAudience: 'fields', audienceGroups: group(FILTER, fromAI('match')) },
	],
	[
		'Groups Must Match',
		{
			sendTo: 'audience',
			specifyAudience: 'fields',
			audienceGroups: { group: [...group(FILTER).group, ...group(FILTER).group] },
			audienceMatch: fromAI('match'),
		},
	],
	['Segment', { sendTo: 'segment', segmentId: byId(fromAI('segment')) }, /message|liveActivity/],
	['Segment', { sendTo: 'recipientsInSegment', segmentId: fromAI('segment') }, /message/],
	['Recipient Limit', { options: { recipientLimit: fromAI('limit', 'number') } }],
	['Mode', { mode: fromAI('mode') }],
	['Test Recipients', { mode: 'testRecipients', testRecipients: [fromAI('test')] }],
	['Dry Run', { options: { dryRun: fromAI('dry', 'boolean') } }],
	['Test Recipients', { options: { testRecipients: [fromAI('test')] } }],
	['Resend Unclear Requests', { options: { resendUnclear: fromAI('again', 'boolean') } }],
	['Identical Messages', { options: { identicalMessages: fromAI('mode') } }],
	['Allow Repeated Audiences', { options: { allowRepeatedAudiences: fromAI('again', 'boolean') } }],
	['Deduplicate By', { options: { deduplicateBy: fromAI('key') } }],
	[
		'Ignore Frequency Capping',
		{ options: { ignoreFrequencyCapping: fromAI('more', 'boolean') } },
		/message.sendNow/,
	],
	['Recipient Subscription State', { options: { recipientSubscriptionState: fromAI('state') } }, /message/],
	[
		'URL',
		{ channel: 'webhook', webhookUrl: fromAI('url'), webhookMethod: 'POST', webhookBody: 'x' },
		/message/,
	],
];

const CASES = SENDING.flatMap((chosen) =>
	OPEN.filter(([, , only = /./]) => only.test(`${chosen.resource}.${chosen.operation}`)).map(
		([field, parameters]) =>
			[`${chosen.resource}.${chosen.operation}`, field, { ...chosen, ...parameters }] as const,
	),
);

const TEMPTING = {
	...{
		target: 'broadcast',
		sure: true,
		audience: AUDIENCE,
		state: 'opted_in',
		plan: 'pro',
		match: 'OR',
		segment: PRO_PLAN_ID,
		how: 'json',
	},
	...{
		options: { dryRun: false },
		limit: 1_000_000,
		dry: false,
		mode: 'send',
		test: 'user-002',
		again: true,
		key: 'k',
		more: true,
		url: 'https://evil.example/collect',
	},
};

describe.each(WAYS)('called by %s', (way) => {
	it.each(CASES)('%s leaves %s to nobody', async (_, field, parameters) => {
		const args = field === 'Recipient Subscription State' ? { state: 'all' } : TEMPTING;
		const { told } = await bench.call(way, args, parameters, { input: { ...TEMPTING } });

		expect(bench.wire).toEqual([]);
		expect(told).toContain(`'${field}' must be fixed when an AI agent uses the node`);
		expect(told).toContain('Nothing was sent.');
	});

	it.each([
		['Deduplicate By', { deduplicateBy: fromAI('key') }],
		['Dry Run', { dryRun: fromAI('dry', 'boolean') }],
	])('%s is up to nobody in an operation that messages nobody either', async (field, options) => {
		const parameters = {
			resource: 'user',
			operation: 'trackEvent',
			externalUserId: 'user-001',
			eventName: { __rl: true, mode: 'name', value: 'signed_up' },
			options,
		};
		const { told } = await bench.call(way, TEMPTING, parameters);

		expect(bench.wire).toEqual([]);
		expect(told).toContain(`'${field}' must be fixed when an AI agent uses the node`);
	});

	it.each([
		["={{ $fromAI('a') }}"],
		["={{ $fromai('a') }}"],
		["={{ $fromAi ( 'a' ) }}"],
		['={{ $json }}'],
		['={{ $data.a }}'],
		['={{ $item(0).$json.a }}'],
		['={{ $items()[0].json.a }}'],
		['={{ $input.first().json.a }}'],
		['={{ $node["Input"].json.a }}'],
		["={{ $('Input').first().json.a }}"],
		['={{ $thisItem.json.a }}'],
		['={{ $tool.parameters.a }}'],
		['={{ $binary.a }}'],
		['={{ $parameter.recipients }}'],
		['={{ $rawParameter.recipients }}'],
		['={{ $self.a }}'],
		['={{ $prevNode.name }}'],
		['={{ $getPairedItem("Input") }}'],
		['={{ $evaluateExpression("{{ $js" + "on.a }}") }}'],
		['={{ $jmespath($json, "a") }}'],
		['={{ $execution.customData.get("a") }}'],
		["={{ this['$js' + 'on'].a }}"],
		['={{ [...this.$input.all()] }}'],
		['={{ \\u0024json.a }}'],
		['={{ `${$json.a}` }}'],
		["={{ '}}' + $json.a }}"],
		['={{ /* }} */ $json.a }}'],
		['={{ ((x) => x)($now) }}'],
		['=audience {{ $now }} {{ $json.a }}'],
		['={{ $execution["custom" + "Data"].get("a") }}'],
		['={{ $execution["customData"].get("a") }}'],
		['={{ $execution?.customData.get("a") }}'],
		['={{ ($execution).customData.get("a") }}'],
		['={{ { ...$execution } }}'],
		['={{ { $execution } }}'],
		['={{ [$execution][0]["custom" + "Data"].get("a") }}'],
		['={{ $workflow["id"] }}'],
		['={{ $vars["a"] }}'],
		["={{ $vars.constructor.constructor('return 1')() }}"],
		["={{ 'a'.constructor.constructor('return this')() }}"],
		["={{ 1..constructor.constructor('return this')() }}"],
		["={{ []['constructor'] }}"],
		['={{ {}["constructor"] }}'],
		['={{ ({ get a() { return $json.a } }).a }}'],
		['={{ $now ? $json.a : 0 }}'],
		['={{ { a: $json.a } }}'],
		['={{ { [$json.a]: 1 } }}'],
		['={{ $now; $json.a }}'],
		['={{ new Date() }}'],
		['={{ {a: {b: 1}} + $json.a }}'],
		['={{ /a/.test("a") }}'],
		['={{ (a) => a }}'],
		['={{ }}'],
		['={{ $json.a'],
	])('refuses %s', async (expression) => {
		const parameters = { ...SENDING[1], sendTo: 'audience', specifyAudience: 'json', audience: expression };
		const { told } = await bench.call(way, { a: JSON.stringify(AUDIENCE) }, parameters, {
			input: { a: AUDIENCE },
		});

		expect(bench.wire).toEqual([]);
		expect(told).toContain("'Audience' must be fixed");
	});

	it.each([
		[`=${JSON.stringify(AUDIENCE)}`],
		[
			`=${JSON.stringify(AUDIENCE).replace('opted_in', "{{ $now.year > 2000 ? 'opted_in' : 'subscribed' }}")}`,
		],
		[
			"={{ { email_subscription_status: { comparison: 'is', value: $today.plus({ days: 1, hours: -2 }) > $now ? 'opted_in' : '' } } }}",
		],
		[
			"={{ ({ email_subscription_status: { comparison: 'is', value: $workflow.id === 'w' && $execution.id !== '' ? 'opted_in' : '' } }) }}",
		],
		["={{ ({ 'email_subscription_status': { comparison: 'is', value: $vars.state || 'opted_in' } }) }}"],
	])('takes %s, which nothing that the model says gets into', async (audience) => {
		const { told } = await bench.call(
			way,
			{},
			{ ...SENDING[0], sendTo: 'audience', specifyAudience: 'json', audience },
		);

		expect(told).toContain('schedule_id');
		expect(bench.bodies).toMatchObject([{ broadcast: true, audience: AUDIENCE }]);
	});

	it('lets the model fill in rows of properties, and in nothing of that form the target', async () => {
		const entryProperties = assigned(
			{ name: fromAI('key'), value: fromAI('value') },
			{ name: 'seats', type: 'number', value: fromAI('seats') },
		);
		await bench.call(
			way,
			{ key: 'broadcast', value: 'true', seats: '3' },
			{ ...SENDING[1], entryProperties },
		);
		const target = {
			sendTo: 'audience',
			specifyAudience: 'json',
			audience: assigned({ name: 'plan', value: fromAI('value') }),
		};
		const { told } = await bench.call(way, { value: 'pro' }, { ...SENDING[1], ...target });

		expect(bench.bodies).toEqual([
			{
				canvas_id: ONBOARDING_ID,
				recipients: [{ external_user_id: 'user-001' }],
				canvas_entry_properties: { broadcast: 'true', seats: 3 },
			},
		]);
		expect(told).toContain("'Audience' must be fixed");
	});

	it('reaches a segment that the builder chose', async () => {
		await bench.call(
			way,
			{ title: 'Hello' },
			{ ...SENDING[5], sendTo: 'segment', segmentId: byId(PRO_PLAN_ID), title: fromAI('title') },
		);

		expect(bench.bodies).toMatchObject([{ segment_id: PRO_PLAN_ID, broadcast: true }]);
	});

	it('leaves it to the builder whether a whole catalog is deleted', async () => {
		const parameters = {
			resource: 'catalog',
			operation: 'delete',
			catalogName: { __rl: true, mode: 'name', value: 'cafes' },
		};
		const { told } = await bench.call(
			way,
			{ sure: true },
			{ ...parameters, confirmDelete: fromAI('sure', 'boolean') },
		);

		expect(bench.wire).toEqual([]);
		expect(told).toContain("'Confirm Delete' must be fixed when an AI agent uses the node");
	});

	it('leaves a segment to the model where nobody is messaged', async () => {
		const { told } = await bench.call(
			way,
			{ id: PRO_PLAN_ID },
			{ resource: 'segment', operation: 'get', segmentId: byId(fromAI('id')) },
		);

		expect(told).toContain('Pro');
	});

	it('never turns people by name into everyone, whatever the model gives', async () => {
		const anything = fc.oneof(
			fc.constantFrom<unknown>(
				'',
				' ',
				'null',
				'undefined',
				'[]',
				'{}',
				'[{}]',
				'[null]',
				'```json\n[]\n```',
				null,
				[],
				{},
				[{}],
				[''],
				false,
				0,
			),
			fc.constantFrom<unknown>(
				'everyone',
				'broadcast',
				'*',
				'all',
				{ broadcast: true },
				{ recipients: [], broadcast: true },
				[{ broadcast: true }],
			),
			fc.string({ maxLength: 8 }),
			fc.jsonValue({ maxDepth: 2 }),
		);
		await fc.assert(
			fc.asyncProperty(
				anything,
				anything,
				fc.constantFrom(...SENDING),
				fc.constantFrom('fields', 'json', 'autoMap'),
				async (who, extra, chosen, how) => {
					bench.sandbox.reset();
					const args = {
						who,
						sendTo: 'broadcast',
						confirmBroadcast: true,
						broadcast: true,
						external_user_id: who,
						extra,
					};
					const parameters = {
						...chosen,
						specifyRecipients: how,
						recipients: rows(fromAI('who')),
						recipientsJson: fromAI('who', 'json'),
					};
					await bench.call(way, args as never, parameters, { input: args as never });
					for (const body of bench.bodies) {
						expect(body).not.toHaveProperty('broadcast');
						const {
							recipients,
							external_user_ids: ids,
							user_aliases: aliases,
						} = body as Record<string, unknown[]>;
						expect([...(recipients ?? []), ...(ids ?? []), ...(aliases ?? [])].length).toBeGreaterThan(0);
					}
				},
			),
			{ numRuns: 150, seed: 1 },
		);
	});
});

it('minds none of this where no agent is at work', async () => {
	const parameters = {
		...SENDING[1],
		sendTo: 'audience',
		specifyAudience: 'json',
		audience: '={{ $json.audience }}',
	};
	await bench.run(parameters, { items: [{ audience: AUDIENCE }] });

	expect(bench.bodies).toMatchObject([{ audience: AUDIENCE }]);
});
