import { ORDER_SHIPPED_ID } from '../../../sandbox/seeds/campaigns';
import { WAYS } from '../../support/aiTool';
import { byId } from '../../support/kinds';
import { fromAI, ToolBench } from '../../support/toolBench';

/** A shop's agent may tell a customer that an order is on its way: who and what is up to the model. */
const bench = new ToolBench({
	resource: 'campaign',
	operation: 'sendNow',
	campaignId: byId(ORDER_SHIPPED_ID),
	sendTo: 'recipients',
	recipients: { recipient: [{ externalUserId: fromAI('customer_id') }] },
	entryProperties: { property: [{ name: 'order', type: 'text', value: fromAI('order') }] },
});

const ARGS = { customer_id: 'user-001', order: '1042' };

describe.each(WAYS)('called by %s', (way) => {
	it('does what the model asks for, and says so', async () => {
		const { told, failed } = await bench.call(way, ARGS);

		expect(bench.bodies).toEqual([
			{
				campaign_id: ORDER_SHIPPED_ID,
				recipients: [{ external_user_id: 'user-001' }],
				trigger_properties: { order: '1042' },
			},
		]);
		expect(failed).toBe(false);
		expect(JSON.parse(told)).toEqual([
			{
				campaign_id: ORDER_SHIPPED_ID,
				recipient_count: 1,
				message: 'success',
				dispatch_id: expect.any(String) as string,
			},
		]);
	});

	it('tells the model what to mend', async () => {
		const { told } = await bench.call(way, { ...ARGS, customer_id: ' ' });

		expect(bench.wire).toEqual([]);
		expect(told).toContain("'Recipient 1: External User ID' is empty");
		expect(told).toContain('Nothing was sent.');
	});

	it('tells the model why Braze refused, as plain text and without the key', async () => {
		bench.refuse('/campaigns/trigger/send', 400, 'No <b>bold</b> & "sandbox-key"');
		const { told } = await bench.call(way, ARGS);

		expect(told).toContain('Braze refused the request (400)');
		expect(told).toContain('<b>bold</b> &');
		expect(told).not.toContain('sandbox-key');
		expect(told).not.toContain('A retry of this execution');
	});

	it('tells the model what Braze said, also when that looks like a system error', async () => {
		bench.refuse('/campaigns/trigger/send', 400, 'Ask whoever may approvePermissions');
		const { told } = await bench.call(way, ARGS);

		expect(told).toContain('approvePermissions');
		expect(told).toContain('refused');
	});

	it('sends nothing twice when the tool is set to Retry On Fail', async () => {
		bench.sandbox.faults.add({ kind: { type: 'drop', when: 'after' } });
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const { told } = await bench.call(way, ARGS, {}, { settings });

		expect(bench.wire).toHaveLength(1);
		expect(told).toContain('it is not known whether this was carried out');
	});

	it('takes two equal calls for two that are meant', async () => {
		await bench.call(way, ARGS);
		await bench.call(way, ARGS);

		expect(bench.wire).toHaveLength(2);
	});
});
