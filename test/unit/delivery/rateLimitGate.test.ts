import {
	AudienceRateLimiter,
	RateLimitGate,
	WaitBudget,
} from '../../../nodes/Braze/delivery/send/rateLimits';
import { envelopeOf, FakeClock } from '../../support/delivery';

const MINUTE = 60_000;

describe('the wait budget', () => {
	it('counts waits at the same time once', () => {
		const budget = new WaitBudget(100);
		expect([budget.take(0, 60), budget.take(0, 60), budget.take(20, 80), budget.take(80, 100)]).toEqual([
			true,
			true,
			true,
			true,
		]);
		expect(budget.take(100, 101)).toBe(false);
	});

	it('does not count the time between waits', () => {
		const budget = new WaitBudget(100);
		expect([
			budget.take(0, 50),
			budget.take(1_000_000, 1_000_050),
			budget.take(2_000_000, 2_000_001),
		]).toEqual([true, true, false]);
	});

	it('takes nothing for a wait that is too long', () => {
		const budget = new WaitBudget(100);
		expect([budget.take(0, 101), budget.take(0, 100)]).toEqual([false, true]);
	});
});

describe('the gate', () => {
	const gateWith = (maxWaitMs: number) => {
		const clock = new FakeClock();
		return { clock, gate: new RateLimitGate(clock, new WaitBudget(maxWaitMs)) };
	};

	it('holds everyone back until the moment that Braze asked for', async () => {
		const { clock, gate } = gateWith(MINUTE);
		const from = clock.now();
		gate.holdUntil(from + 5_000);
		await Promise.all([gate.pass(), gate.pass()]);
		expect([clock.now() - from, gate.closed]).toEqual([5_000, undefined]);
	});

	it('lets nobody through early when the wait was made longer meanwhile', async () => {
		const { clock, gate } = gateWith(MINUTE);
		const from = clock.now();
		gate.holdUntil(from + 5_000);
		const passing = gate.pass();
		gate.holdUntil(from + 9_000);
		await passing;
		expect(clock.now() - from).toBe(9_000);
	});

	it('counts ten requests that are told the same as one wait', async () => {
		const { clock, gate } = gateWith(10_000);
		for (let time = 0; time < 10; time++) gate.holdUntil(clock.now() + 8_000 + time);
		expect(gate.closed).toBeUndefined();
		await gate.pass();
		gate.holdUntil(clock.now() + 2_000);
		expect(gate.closed).toEqual({ until: clock.now() + 2_000 });
	});

	it('closes for good where Braze asks for more than is left, and knows until when', async () => {
		const { clock, gate } = gateWith(MINUTE);
		gate.holdUntil(clock.now() + 60 * MINUTE);
		gate.holdUntil(clock.now() + 30 * MINUTE);
		gate.holdUntil(clock.now() + 61 * MINUTE);
		await gate.pass();
		expect([clock.waits, gate.closed]).toEqual([[], { until: clock.now() + 61 * MINUTE }]);
	});

	it('lets go at once when the user stops the execution', async () => {
		const { clock, gate } = gateWith(MINUTE);
		const stop = new AbortController();
		gate.holdUntil(clock.now() + 5_000);
		stop.abort();
		await gate.pass(stop.signal);
		expect(clock.waits).toEqual([]);
	});
});

describe("the audiences' pace", () => {
	const audience = (name: string) => envelopeOf('a', { audienceSend: { audience: name, confirmed: true } });
	const turns = (pace: AudienceRateLimiter, count: number, name: (index: number) => string) =>
		Array.from({ length: count }, (_, index) => pace.reserve(audience(name(index)), 0));

	it('does not slow requests to named people down', () => {
		const pace = new AudienceRateLimiter(new WaitBudget(0));
		expect(
			Array.from({ length: 300 }, () => pace.reserve(envelopeOf('a'), 7)).every(
				({ granted, at }) => granted && at === 7,
			),
		).toBe(true);
	});

	it('gives one audience ten turns a minute', () => {
		const given = turns(new AudienceRateLimiter(new WaitBudget(5 * MINUTE)), 25, () => 'same');
		expect(given.map(({ at }) => at / MINUTE)).toEqual([
			...Array(10).fill(0),
			...Array(10).fill(1),
			...Array(5).fill(2),
		]);
	});

	it('gives all audiences together 250 turns a minute', () => {
		const given = turns(
			new AudienceRateLimiter(new WaitBudget(5 * MINUTE)),
			260,
			(index) => `audience ${index}`,
		);
		expect(given.filter(({ at }) => at === 0)).toHaveLength(250);
		expect(given.filter(({ at }) => at === MINUTE)).toHaveLength(10);
	});

	it('never has more than 250 in a minute, also when one audience is booked far ahead', () => {
		const pace = new AudienceRateLimiter(new WaitBudget(60 * MINUTE));
		const given = [...turns(pace, 200, () => 'busy'), ...turns(pace, 400, (index) => `other ${index}`)].map(
			({ at }) => at,
		);
		for (const from of given)
			expect(given.filter((at) => at >= from && at < from + MINUTE).length).toBeLessThanOrEqual(250);
	});

	it('refuses a turn that is beyond the wait budget, and keeps no place for it', () => {
		const pace = new AudienceRateLimiter(new WaitBudget(MINUTE));
		const given = turns(pace, 30, () => 'same');
		expect(given.filter(({ granted }) => granted)).toHaveLength(20);
		expect(new Set(given.slice(20).map(({ at }) => at))).toEqual(new Set([2 * MINUTE]));
		expect(pace.reserve(audience('other'), 0)).toEqual({ granted: true, at: 0 });
	});
});
