import { ORDER_SHIPPED_ID } from '../../../sandbox/seeds/campaigns';
import { Bench, jsons, pairing, stop } from '../../support/bench';
import { byId } from '../../support/kinds';

const bench = new Bench({
	resource: 'campaign',
	operation: 'schedule',
	campaignId: byId(ORDER_SHIPPED_ID),
	recipients: { recipient: [{ externalUserId: '={{ $json.id }}' }] },
	sendTime: '2026-09-09T09:00:00',
});

const ITEM = { items: [{ id: 'user-001' }] };

it('schedules with trigger properties for everyone and for one person', async () => {
	const own = { options: { entryPropertiesJson: '{ "order": 7 }' } };
	const result = await bench.run(
		{
			recipients: {
				recipient: [{ externalUserId: '={{ $json.id }}', ...own }, { externalUserId: 'user-002' }],
			},
			specifyEntryProperties: 'json',
			entryPropertiesJson: '{ "shop": "Berlin" }',
			delivery: 'localTime',
		},
		ITEM,
	);

	expect(stop(result)).toEqual({});
	expect(bench.wire).toEqual([
		{
			method: 'POST',
			path: '/campaigns/trigger/schedule/create',
			query: {},
			body: {
				campaign_id: ORDER_SHIPPED_ID,
				trigger_properties: { shop: 'Berlin' },
				recipients: [
					{ external_user_id: 'user-001', trigger_properties: { order: 7 } },
					{ external_user_id: 'user-002' },
				],
				schedule: { time: '2026-09-09T09:00:00', in_local_time: true },
			},
		},
	]);
	const [{ schedule_id, dispatch_id }] = bench.sandbox.state.schedules;
	expect(result.ok).toEqual([
		{
			json: {
				dispatch_id,
				schedule_id,
				message: 'success',
				campaign_id: ORDER_SHIPPED_ID,
				schedule: { time: '2026-09-09T09:00:00', in_local_time: true },
				when: "9 Sep 2026, 09:00 in each person's local time",
				worldwide_first_send_at: '2026-09-08T19:00:00Z',
				worldwide_last_send_at: '2026-09-09T21:00:00Z',
				recipient_count: 2,
			},
			pairedItem: { item: 0 },
		},
	]);
});

it('takes a recipient list as Braze documents it, with trigger properties', async () => {
	const recipientsJson = [{ external_user_id: 'user-001', trigger_properties: { order: 7 } }];
	await bench.run({
		recipients: undefined,
		specifyRecipients: 'json',
		recipientsJson: JSON.stringify(recipientsJson),
	});

	expect(bench.bodies).toEqual([
		{ campaign_id: ORDER_SHIPPED_ID, recipients: recipientsJson, schedule: { time: '2026-09-09T07:00:00Z' } },
	]);
});

it('says that campaigns know no entry properties of Canvases', async () => {
	const recipientsJson = '[{ "external_user_id": "user-001", "canvas_entry_properties": {} }]';
	const result = await bench.run({ recipients: undefined, specifyRecipients: 'json', recipientsJson });

	expect(bench.wire).toEqual([]);
	expect(stop(result).message).toBe(
		"'Recipients JSON[0].canvas_entry_properties' is not part of a recipient here",
	);
	expect(stop(result).description).toContain('Put other values into trigger_properties.');
});

it('schedules each item by itself, so that each can be cancelled by itself', async () => {
	const result = await bench.run({}, { items: [{ id: 'user-001' }, { id: 'user-002' }] });

	expect(bench.wire).toHaveLength(2);
	expect(new Set(jsons(result).map(({ schedule_id }) => schedule_id)).size).toBe(2);
	expect(pairing(result)).toEqual([{ item: 0 }, { item: 1 }]);
});

it('shares one schedule on demand', async () => {
	const items = [{ id: 'user-001' }, { id: 'user-002' }];
	const result = await bench.run({ options: { combineItems: true } }, { items });

	expect(bench.wire).toHaveLength(1);
	expect(new Set(jsons(result).map(({ schedule_id }) => schedule_id)).size).toBe(1);
	expect(pairing(result)).toEqual([{ item: 0 }, { item: 1 }]);
});

describe('send ID', () => {
	it('goes out with the schedule', async () => {
		bench.sandbox.state.sendIds.push({
			send_id: 'spring_26',
			campaign_id: ORDER_SHIPPED_ID,
			created_at: '2026-09-01',
		});
		await bench.run({ options: { sendId: ' spring_26 ' } }, ITEM);

		expect(bench.bodies).toMatchObject([{ campaign_id: ORDER_SHIPPED_ID, send_id: 'spring_26' }]);
	});

	it.each([
		['spring sale', 'has characters that Braze does not accept: "spring sale"'],
		['frühling', 'has characters that Braze does not accept: "frühling"'],
		['x'.repeat(65), 'is longer than 64 bytes'],
	])('%s is refused before anything is sent', async (sendId, problem) => {
		const result = await bench.run({ options: { sendId } }, ITEM);

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(`'Send ID' ${problem}`);
	});

	it.each(['={{ $json.missing }}', '={{ null }}', '={{ "" }}'])(
		'is never left out because an expression found nothing: %s',
		async (sendId) => {
			const result = await bench.run({ options: { sendId } }, ITEM);

			expect(result.error?.message).toMatch(/^'Send ID' is (missing|empty)$/);
			expect(bench.wire).toEqual([]);
		},
	);

	it('is left out where it is empty', async () => {
		await bench.run({ options: { sendId: '' } }, ITEM);

		expect(bench.bodies).toEqual([
			{
				campaign_id: ORDER_SHIPPED_ID,
				recipients: [{ external_user_id: 'user-001' }],
				schedule: { time: '2026-09-09T07:00:00Z' },
			},
		]);
	});

	it('says in the words of Braze that it was not made before', async () => {
		const result = await bench.run({ options: { sendId: 'spring_26' } }, ITEM);

		expect(result.error?.message).toContain('Invalid send_id');
	});
});

it('does not schedule twice when the answer is lost', async () => {
	bench.sandbox.faults.add({ kind: { type: 'drop', when: 'after' } });
	const result = await bench.run({}, ITEM);

	expect(bench.wire).toHaveLength(1);
	expect(result.error?.message).toBe('Braze did not respond, so it is unknown whether this was carried out');
});
