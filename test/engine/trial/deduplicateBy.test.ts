import { ProcessedKeys } from '../../support/processedKeys';
import { ScheduleBench } from '../../support/schedule';
import { nextTurn, pass } from '../../support/timers';

const bench = new ScheduleBench();
const handled = new ProcessedKeys();

beforeAll(async () => await handled.install());
beforeEach(() => handled.reset());

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
	expect(ok.map(({ json }) => json.skipped)).toEqual([true, false, false]);
	expect(ok[0].json.reason).toBe("'deal 1-won' was already handled by an earlier execution");
	expect(hints[0].message).toContain('Skipped');
});

it('sends the first of several items with the same key', async () => {
	const { ok } = await bench.run(BY_DEAL, { items: [deal(1), deal(1)] });
	expect(people()).toEqual(['user-001']);
	expect(ok[1].json.reason).toBe("'deal 1-won' was already handled by item 1");
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
	expect(ok[0].json).toMatchObject({
		error: { message: "n8n could not record the keys of 'Deduplicate By'", outcome: 'not_sent' },
	});
	expect((ok[0].json.error as { description: string }).description).toContain('The database is away');
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

describe('several items with the same key', () => {
	const sameKey = (...people: string[]) =>
		people.map((external_user_id) => ({ external_user_id, deal: 'deal', stage: 'won' }));

	it.each([false, true])(
		'the next one is sent if Braze refuses the first (Combine Items: %s)',
		async (combineItems) => {
			bench.sandbox.faults.add({ kind: { type: 'refuseRecipient', id: 'user-001' } });
			const { ok } = await bench.run(
				{ ...BY_DEAL, options: { ...BY_DEAL.options, combineItems } },
				{
					items: sameKey('user-001', 'user-002', 'user-003'),
					settings: { onError: 'continueRegularOutput' },
				},
			);
			expect(
				ok.map(({ json }) => (json.error as { outcome: string } | undefined)?.outcome ?? json.reason),
			).toEqual(['refused', null, "'deal-won' was already handled by item 2"]);
			expect([...handled.keys]).toEqual(['deal-won']);
			expect(bench.sandbox.state.schedules).toHaveLength(1);
		},
	);

	it('none is sent after one that was refused, if the run stops there', async () => {
		bench.sandbox.faults.add({ kind: { type: 'refuseRecipient', id: 'user-001' } });
		const { status } = await bench.run(BY_DEAL, { items: sameKey('user-001', 'user-002') });
		expect([status, bench.sandbox.state.schedules]).toEqual(['error', []]);
		expect([...handled.keys]).toEqual([]);
	});

	it('none is sent after one of which it is unclear whether it was sent', async () => {
		bench.sandbox.faults.add({ kind: { type: 'drop', when: 'after' } });
		const { ok } = await bench.run(BY_DEAL, {
			items: sameKey('user-001', 'user-002'),
			settings: { onError: 'continueRegularOutput' },
		});
		expect(ok[1].json.reason).toBe("'deal-won' was already handled by item 1");
		expect(bench.sandbox.requests).toHaveLength(1);
	});
});

it('takes items that were handled before out of a shared request', async () => {
	const options = { ...BY_DEAL.options, combineItems: true };
	await bench.run({ ...BY_DEAL, options }, { items: [deal(1), deal(3)] });
	const { ok } = await bench.run({ ...BY_DEAL, options }, { items: [deal(1), deal(2), deal(3), deal(4)] });
	expect(people()).toEqual(['user-001', 'user-003', 'user-002', 'user-004']);
	expect(ok.map(({ json }) => json.skipped)).toEqual([true, false, true, false]);
});

describe('claims in step with sending', () => {
	const KEYED = { ...BY_DEAL, options: { deduplicateBy: '={{ $json.external_user_id }}' } };
	const many = (count: number) =>
		Array.from({ length: count }, (_, index) => ({ external_user_id: `p${index}` }));

	/** How many people a worker leaves unsent but skipped at most, if it is killed at the worst moment. */
	async function leftBehind(options: Record<string, unknown>, count: number): Promise<number> {
		let worst = 0;
		handled.recorded = () => {
			worst = Math.max(worst, handled.keys.size - new Set(people()).size);
		};
		const { ok } = await bench.run(
			{ ...KEYED, options: { ...KEYED.options, recipientLimit: 10_000, ...options } },
			{ items: many(count) },
		);
		expect(ok.filter(({ json }) => json.message === 'success')).toHaveLength(count);
		expect(new Set(people()).size).toBe(count);
		return worst;
	}

	it.each([
		[50, 'one by one', {}],
		[50, 'one after another', { parallelRequests: 1 }],
		[250, '50 in a request', { combineItems: true }],
		[50, '50 in a request, one after another', { combineItems: true, parallelRequests: 1 }],
	])('a worker that is killed leaves at most %i people skipped but unsent (%s)', async (most, _, options) => {
		const left = await leftBehind(options, 630);
		expect(left).toBeGreaterThan(0);
		expect(left).toBeLessThanOrEqual(most);
	});

	it('a larger store is written less often: 500 at a time for 100,000 keys', async () => {
		let writes = 0;
		handled.recorded = () => writes++;
		await bench.run(
			{ ...KEYED, options: { ...KEYED.options, combineItems: true, rememberedKeys: 100_000 } },
			{ items: many(900) },
		);
		// Each chunk is recorded, and looked up once more; so are all keys at the end.
		expect(writes).toBe(2 * 2 + 1);
	});

	it('a run that the user stops keeps the keys of what was sent, and no others', async () => {
		let stop = () => {};
		bench.sandbox.faults.add({ kind: { type: 'slow', ms: 30 }, times: -1 });
		const running = bench.run(KEYED, { items: many(300), started: (cancel) => (stop = cancel) });
		while (bench.sandbox.requests.length < 60) await nextTurn();
		stop();
		await running;
		await pass(500);
		const sent = people();
		expect(sent.length).toBeLessThan(200);
		// What was in flight is unclear, and keeps its key, too.
		expect([...handled.keys]).toEqual(expect.arrayContaining(sent));
		expect(handled.keys.size - sent.length).toBeLessThanOrEqual(20);
	});

	it('keys of refused items are released while the run goes on', async () => {
		bench.sandbox.faults.add({ kind: { type: 'refuseRecipient', id: 'p0' } });
		const seen: boolean[] = [];
		handled.recorded = () => seen.push(handled.keys.has('p0'));
		await bench.run(
			{ ...KEYED, options: { ...KEYED.options, parallelRequests: 5 } },
			{ items: many(120), settings: { onError: 'continueRegularOutput' } },
		);
		// Two recordings for each of three chunks, and one at the end.
		expect(seen).toEqual([true, true, false, false, false, false, false]);
	});

	it('nothing is claimed that waits for a rate limit beyond Maximum Wait', async () => {
		bench.sandbox.faults.add({
			kind: { type: 'rateLimit', header: 'retry-after', seconds: 3_600 },
			times: -1,
		});
		const { ok } = await bench.run(
			{ ...KEYED, options: { ...KEYED.options, parallelRequests: 1 } },
			{ items: many(200), settings: { onError: 'continueRegularOutput' } },
		);
		expect(ok.every(({ json }) => json.error !== undefined)).toBe(true);
		expect([...handled.keys]).toEqual([]);
	});

	it.each([9_999, 200_001, 20_000.5, '20000'])('refuses to remember %p keys', async (rememberedKeys) => {
		const { error } = await bench.run(
			{ ...KEYED, options: { ...KEYED.options, rememberedKeys } },
			{ items: many(1) },
		);
		expect(error?.message).toContain("'Remembered Keys'");
		expect(bench.sandbox.requests).toEqual([]);
	});
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
