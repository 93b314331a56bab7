import { Pace, RateLimitGate, WaitBudget } from '../../../nodes/Braze/delivery/send/rateLimits';
import { RequestSlots } from '../../../nodes/Braze/delivery/send/requestSlots';
import { FakeClock } from '../../support/delivery';
import { nextTurn } from '../../support/timers';

/** Tasks that wait for a slot, in order; each runs until it is ended. */
function tasksIn(slots: RequestSlots) {
	const running: number[] = [];
	const ends: Array<() => void> = [];
	const begin = (task: number) => {
		void slots.run(async () => {
			running.push(task);
			await new Promise<void>((end) => (ends[task] = end));
			running.splice(running.indexOf(task), 1);
		});
	};
	return { running, begin, end: async (task: number) => (ends[task](), await nextTurn()) };
}

it('runs as many tasks as there are slots, in order', async () => {
	const { running, begin, end } = tasksIn(new RequestSlots(2, 'notIdempotent'));
	for (let task = 0; task < 4; task++) begin(task);
	expect(running).toEqual([0, 1]);
	await end(1);
	expect(running).toEqual([0, 2]);
	await end(0);
	expect(running).toEqual([2, 3]);
});

it('frees the slot of a task that fails', async () => {
	const slots = new RequestSlots(1, 'notIdempotent');
	await expect(slots.run(async () => await Promise.reject(new Error('no')))).rejects.toThrow('no');
	await expect(slots.run(async () => await Promise.resolve('next'))).resolves.toBe('next');
});

it('gives out no more slots than Braze has requests left, and one to ask again when it has none', async () => {
	const slots = new RequestSlots(10, 'notIdempotent');
	slots.leave(3);
	const { running, begin, end } = tasksIn(slots);
	for (let task = 0; task < 10; task++) begin(task);
	expect(running).toEqual([0, 1, 2]);
	slots.leave(0);
	await end(0);
	await end(1);
	expect(running).toEqual([2]);
	await end(2);
	expect(running).toEqual([3]);
	slots.leave(1_000);
	await nextTurn();
	expect(running).toEqual([3, 4, 5, 6, 7, 8, 9]);
});

it('has a request that is repeated wait until it fits in again, before those that were not sent yet', async () => {
	const slots = new RequestSlots('automatic', 'notIdempotent');
	const order: string[] = [];
	const ends: Array<() => void> = [];
	for (let task = 0; task < 10; task++) {
		void slots.run(async () => {
			await new Promise<void>((end) => ends.push(end));
			await slots.giveWay();
			order.push(`again ${task}`);
		});
	}
	void slots.run(async () => await Promise.resolve(order.push('new')));
	const flight = slots.start(0);
	slots.overloaded(flight);
	for (const end of ends) end();
	await nextTurn();
	expect(order.slice(0, 5).every((text) => text.startsWith('again'))).toBe(true);
	expect(order.at(-1)).toBe('new');
	expect(order).toHaveLength(11);
});

describe('the pace of a run', () => {
	const atPace = (perMinute: number) => {
		const clock = new FakeClock();
		const from = clock.now();
		return { clock, pace: new Pace(clock, perMinute), passed: () => (clock.now() - from) / 1_000 };
	};

	it('spreads requests evenly, and none has to wait for those that never came', async () => {
		const { clock, pace, passed } = atPace(60);
		const at: number[] = [];
		await Promise.all([1, 2, 3].map(async () => (await pace.turn(), at.push(passed()))));
		await clock.wait(10_000);
		await pace.turn();
		at.push(passed());
		expect(at).toEqual([0, 1, 2, 12]);
	});

	it('waits for a rate limit that came up meanwhile, too', async () => {
		const { clock, pace, passed } = atPace(6);
		const gate = new RateLimitGate(clock, new WaitBudget(60_000), pace);
		await gate.pass();
		const second = gate.pass();
		gate.holdUntil(clock.now() + 35_000);
		await second;
		expect(passed()).toBeGreaterThanOrEqual(35);
		expect(gate.closed).toBeUndefined();
	});

	it('does not count as waiting for the rate limit', async () => {
		const { clock, pace } = atPace(1);
		const gate = new RateLimitGate(clock, new WaitBudget(0), pace);
		await gate.pass();
		await gate.pass();
		expect(gate.closed).toBeUndefined();
	});
});
