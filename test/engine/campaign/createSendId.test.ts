import { ORDER_SHIPPED_ID } from '../../../sandbox/seeds/campaigns';
import { Bench, jsons, pairing, stop } from '../../support/bench';
import { byId } from '../../support/kinds';

const bench = new Bench({
	resource: 'campaign',
	operation: 'createSendId',
	campaignId: byId(ORDER_SHIPPED_ID),
});

it('makes the ID that was asked for', async () => {
	const result = await bench.run({ sendId: '=spring_{{ $json.year }}' }, { items: [{ year: 26 }] });

	expect(stop(result)).toEqual({});
	expect(bench.wire).toEqual([
		{
			method: 'POST',
			path: '/sends/id/create',
			query: {},
			body: { campaign_id: ORDER_SHIPPED_ID, send_id: 'spring_26' },
		},
	]);
	expect(result.ok).toEqual([
		{
			json: { message: 'success', send_id: 'spring_26', campaign_id: ORDER_SHIPPED_ID },
			pairedItem: { item: 0 },
		},
	]);
});

it('lets Braze choose one where none is given', async () => {
	const [json] = jsons(await bench.run());

	expect(bench.bodies).toEqual([{ campaign_id: ORDER_SHIPPED_ID }]);
	expect(json).toEqual({
		message: 'success',
		send_id: expect.any(String) as string,
		campaign_id: ORDER_SHIPPED_ID,
	});
});

it('makes one for each item', async () => {
	const result = await bench.run({ sendId: '={{ $json.id }}' }, { items: [{ id: 'a' }, { id: 7 }] });

	expect(jsons(result).map(({ send_id }) => send_id)).toEqual(['a', '7']);
	expect(pairing(result)).toEqual([{ item: 0 }, { item: 1 }]);
});

it('is taken up by the next step, so that the messages count under it', async () => {
	const made = jsons(await bench.run({ sendId: 'spring_26' }));
	const send = {
		operation: 'sendNow',
		campaignId: byId('={{ $json.campaign_id }}'),
		recipients: { recipient: [{ externalUserId: 'user-001' }] },
		options: { sendId: '={{ $json.send_id }}' },
	};
	const result = await bench.run({ ...send, sendId: undefined }, { items: made });

	expect(stop(result)).toEqual({});
	expect(bench.bodies[1]).toMatchObject({ campaign_id: ORDER_SHIPPED_ID, send_id: 'spring_26' });
});

it.each([
	['spring sale', `'Send ID' has characters that Braze does not accept: "spring sale"`],
	['x'.repeat(65), "'Send ID' is longer than 64 bytes"],
])('refuses %s', async (sendId, message) => {
	const result = await bench.run({ sendId });

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toBe(message);
});

it('hands back what is over the limit of 100 a day, with the time to go on', async () => {
	const items = Array.from({ length: 101 }, (_, index) => ({ id: `send-${index}` }));
	const settings = { onError: 'continueErrorOutput' } as const;
	const result = await bench.run({ sendId: '={{ $json.id }}' }, { items, settings });

	expect(result.ok).toHaveLength(100);
	expect(result.failed).toHaveLength(1);
	expect(result.failed[0].json.error).toMatchObject({
		outcome: 'not_sent',
		retry_at: expect.any(String) as string,
	});
});
