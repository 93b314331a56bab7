import { PRO_PLAN_ID } from '../../../sandbox/seeds/segments';
import { Bench } from '../../support/bench';
import { PollingBench } from '../../support/polling';

/** A segment that grows and shrinks. */

const bench = new Bench();

/** Makes the segment have that many people. */
function size(count: number): void {
	const { state } = bench.sandbox;
	const [someone] = state.users;
	state.users = Array.from({ length: count }, (_, index) => ({
		...someone,
		braze_id: `b${index}`,
		custom_attributes: { plan: 'pro' },
	}));
}

const segmentId = { __rl: true, mode: 'id', value: PRO_PLAN_ID };

const started = (parameters = {}) =>
	new PollingBench(() => bench.credential(), { watch: 'segmentSize', segmentId, ...parameters });

/** The sizes at which the workflow starts. */
async function startsAt(trigger: PollingBench, sizes: number[]): Promise<unknown[]> {
	const starts: unknown[] = [];
	for (const count of sizes) {
		size(count);
		for (const { size: now } of await trigger.poll()) starts.push(now);
	}
	return starts;
}

it('asks for the size of today', async () => {
	await started().poll();
	expect(bench.wire).toEqual([
		{
			method: 'GET',
			path: '/segments/data_series',
			query: { segment_id: PRO_PLAN_ID, length: '1' },
			body: undefined,
		},
	]);
});

it.each([
	['nothing at activation', [120], []],
	['when the threshold is reached', [90, 99, 100, 150], [100]],
	['when the size falls below it', [110, 100, 99, 50], [99]],
	['each time it crosses', [90, 110, 80, 100, 100, 99], [110, 80, 100, 99]],
	['nothing on one side', [10, 99, 50, 0], []],
])('starts for a threshold of 100: %s', async (_, sizes, starts) => {
	expect(await startsAt(started({ threshold: 100 }), sizes)).toEqual(starts);
	const crashing = started({ threshold: 100 });
	const seen: unknown[] = [];
	for (const count of sizes) {
		seen.push(...(await startsAt(crashing, [count])));
		crashing.restart();
	}
	expect(seen).toEqual(starts);
});

it.each([
	['nothing at activation', [100], []],
	['when it grows by that much', [100, 109, 110], [110]],
	['when it grows by that much in small steps', [100, 104, 108, 112, 116, 120, 124], [112, 124]],
	['when it shrinks by that much', [100, 91, 90], [90]],
	['when it was empty', [0, 0, 1], [1]],
	['when it becomes empty', [5, 0, 0], [0]],
])('starts for a change of 10 %%: %s', async (_, sizes, starts) => {
	expect(await startsAt(started({ startWhen: 'percentage', percentage: 10 }), sizes)).toEqual(starts);
	const crashing = started({ startWhen: 'percentage', percentage: 10 });
	const seen: unknown[] = [];
	for (const count of sizes) {
		seen.push(...(await startsAt(crashing, [count])));
		crashing.restart();
	}
	expect(seen).toEqual(starts);
});

it('says from what to what it changed', async () => {
	const trigger = started({ threshold: 100 });
	size(80);
	await trigger.poll();
	size(100);
	expect(await trigger.poll()).toEqual([
		{
			segment_id: PRO_PLAN_ID,
			date: '2026-09-07',
			size: 100,
			previous_size: 80,
			change: 20,
			change_percent: 25,
		},
	]);
});

it('begins anew for another segment or threshold', async () => {
	const trigger = started({ threshold: 100 });
	await startsAt(trigger, [80]);
	trigger.parameters = { watch: 'segmentSize', segmentId, threshold: 50 };
	trigger.restart();
	expect(await startsAt(trigger, [40])).toEqual([]);
	expect(await startsAt(trigger, [60])).toEqual([60]);
});

it.each([
	[{ threshold: 100 }, 80],
	[{ threshold: 100 }, 100],
	[{ threshold: 10.5 }, 11],
	[{ threshold: 0.5 }, 0],
	[{ startWhen: 'percentage', percentage: 10 }, 110],
	[{ startWhen: 'percentage', percentage: 250 }, 3],
	[{ startWhen: 'percentage', percentage: 0.1 }, 1],
	[{ startWhen: 'percentage', percentage: 100 }, 0],
])('shows in the editor what %j would report of %d people', async (settings, now) => {
	const trigger = started(settings);
	size(now);
	const [sample] = await trigger.poll('manual');
	expect(sample).toMatchObject({ segment_id: PRO_PLAN_ID, size: now });

	trigger.restart();
	size(sample.previous_size as number);
	await trigger.poll();
	size(now);
	expect(await trigger.poll()).toEqual([sample]);
});

it('remembers nothing of a test in the editor', async () => {
	const trigger = started({ threshold: 100 });
	size(80);
	await trigger.poll('manual');
	trigger.restart();
	expect(await startsAt(trigger, [120])).toEqual([]);
});

it('says what to do about a segment without sizes', async () => {
	const pizza = bench.sandbox.state.segments.find(({ name }) => name === 'Pizza Lovers');
	const trigger = started({ segmentId: { __rl: true, mode: 'id', value: pizza?.id } });
	await expect(trigger.poll()).rejects.toMatchObject({
		message: expect.stringContaining("'Segment' has no size"),
		description: expect.stringContaining('Analytics Tracking'),
	});
});

it.each([
	[null, 'has no size'],
	[undefined, 'has no size'],
	['', 'is not a valid number: ""'],
	[[], 'is not a valid number: []'],
	[[7], 'is not a valid number: [7]'],
	[{}, 'is not a valid number: {}'],
	[true, 'is not a valid number: true'],
	[-1, 'is not a valid number: -1'],
	[1.5, 'is not a valid number: 1.5'],
	['soon', 'is not a valid number: "soon"'],
	['0x10', 'is not a valid number: "0x10"'],
])(
	'does not take %j for a size: it says so, and compares with the last one later',
	async (value, problem) => {
		const trigger = started({ threshold: 100 });
		await startsAt(trigger, [150]);
		const answer = { message: 'success', data: [{ time: '2026-09-07', size: value }] };
		bench.sandbox.faults.add({
			match: { path: '/segments/data_series' },
			kind: { type: 'status', status: 200, body: answer as never },
		});
		await expect(trigger.poll()).rejects.toMatchObject({ message: expect.stringContaining(problem) });
		expect(await startsAt(trigger, [140, 90])).toEqual([90]);
	},
);

it('reads a size that is a text of digits', async () => {
	const trigger = started({ threshold: 100 });
	await startsAt(trigger, [150]);
	const answer = { message: 'success', data: [{ time: '2026-09-07', size: '99' }] };
	bench.sandbox.faults.add({
		match: { path: '/segments/data_series' },
		kind: { type: 'status', status: 200, body: answer },
	});
	expect(await trigger.poll()).toMatchObject([{ size: 99, previous_size: 150 }]);
});

it.each([
	[{ segmentId: { __rl: true, mode: 'list', value: '' } }, "'Segment'"],
	[{ threshold: 0 }, "'Threshold'"],
	[{ startWhen: 'percentage', percentage: -5 }, "'Percentage'"],
	[{ startWhen: 'percentage', percentage: 'ten' }, "'Percentage'"],
])('refuses %j before it asks', async (parameters, field) => {
	await expect(started(parameters).poll()).rejects.toMatchObject({ message: expect.stringContaining(field) });
	expect(bench.wire).toEqual([]);
});
