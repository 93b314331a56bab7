import { realClock, type Clock } from '../../nodes/Braze/delivery/clock';
import { FakeClock } from './delivery';
import { nextTurn } from './timers';

/** A clock whose waits end as soon as nothing else is left to do. */
export const fastClock = new FakeClock(Date.now());

/**
 * A clock for frozen time: a wait advances the time of the whole process, including the sandbox's. Only for consecutive
 * waits.
 */
export const movingClock: Clock = {
	now: () => Date.now(),
	async wait(ms, signal) {
		if (signal?.aborted) return;
		await nextTurn();
		jest.setSystemTime(Date.now() + ms);
	},
};

/** A clock whose waits take no time at all. */
export const withoutWaits: Clock = {
	now: () => Date.now(),
	wait: async () => await Promise.resolve(),
};

/** Gives the node another clock. */
export function replaceClock(clock: Clock): void {
	realClock.now = () => clock.now();
	realClock.wait = async (ms, signal) => await clock.wait(ms, signal);
}

/** Gives the node another clock for all tests of a file. */
export function useClock(clock: Clock): void {
	const real = { ...realClock };
	beforeAll(() => {
		if (clock === fastClock) fastClock.reset(Date.now());
		replaceClock(clock);
	});
	afterAll(() => {
		Object.assign(realClock, real);
	});
}
