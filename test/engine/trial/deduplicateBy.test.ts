import { ProcessedKeys } from '../../support/processedKeys';
import { ScheduleBench } from '../../support/schedule';
import { nextTurn } from '../../support/timers';

const bench = new ScheduleBench();
const handled = new ProcessedKeys();

beforeAll(async () => await handled.install());
beforeEach(() => {
	handled.keys.clear();
	handled.broken = false;
});

const BY_DEAL = {
	recipients: undefined,
	specifyRecipients: 'autoMap',
	options: { deduplicateBy: '={{ $json.deal }}-{{ $json.stage }}' },
};

const deal = (id: number, stage = 'won') => ({ external_user_id: `user-00${id}`, deal: `deal ${id}`, stage });

const people = () =>
	bench.bodies.flatMap(({ recipients }) =>
		(recipients as Array<{ external_user_id: string }>).map((one) => one.external_user_id),
	);

it('leaves out what an earlier execution has sent, and says so', async () => {
	await bench.run(BY_DEAL, { items: [deal(1)] });
	const { ok, hints } = await bench.run(BY_DEAL, { items: [deal(1), deal(2), deal(1, 'lost')] });
	expect(people()).toEqual(['user-001', 'user-002', 'user-001']);
	expect(ok.map(({ json }) => json.skipped)).toEqual([true, undefined, undefined]);
	expect(ok[0].json.reason).toBe("'deal 1-won' was already handled by an earlier execution");
	expect(hints[0].message).toContain('Skipped');
});

it('sends the first of several items with the same key', async () => {
	const { ok } = await bench.run(BY_DEAL, { items: [deal(1), deal(1)] });
	expect(people()).toEqual(['user-001']);
	expect(ok[1].json.reason).toBe("'deal 1-won' is already handled by item 0");
});

it.each(['continueRegularOutput', 'stopWorkflow'] as const)(
	'takes the key back when Braze refuses the item (%s)',
	async (onError) => {
		bench.sandbox.faults.add({ times: 1, kind: { type: 'refuseRecipient', id: 'user-001' } });
		await bench.run(BY_DEAL, { items: [deal(1)], settings: { onError } });
		expect([...handled.keys]).toEqual([]);
		bench.sandbox.faults.clear();
		const { ok } = await bench.run(BY_DEAL, { items: [deal(1)], settings: { onError } });
		expect(ok[0].json).toMatchObject({ message: 'success' });
	},
);

it('keeps the key when it is unclear whether the item was sent', async () => {
	bench.sandbox.faults.add({ kind: { type: 'drop', when: 'after' } });
	await bench.run(BY_DEAL, { items: [deal(1)], settings: { onError: 'continueRegularOutput' } });
	const { ok } = await bench.run(BY_DEAL, { items: [deal(1)] });
	expect(ok[0].json).toMatchObject({ skipped: true });
	expect(bench.sandbox.requests).toHaveLength(1);
});

it('claims nothing in a run that stops at a bad item, nor in a dry run', async () => {
	await bench.run(BY_DEAL, { items: [deal(1), { deal: 'x', stage: 'y' }] });
	await bench.run({ ...BY_DEAL, options: { ...BY_DEAL.options, dryRun: true } }, { items: [deal(1)] });
	expect([...handled.keys]).toEqual([]);
});

it('sends the rest on a retry of the same execution', async () => {
	bench.sandbox.faults.add({
		match: { bodyIncludes: 'user-002' },
		kind: { type: 'status', status: 400, body: { message: 'no' } },
	});
	const first = await bench.run(
		{ ...BY_DEAL, options: { ...BY_DEAL.options, parallelRequests: 1 } },
		{ items: [deal(1), deal(2)] },
	);
	expect(first.status).toBe('error');
	const again = await first.retry();
	expect(again.ok.map(({ json }) => json.message)).toEqual(['success', 'success']);
	expect(bench.sandbox.state.schedules).toHaveLength(2);
});

it('sends nothing when the keys cannot be looked up', async () => {
	handled.broken = true;
	const { ok } = await bench.run(BY_DEAL, {
		items: [deal(1)],
		settings: { onError: 'continueRegularOutput' },
	});
	expect(ok[0].json).toMatchObject({ error: { message: 'The database is away' } });
	expect(bench.sandbox.requests).toEqual([]);
});

it('refuses a key that came out empty', async () => {
	const { error } = await bench.run(
		{ ...BY_DEAL, options: { deduplicateBy: '={{ $json.nothing }}' } },
		{ items: [deal(1)] },
	);
	expect(error?.message).toContain("'Deduplicate By'");
	expect(bench.sandbox.requests).toEqual([]);
});

describe('executions at the same moment', () => {
	it('send an event once', async () => {
		const runs = await Promise.all([1, 2, 3].map(async () => await bench.run(BY_DEAL, { items: [deal(1)] })));
		expect(people()).toEqual(['user-001']);
		expect(runs.filter(({ ok }) => ok[0].json.skipped === true)).toHaveLength(2);
	});

	it('lose no keys', async () => {
		await Promise.all([1, 2, 3, 4, 5].map(async (id) => await bench.run(BY_DEAL, { items: [deal(id)] })));
		expect([...handled.keys].sort()).toEqual([1, 2, 3, 4, 5].map((id) => `deal ${id}-won`));
	});

	it('in another worker may overwrite a key while it is sent: it is recorded again', async () => {
		bench.sandbox.faults.add({ kind: { type: 'slow', ms: 200 } });
		const run = bench.run(BY_DEAL, { items: [deal(1)] });
		while (bench.sandbox.requests.length === 0) await nextTurn();
		expect([...handled.keys]).toEqual(['deal 1-won']);
		handled.keys.clear();
		await run;
		expect([...handled.keys]).toEqual(['deal 1-won']);
	});

	it('in another worker may overwrite a key as it is claimed: it is on record before anything is sent', async () => {
		bench.sandbox.faults.add({ kind: { type: 'slow', ms: 200 } });
		handled.overwritten = 2;
		const run = bench.run(BY_DEAL, { items: [deal(1), deal(2)] });
		while (bench.sandbox.requests.length === 0) await nextTurn();
		expect([...handled.keys]).toEqual(['deal 1-won', 'deal 2-won']);
		const { ok } = await run;
		expect(ok.map(({ json }) => json.message)).toEqual(['success', 'success']);
	});

	it('in two workers may both record the first keys of a node: the second one tries again', async () => {
		handled.failure = new Error('duplicate key value violates unique constraint "PK_processed_data"');
		const { ok } = await bench.run(BY_DEAL, { items: [deal(1)] });
		expect(ok[0].json).toMatchObject({ message: 'success' });
	});
});
