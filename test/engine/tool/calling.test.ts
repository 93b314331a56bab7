import { ORDER_SHIPPED_ID } from '../../../sandbox/seeds/campaigns';
import { assigned } from '../../support/assignments';
import { WAYS } from '../../support/aiTool';
import { byId } from '../../support/kinds';
import { ProcessedKeys } from '../../support/processedKeys';
import { fromAI, ToolBench } from '../../support/toolBench';

/** A shop's agent may tell a customer that an order is on its way: who and what is up to the model. */
const bench = new ToolBench({
	resource: 'campaign',
	operation: 'sendNow',
	campaignId: byId(ORDER_SHIPPED_ID),
	sendTo: 'recipients',
	recipients: { recipient: [{ externalUserId: fromAI('customer_id') }] },
	entryProperties: assigned({ name: 'order', value: fromAI('order') }),
});

const handled = new ProcessedKeys();

beforeAll(async () => await handled.install());
beforeEach(() => handled.keys.clear());

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
				recipient: 'user-001',
				recipient_count: 1,
				message: 'success',
				dispatch_id: expect.any(String) as string,
			},
		]);
	});

	it('tells the model what to mend', async () => {
		const { told } = await bench.call(way, { ...ARGS, customer_id: ' ' });

		expect(bench.wire).toEqual([]);
		expect(told).toContain("'External User ID' is empty");
		expect(told).toContain('Nothing was sent.');
	});

	it('tells the model why Braze refused, as plain text and without the key', async () => {
		bench.refuse('/campaigns/trigger/send', 400, 'No <b>bold</b> & "sandbox-key"');
		const { told } = await bench.call(way, ARGS);

		expect(told).toContain('Braze refused the request (400)');
		expect(told).toContain('<b>bold</b> &');
		expect(told).not.toContain('sandbox-key');
		expect(told).not.toContain('Retrying this execution');
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
		expect(told).toContain('it is unknown whether this was carried out');
	});

	it('takes two equal calls for two that are meant', async () => {
		await bench.call(way, ARGS, {}, { times: 2 });

		expect(bench.wire).toHaveLength(2);
	});

	it.each<[string, Parameters<typeof bench.sandbox.faults.add>[0] | undefined, string, string]>([
		['a wrong key', undefined, 'does not accept the API key', 'compare the instance'],
		[
			'a missing permission',
			{ kind: { type: 'status', status: 403 } },
			'campaigns.trigger.send',
			'Create a new REST API key',
		],
		['an unknown campaign', { kind: { type: 'status', status: 404 } }, 'Sandbox fault', 'Check the IDs'],
		[
			'an answer that is no JSON',
			{ kind: { type: 'nonJson', status: 500 } },
			'it is unknown whether',
			'Check Braze',
		],
		[
			'a connection that broke',
			{ kind: { type: 'drop', when: 'after' } },
			'it is unknown whether',
			'Check Braze',
		],
	])('tells the model of %s, and what to do', async (what, fault, happened, mend) => {
		if (fault) bench.sandbox.faults.add(fault);
		const credential = bench.credential(what === 'a wrong key' ? { apiKey: 'the-secret-key' } : {});
		const { told, failed, run } = await bench.call(way, ARGS, {}, { credential });

		expect(failed).toBe(true);
		expect(told).toContain(happened);
		expect(told).toContain(mend);
		expect(told).not.toMatch(/<\w+|&\w+;/);
		expect(JSON.stringify(run)).not.toMatch(/the-secret-key|sandbox-key/);
	});

	it('tells the same where the tool is set to continue', async () => {
		bench.refuse('/campaigns/trigger/send', 400, 'No <b>bold</b>');
		const { told } = await bench.call(way, ARGS, {}, { settings: { onError: 'continueRegularOutput' } });

		expect(JSON.parse(told)).toMatchObject([{ error: { outcome: 'refused', status: 400 } }]);
		expect(told).toContain('No <b>bold</b>');
	});

	it('sends one message for each execution, where the builder wants it so', async () => {
		const once = { options: { deduplicateBy: '={{ $execution.id }}' } };
		const { told } = await bench.call(way, ARGS, once, { times: 2 });

		expect(bench.wire).toHaveLength(1);
		expect(JSON.parse(told)).toMatchObject([{ skipped: true }]);
	});
});
