import type { IDataObject } from 'n8n-workflow';

import { ORDER_SHIPPED_ID, RECEIPT_ID } from '../../../sandbox/seeds/campaigns';
import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { IOS_APP_ID } from '../../../sandbox/seeds/apps';
import { assigned } from '../../support/assignments';
import { Bench, itemErrors, jsons, pairing } from '../../support/bench';
import type { BrazeResult } from '../../support/engine';
import { byId } from '../../support/kinds';
import { ON_ERROR } from '../../support/deliveryRuns';
import { PUSH } from '../../support/messages';
import { ProcessedKeys } from '../../support/processedKeys';

/** The same message twice in one run is a mistake; several that differ are not. */

const CANVAS = { resource: 'canvas', canvasId: byId(ONBOARDING_ID) };
const CAMPAIGN = { resource: 'campaign', campaignId: byId(ORDER_SHIPPED_ID) };
const TIME = { sendTime: '2026-09-09T07:00:00Z' };
const ACTIVITY = {
	resource: 'liveActivity',
	operation: 'start',
	appId: IOS_APP_ID,
	activityId: 'order-1',
	activityAttributesType: 'OrderActivity',
	activityAttributes: '{"orderNumber":"1"}',
	contentState: '{"status":"packed"}',
	title: 'On its way',
	text: 'Your order has left',
};
const UPDATE = {
	resource: 'liveActivity',
	operation: 'update',
	appId: IOS_APP_ID,
	activityId: 'order-1',
	contentState: '{"status":"packed"}',
	updateFields: { title: 'At the door', text: 'Your order is there' },
};
const TRANSACTIONAL = {
	resource: 'campaign',
	operation: 'sendTransactional',
	campaignId: byId(RECEIPT_ID),
	externalUserId: '={{ $json.id }}',
};

const MESSAGING: Array<[string, Record<string, unknown>]> = [
	['canvas.sendNow', { ...CANVAS, operation: 'sendNow' }],
	['canvas.schedule', { ...CANVAS, operation: 'schedule', ...TIME }],
	['campaign.sendNow', { ...CAMPAIGN, operation: 'sendNow' }],
	['campaign.schedule', { ...CAMPAIGN, operation: 'schedule', ...TIME }],
	['message.sendNow', { resource: 'message', operation: 'sendNow', ...PUSH }],
	['message.schedule', { resource: 'message', operation: 'schedule', ...PUSH, ...TIME }],
	['liveActivity.start', ACTIVITY],
];

const EACH = { sendTo: 'recipients', recipients: { recipient: [{ externalUserId: '={{ $json.id }}' }] } };
const people = (...ids: string[]) => ids.map((id) => ({ id }));
const LIST = {
	specifyRecipients: 'json',
	recipientsJson: '={{ $input.all().map((one) => ({ external_user_id: one.json.id })) }}',
};

const bench = new Bench();
const handled = new ProcessedKeys();

beforeAll(async () => await handled.install());
beforeEach(() => handled.keys.clear());

const messages = (result: BrazeResult) => result.hints.map(({ message }) => message);
const options = (more: IDataObject) => ({ options: { preflight: 'never', ...more } });

