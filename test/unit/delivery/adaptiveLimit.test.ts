import fc from 'fast-check';

import { AdaptiveLimit } from '../../../nodes/Braze/delivery/send/requestSlots';

/** Rounds of accepted requests that use every slot. */
function rounds(limit: AdaptiveLimit, count: number, ms = 50): number {
	for (let round = 0; round < count; round++) {
		const answers = limit.current;
		for (let answer = 0; answer < answers; answer++) {
			limit.start();
			limit.accepted(ms, answers);
		}
	}
	return limit.current;
}

it.each([
	['idempotent', 100],
	['notIdempotent', 50],
] as const)('opens from 10 by one a round, for what %s up to %i', (safety, most) => {
	const limit = new AdaptiveLimit(safety);
	expect(limit.current).toBe(10);
	expect(rounds(limit, 5)).toBe(15);
	expect(rounds(limit, 200)).toBe(most);
});

it('halves at a sign of overload, once for all requests that were in flight', () => {
	const limit = new AdaptiveLimit('notIdempotent');
	rounds(limit, 30);
	const inFlight = Array.from({ length: 40 }, () => limit.start());
	inFlight.forEach((request) => limit.overloaded(request));
	expect(limit.current).toBe(20);
	limit.overloaded(limit.start());
	expect(limit.current).toBe(10);
});

it('never closes, and opens again', () => {
	const limit = new AdaptiveLimit('notIdempotent');
	for (let time = 0; time < 20; time++) limit.overloaded(limit.start());
	expect(limit.current).toBe(1);
	expect(rounds(limit, 4)).toBe(5);
});

it('closes as answers become slow, but never below where it began', () => {
	const limit = new AdaptiveLimit('idempotent');
	rounds(limit, 60, 50);
	expect(limit.current).toBe(70);
	expect(rounds(limit, 1, 101)).toBe(63);
	expect(rounds(limit, 20, 5_000)).toBe(10);
});

it('takes slower answers for usual after a while', () => {
	const limit = new AdaptiveLimit('idempotent');
	rounds(limit, 20, 50);
	rounds(limit, 60, 150);
	expect(rounds(limit, 20, 150)).toBeGreaterThan(20);
});

it('does not take differences of some milliseconds for slow', () => {
	const limit = new AdaptiveLimit('idempotent');
	rounds(limit, 10, 2);
	expect(rounds(limit, 10, 40)).toBe(30);
});

it('does not open while fewer requests are in flight than may be', () => {
	const limit = new AdaptiveLimit('notIdempotent');
	for (let answer = 0; answer < 500; answer++) {
		limit.start();
		limit.accepted(50, 4);
	}
	expect(limit.current).toBe(10);
});

it('stays within its bounds whatever happens, and never opens by more than one at a time', () => {
	const anEvent = fc.oneof(
		fc.record({ ms: fc.nat({ max: 10_000 }), inFlight: fc.integer({ min: 1, max: 100 }) }),
		fc.constant('overloaded' as const),
	);
	fc.assert(
		fc.property(fc.array(anEvent, { maxLength: 2_000 }), (events) => {
			const limit = new AdaptiveLimit('notIdempotent');
			for (const event of events) {
				const before = limit.current;
				const request = limit.start();
				if (event === 'overloaded') limit.overloaded(request);
				else limit.accepted(event.ms, event.inFlight);
				expect(limit.current).toBeGreaterThanOrEqual(1);
				expect(limit.current).toBeLessThanOrEqual(Math.min(50, before + 1));
			}
		}),
	);
});
