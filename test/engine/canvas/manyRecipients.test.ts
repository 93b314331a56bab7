import type { JsonObject } from '../../../sandbox/types/json';
import { BODY, ScheduleBench } from '../../support/schedule';

/** More people than one request takes, and the same person more than once. */

const bench = new ScheduleBench();

const people = (count: number, from = 1) =>
	Array.from({ length: count }, (_, index) => ({
		external_user_id: `person-${String(index + from).padStart(3, '0')}`,
	}));

const asJson = (list: unknown) => ({ specifyRecipients: 'json', recipientsJson: JSON.stringify(list) });

const sizes = () =>
	bench.bodies.map(({ recipients }) => (recipients as JsonObject[]).length).sort((a, b) => b - a);

const everybodySent = () => bench.bodies.flatMap(({ recipients }) => recipients as JsonObject[]);

const idOf = ({ external_user_id }: JsonObject) => String(external_user_id);

describe('one item with 120 recipients', () => {
	it.each([
		[
			'rows',
			{
				recipients: {
					recipient: people(120).map(({ external_user_id }) => ({ externalUserId: external_user_id })),
				},
			},
		],
		['JSON', asJson(people(120))],
		['an expression', { specifyRecipients: 'json', recipientsJson: '={{ $json.people }}' }],
	])('by %s takes three requests, and gives three output items of that item', async (_, changes) => {
		const { ok, error, hints } = await bench.run(changes, { items: [{ people: people(120) } as never] });

		expect(error).toBeUndefined();
		expect(sizes()).toEqual([50, 50, 20]);
		expect(everybodySent().map(idOf).sort()).toEqual(people(120).map(idOf));
		for (const body of bench.bodies) expect(body).toEqual({ ...BODY, recipients: body.recipients });
		expect(ok.map(({ json }) => json.recipient_count)).toEqual([50, 50, 20]);
		expect(ok.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }, { item: 0 }]);
		expect(new Set(ok.map(({ json }) => json.schedule_id))).toEqual(
			new Set(bench.sandbox.state.schedules.map(({ schedule_id }) => schedule_id)),
		);
		expect(hints).toEqual([]);
	});

	it('gives each output item the schedule of its own people', async () => {
		const { ok } = await bench.run(asJson(people(120)));
		for (const { json } of ok) {
			const kept = bench.sandbox.state.schedules.find(({ schedule_id }) => schedule_id === json.schedule_id);
			expect(kept?.recipients).toHaveLength(json.recipient_count as number);
		}
	});

	it.each([
		[1, [1]],
		[49, [49]],
		[50, [50]],
		[51, [50, 1]],
		[100, [50, 50]],
		[101, [50, 50, 1]],
	])('%i recipients fill requests of %j', async (count, expected) => {
		await bench.run(asJson(people(count)));
		expect(sizes()).toEqual(expected);
	});
});

describe('many items', () => {
	const items = people(120) as never[];
	const auto = { specifyRecipients: 'autoMap' };

	it('have a schedule of their own each, unless they are combined', async () => {
		const { ok } = await bench.run(auto, { items });
		expect(bench.bodies).toHaveLength(120);
		expect(new Set(ok.map(({ json }) => json.schedule_id)).size).toBe(120);
	});

	it('share requests of 50 when they are combined, and still have an output item each', async () => {
		const { ok } = await bench.run({ ...auto, options: { combineItems: true } }, { items });
		expect(sizes()).toEqual([50, 50, 20]);
		expect(ok.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		expect(ok.map(({ json }) => json.recipient_count)).toEqual(Array(120).fill(1));
		expect(new Set(ok.map(({ json }) => json.schedule_id)).size).toBe(3);
	});

	it('do not share requests when they differ in anything but their people', async () => {
		const sendTime = '={{ "2026-09-" + ($itemIndex % 2 ? "09" : "10") + "T07:00:00Z" }}';
		await bench.run({ ...auto, sendTime, options: { combineItems: true } }, { items });
		expect(sizes()).toEqual([50, 50, 10, 10]);
	});

	it('that would message the same audience again are refused', async () => {
		const audience = '{ "email_subscription_status": { "comparison": "is", "value": "opted_in" } }';
		for (const target of [
			{ sendTo: 'audience', audience },
			{ sendTo: 'broadcast', confirmBroadcast: true },
		]) {
			const { error } = await bench.run(target, { items: [{}, {}] });
			expect(error?.description).toContain('Execute Once');
		}
		expect(bench.sandbox.requests).toEqual([]);
	});
});

describe('the same person twice', () => {
	const ada = { external_user_id: 'user-001' };
	const adaWith = (plan: string) => ({ ...ada, canvas_entry_properties: { plan } });

	it.each([
		[
			'JSON',
			asJson([ada, { external_user_id: 'user-002' }, { external_user_id: ' user-001 ' }]),
			'Recipient 3 repeats recipient 1: the same message to user-001',
		],
		[
			'rows',
			{ recipients: { recipient: [{ externalUserId: 'user-001' }, { externalUserId: 'user-001' }] } },
			'Recipient 2 repeats recipient 1: the same message to user-001',
		],
		[
			'JSON with the same properties',
			asJson([adaWith('pro'), adaWith('pro')]),
			'Recipient 2 repeats recipient 1: the same message to user-001',
		],
	])('with the same content is refused: %s', async (_, changes, message) => {
		const { error } = await bench.run(changes);
		expect(error?.message).toBe(message);
		expect(error?.description).toMatch(
			/^Remove one of them, or choose .*'Identical Messages'\. Nothing was sent\.$/,
		);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('with different content goes out in separate requests, since Braze would drop one', async () => {
		const { ok } = await bench.run(
			asJson([adaWith('pro'), { external_user_id: 'user-002' }, adaWith('team')]),
		);
		expect(bench.bodies.map(({ recipients }) => recipients)).toEqual([
			[adaWith('pro'), { external_user_id: 'user-002' }],
			[adaWith('team')],
		]);
		expect(ok.map(({ json }) => json.recipient_count)).toEqual([2, 1]);
	});

	it('in different items never shares a request, even when items are combined', async () => {
		const items = [ada, ada, { external_user_id: 'user-002' }] as never[];
		const { ok } = await bench.run(
			{ specifyRecipients: 'autoMap', options: { combineItems: true, identicalMessages: 'sendAll' } },
			{ items },
		);
		expect(bench.bodies.map(({ recipients }) => recipients)).toEqual([
			[ada, { external_user_id: 'user-002' }],
			[ada],
		]);
		expect(ok.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(ok[1].json.schedule_id).not.toBe(ok[0].json.schedule_id);
	});

	it('is not the same person by another kind of identifier', async () => {
		await bench.run(
			asJson([ada, { braze_id: 'user-001' }, { user_alias: { alias_name: 'user-001', alias_label: 'crm' } }]),
		);
		expect(sizes()).toEqual([3]);
	});

	it('is not the same person when upper and lower case differ', async () => {
		await bench.run(asJson([ada, { external_user_id: 'USER-001' }]));
		expect(sizes()).toEqual([2]);
	});
});