describe.each(MESSAGING)('%s', (_, operation) => {
	const run = async (more: Record<string, unknown>, items: IDataObject[], settings = {}) =>
		await bench.run({ ...operation, ...EACH, ...options({}), ...more }, { items, settings });

	it('refuses the same message for the same person, and says which items and what to do', async () => {
		const result = await run({}, people('user-001', 'user-002', 'user-001'));

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe('Items 1 and 3 would send the same message to user-001');
		expect(result.error?.description).toContain(
			"If every item lists the same people, turn on 'Execute Once' in the node's settings. Otherwise remove the repeated rows, or choose what happens to them in the option 'Identical Messages'.",
		);
	});

	it('refuses it within one item, too', async () => {
		const twice = {
			recipients: { recipient: [{ externalUserId: 'user-001' }, { externalUserId: 'user-001' }] },
		};
		const result = await run(twice, [{}]);

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe('Recipient 2 repeats recipient 1: the same message to user-001');
	});

	it('with On Error: Continue, sends the first and hands the others back', async () => {
		const items = people('user-001', 'user-002', 'user-001');
		const result = await run({}, items, ON_ERROR.errorOutput);

		expect(pairing(result)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(itemErrors(result)).toMatchObject([
			{ message: 'Items 1 and 3 would send the same message to user-001', outcome: 'invalid' },
		]);
	});

	it('refuses a list of everyone that is run for each item', async () => {
		const result = await run(LIST, people('user-001', 'user-002', 'user-003'));

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe('Items 1 and 2 would send the same message to user-001');
		expect(result.error?.description).toContain('Execute Once');
	});

	it('takes such a list with Execute Once', async () => {
		const result = await run(LIST, people('user-001', 'user-002', 'user-003'), { executeOnce: true });

		expect(result.error).toBeUndefined();
		expect(bench.wire).toHaveLength(1);
	});

	it('skips repetitions on demand, within items and across them', async () => {
		const skip = options({ identicalMessages: 'skip', combineItems: false });
		const result = await run(skip, people('user-001', 'user-002', 'user-001'));

		expect(result.error).toBeUndefined();
		expect(bench.wire).toHaveLength(2);
		expect(jsons(result).map(({ skipped }) => skipped === true)).toEqual([false, false, true]);
		expect(jsons(result)[2]).toMatchObject({ skipped: true, reason: 'Item 1 sends the same message' });
	});

	it('leaves out only the repeated people of an item', async () => {
		const lists = {
			specifyRecipients: 'json',
			recipientsJson: '={{ $json.ids.map((id) => ({ external_user_id: id })) }}',
		};
		const items = [{ ids: ['user-001', 'user-002'] }, { ids: ['user-002', 'user-003', 'user-003'] }];
		const result = await run(
			{ ...lists, ...options({ identicalMessages: 'skip', combineItems: false }) },
			items,
		);

		expect(jsons(result).map(({ recipient_count }) => recipient_count)).toEqual([2, 1]);
		expect(JSON.stringify(bench.bodies[1])).toContain('user-003');
		expect(JSON.stringify(bench.bodies[1])).not.toContain('user-002');
		expect(messages(result)).toContain('Skipped 2 messages that repeat others in this run.');
	});

	it('sends them all on demand', async () => {
		const result = await run(options({ identicalMessages: 'sendAll' }), people('user-001', 'user-001'));

		expect(result.error).toBeUndefined();
		expect(bench.wire).toHaveLength(2);
	});

	it('refuses another send to an audience, whatever else differs, unless an option allows it', async () => {
		const audience = {
			...operation,
			recipients: undefined,
			sendTo: 'audience',
			specifyAudience: 'json',
			audience: '{"custom_attribute":{"custom_attribute_name":"plan","comparison":"equals","value":"pro"}}',
			...(['canvas', 'campaign'].includes(String(operation.resource))
				? { entryProperties: assigned({ name: 'text', value: '={{ $json.text }}' }) }
				: { text: '={{ $json.text }}' }),
		};
		const items = [{ text: 'a' }, { text: 'b' }];
		const refused = await run(audience, items);

		expect(bench.wire).toEqual([]);
		expect(refused.error?.message).toBe('Items 1 and 2 would each send a message to the same audience');
		expect(refused.error?.description).toContain("turn on 'Allow Repeated Audiences' in the options");

		const allowed = await run({ ...audience, ...options({ allowRepeatedAudiences: true }) }, items);
		expect(allowed.error).toBeUndefined();
		expect(bench.wire).toHaveLength(2);
	});

	it('refuses the very same send to an audience even then', async () => {
		const audience = {
			recipients: undefined,
			sendTo: 'audience',
			specifyAudience: 'json',
			audience: '{"push_subscription_status":{"comparison":"is","value":"opted_in"}}',
		};
		const result = await run({ ...audience, ...options({ allowRepeatedAudiences: true }) }, [{}, {}]);

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe('Items 1 and 2 would send the same message to the same audience');

		const skipped = await run({ ...audience, ...options({ identicalMessages: 'skip' }) }, [{}, {}]);
		expect(bench.wire).toHaveLength(1);
		expect(jsons(skipped)[1]).toMatchObject({ skipped: true });
	});
});

describe('what counts as the same', () => {
	const run = async (more: Record<string, unknown>, items: IDataObject[], rest = {}) =>
		await bench.run(
			{ ...CANVAS, operation: 'schedule', ...TIME, ...EACH, ...options({}), ...more },
			{ items, ...rest },
		);

	it('is an address in another spelling', async () => {
		const byEmail = {
			specifyRecipients: 'json',
			recipientsJson: '={{ [{ email: $json.email, prioritization: ["most_recently_updated"] }] }}',
		};
		const result = await run(byEmail, [{ email: 'Ann@Example.com' }, { email: 'ann@example.com' }]);

		expect(result.error?.message).toBe('Items 1 and 2 would send the same message to ann@example.com');
	});

	it('is a time that the clock moved on while the items were read', async () => {
		const result = await run(
			{
				sendTime:
					'={{ DateTime.fromISO("2026-09-09T07:00:00.900Z").plus({ milliseconds: 200 * $itemIndex }) }}',
			},
			people('user-001', 'user-001'),
		);

		expect(result.error?.message).toBe('Items 1 and 2 would send the same message to user-001');
	});

	it('is an audience whose dates the clock moved on', async () => {
		const audience = {
			sendTo: 'audience',
			recipients: undefined,
			specifyAudience: 'json',
			audience:
				'={{ { custom_attribute: { custom_attribute_name: "signup", comparison: "after", value: DateTime.fromISO("2026-09-01T07:00:00.100Z").plus({ milliseconds: 40 * $itemIndex }).toISO() } } }}',
		};
		const result = await run(audience, [{}, {}]);

		expect(result.error?.message).toMatch(/Items 1 and 2 would .* the same audience/);
	});

	it.each([
		[
			'the time',
			{ sendTime: '={{ $json.at }}' },
			[{ at: '2026-09-09T07:00:00Z' }, { at: '2026-09-09T08:00:00Z' }],
		],
		[
			'the properties',
			{ entryProperties: assigned({ name: 'booking', value: '={{ $json.booking }}' }) },
			[{ booking: 'a' }, { booking: 'b' }],
		],
	])('is not a message that differs in %s: it goes out, with a hint', async (_, more, rows) => {
		const result = await run(
			more,
			rows.map((row) => ({ id: 'user-001', ...row })),
		);

		expect(result.error).toBeUndefined();
		expect(bench.wire).toHaveLength(2);
		expect(messages(result)).toContain(
			'user-001 gets more than one message in this run, and they differ (items 1 and 2).',
		);
	});

	it('hints at Execute Once where several items list the same people', async () => {
		const more = { ...LIST, entryProperties: assigned({ name: 'id', value: '={{ $json.id }}' }) };
		const result = await run(more, people('user-001', 'user-002'));

		expect(messages(result)).toContain(
			"2 people get more than one message in this run, and they differ (user-001 in items 1 and 2). If one message each is enough, turn on 'Execute Once' in the node's settings.",
		);
	});

	it.each(['scheduleKey', 'deduplicateBy'])('is no message about another booking, by %s', async (option) => {
		const result = await run(options({ [option]: '={{ $json.booking }}' }), [
			{ id: 'user-001', booking: 'a' },
			{ id: 'user-001', booking: 'b' },
		]);

		expect(result.error).toBeUndefined();
		expect(messages(result).join()).toContain('user-001 gets more than one message in this run');
	});

	describe('is said about what goes out only', () => {
		const said = (result: BrazeResult) => messages(result).join();
		const row = (id: string, more: IDataObject) => ({ id, ...more });

		it('and not about an item that Deduplicate By skips', async () => {
			const byEvent = options({ deduplicateBy: '={{ $json.event }}' });
			const sentBefore = row('user-001', { event: 'a' });
			await run(byEvent, [sentBefore]);
			const result = await run(
				{ ...byEvent, entryProperties: assigned({ name: 'event', value: '={{ $json.event }}' }) },
				[sentBefore, row('user-001', { event: 'b' })],
			);

			expect(jsons(result).map(({ skipped }) => skipped === true)).toEqual([true, false]);
			expect(said(result)).not.toContain('more than one message');
		});

		it('and not about an item that is refused', async () => {
			bench.sandbox.faults.add({
				match: { path: '/canvas/trigger/schedule/create' },
				kind: { type: 'status', status: 400, body: { message: 'no' } },
			});
			const entryProperties = assigned({ name: 'booking', value: '={{ $json.booking }}' });
			const result = await bench.run(
				{ ...CANVAS, operation: 'schedule', ...TIME, ...EACH, ...options({}), entryProperties },
				{
					items: [row('user-001', { booking: 'a' }), row('user-001', { booking: 'b' })],
					settings: ON_ERROR.errorOutput,
				},
			);

			expect(itemErrors(result)).toHaveLength(1);
			expect(said(result)).not.toContain('more than one message');
		});

		it('and about those of whom more are left', async () => {
			const byEvent = options({ deduplicateBy: '={{ $json.event }}' });
			await run(byEvent, [row('user-001', { event: 'a' })]);
			const result = await run(
				{ ...byEvent, entryProperties: assigned({ name: 'event', value: '={{ $json.event }}' }) },
				['a', 'b', 'c'].map((event) => row('user-001', { event })),
			);

			expect(said(result)).toContain(
				'user-001 gets more than one message in this run, and they differ (items 2 and 3).',
			);
		});
	});

	it('keeps the result of a skipped item where the rest cannot be sent', async () => {
		const result = await bench.run(
			{ ...CANVAS, operation: 'schedule', ...TIME, ...EACH, ...options({ identicalMessages: 'skip' }) },
			{
				items: people('user-001', 'user-001', 'user-002'),
				settings: ON_ERROR.errorOutput,
				credential: { apiKey: 'sandbox-key', instance: 'custom', url: '' },
			},
		);

		expect(pairing(result)).toEqual([{ item: 1 }]);
		expect(itemErrors(result)).toHaveLength(2);
	});

	it('is a list of everyone for each item, whatever their keys', async () => {
		const result = await run(
			{ ...LIST, ...options({ scheduleKey: '={{ $json.id }}' }) },
			people('user-001', 'user-002'),
		);

		expect(result.error?.message).toBe('Items 1 and 2 would send the same message to user-001');
	});

	it('is no schedule that replaces another one under the same key', async () => {
		const result = await run(
			options({ scheduleKey: 'booking-1', ifKeyExists: 'replace' }),
			people('user-001', 'user-001'),
		);

		expect(result.error).toBeUndefined();
		expect(bench.sandbox.state.schedules.filter(({ status }) => status !== 'cancelled').length).toBe(1);
	});
});

describe('campaign.sendTransactional', () => {
	const run = async (more: Record<string, unknown>, items: IDataObject[]) =>
		await bench.run({ ...TRANSACTIONAL, ...more }, { items });

	it('refuses the same email for the same person', async () => {
		const result = await run({}, people('user-001', 'user-002', 'user-001'));

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe('Items 1 and 3 would send the same message to user-001');
	});

	it('refuses one External Send ID for two people', async () => {
		const result = await run({ externalSendId: 'order-1' }, people('user-001', 'user-002'));

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe("Items 1 and 2 have the same 'External Send ID': order-1");
	});

	it('skips on demand', async () => {
		const result = await run({ options: { identicalMessages: 'skip' } }, people('user-001', 'user-001'));

		expect(bench.wire).toHaveLength(1);
		expect(jsons(result)[1]).toMatchObject({ skipped: true, reason: 'Item 1 sends the same message' });
	});
});

it('refuses the same alert of a Live Activity twice, and takes an update without one', async () => {
	const refused = await bench.run(UPDATE, { items: [{}, {}] });
	expect(refused.error?.message).toBe('Items 1 and 2 would send the same message to the same people');
	expect(bench.wire).toEqual([]);

	const silent = await bench.run({ ...UPDATE, updateFields: {} }, { items: [{}, {}] });
	expect(silent.error).toBeUndefined();
});

it('after a failure, a retry compares with what was sent, and sends no repetition', async () => {
	bench.sandbox.faults.add({ times: 1, kind: { type: 'status', status: 400, body: { message: 'no' } } });
	const first = await bench.run(
		{
			...CANVAS,
			operation: 'sendNow',
			...EACH,
			...options({ identicalMessages: 'skip', combineItems: false, parallelRequests: 1 }),
		},
		{ items: people('user-001', 'user-002', 'user-002') },
	);
	expect(first.error).toBeDefined();
	const second = await first.retry();

	expect(second.error).toBeUndefined();
	expect(bench.sandbox.state.deliveries.map(({ external_id }) => external_id).sort()).toEqual([
		'user-001',
		'user-002',
	]);
});
