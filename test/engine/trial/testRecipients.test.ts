import type { WorkflowExecuteMode } from 'n8n-workflow';

import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import type { JsonObject } from '../../../sandbox/types/json';
import { ScheduleBench } from '../../support/schedule';

const bench = new ScheduleBench();

const TEST = { testRecipients: ['test-ada', 'test-ben'], preflight: 'never' };

const SCHEDULE = { time: '2026-09-09T07:00:00Z' };

it('sends to the test people instead, with the properties but not the attributes of the first recipient', async () => {
	const recipients = [
		{
			external_user_id: 'user-001',
			attributes: { first_name: 'Real' },
			canvas_entry_properties: { plan: 'Pro' },
		},
		{ external_user_id: 'user-002' },
	];
	const { ok, hints } = await bench.run(
		{ specifyRecipients: 'json', recipientsJson: JSON.stringify(recipients), options: TEST },
		{ mode: 'manual' },
	);
	expect(bench.sentBodies).toEqual([
		{
			canvas_id: ONBOARDING_ID,
			schedule: SCHEDULE,
			recipients: [
				{ external_user_id: 'test-ada', canvas_entry_properties: { plan: 'Pro' } },
				{ external_user_id: 'test-ben', canvas_entry_properties: { plan: 'Pro' } },
			],
		},
	]);
	expect(ok[0].json).toMatchObject({ test_recipients: ['test-ada', 'test-ben'], recipient_count: 2 });
	expect(hints.map(({ message }) => message).join()).toContain('test recipients instead: test-ada, test-ben');
});

it.each([
	[
		'an audience',
		{ sendTo: 'audience', audience: '{"push_subscription_status":{"comparison":"is","value":"opted_in"}}' },
	],
	['a broadcast', { sendTo: 'broadcast', confirmBroadcast: true }],
])('replaces %s, so that nobody else is reached', async (_name, target) => {
	await bench.run({ ...target, recipients: undefined, options: TEST }, { mode: 'manual' });
	expect(bench.sentBodies).toEqual([
		{
			canvas_id: ONBOARDING_ID,
			schedule: SCHEDULE,
			recipients: [{ external_user_id: 'test-ada' }, { external_user_id: 'test-ben' }],
		},
	]);
});

it('sends the first item only, and says so of the others', async () => {
	const { ok } = await bench.run(
		{ recipients: undefined, specifyRecipients: 'autoMap', options: TEST },
		{ mode: 'manual', items: ['user-001', 'user-002', 'user-003'].map((id) => ({ external_user_id: id })) },
	);
	expect(bench.sentBodies).toHaveLength(1);
	expect(ok.map(({ json, pairedItem }) => [json.skipped, pairedItem])).toEqual([
		[false, { item: 0 }],
		[true, { item: 1 }],
		[true, { item: 2 }],
	]);
});

it('is no detour to the real people when it is empty', async () => {
	const { error } = await bench.run({ options: { testRecipients: [] } }, { mode: 'manual' });
	expect(error?.message).toContain("'Test Recipients' has no recipients");
	expect(bench.sentBodies).toEqual([]);
});

it('takes no expression, which would stand for a person of that name', async () => {
	const { error } = await bench.run(
		{ options: { testRecipients: ['={{ $json.tester }}'] } },
		{ mode: 'manual' },
	);
	expect(error?.message).toBe("'Test Recipients 1' contains an expression");
	expect(bench.sentBodies).toEqual([]);
});

const MODES: Record<WorkflowExecuteMode, 'real people' | 'test people'> = {
	trigger: 'real people',
	webhook: 'real people',
	manual: 'test people',
	// A sub-workflow, whoever called it.
	integrated: 'test people',
	// Of an execution about which nothing is stored.
	retry: 'test people',
	chat: 'test people',
	cli: 'test people',
	error: 'test people',
	agent: 'test people',
	evaluation: 'test people',
	internal: 'test people',
};

const reached = () =>
	(bench.sentBodies.at(-1)?.recipients as JsonObject[]).map((one) => one.external_user_id);
const REACHED = { 'real people': ['user-001'], 'test people': ['test-ada', 'test-ben'] };

it.each(Object.entries(MODES) as Array<[WorkflowExecuteMode, keyof typeof REACHED]>)(
	'an execution in mode %s reaches %s',
	async (mode, who) => {
		await bench.run({ options: TEST }, { mode });
		expect(reached()).toEqual(REACHED[who]);
	},
);

it.each(Object.entries(MODES) as Array<[WorkflowExecuteMode, keyof typeof REACHED]>)(
	'the retry of a failed execution in mode %s reaches %s',
	async (mode, who) => {
		const kind = { type: 'status' as const, status: 400, body: { message: 'no' } };
		bench.sandbox.faults.add({ times: 1, match: { path: '/canvas/trigger/schedule/create' }, kind });
		const failed = await bench.run({ options: TEST }, { mode });
		expect(failed.error).toBeDefined();
		await failed.retry();
		expect(reached()).toEqual(REACHED[who]);
	},
);

it('an old version of n8n cannot say what a retry repeats, so it reaches test people', async () => {
	bench.sandbox.faults.add({ times: 1, kind: { type: 'status', status: 400, body: { message: 'no' } } });
	const failed = await bench.run({ options: TEST });
	delete failed.run.data.executionData?.runtimeData;
	await failed.retry();
	expect(reached()).toEqual(REACHED['test people']);
});
