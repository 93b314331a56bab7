import { realClock, type Clock } from '../../nodes/Braze/delivery/clock';
import { FakeClock } from './delivery';
import { nextTurn } from './timers';

/** Waits are over as soon as nothing else is left to do. */
export const fastClock = new FakeClock(Date.now());

/**
 * For time that is frozen: a wait moves the time of the whole process, the sandbox's too. Only for waits that follow one
 * another.
 */
export const movingClock: Clock = {
	now: () => Date.now(),
	async wait(ms, signal) {
		if (signal?.aborted) return;
		await nextTurn();
		jest.setSystemTime(Date.now() + ms);
	},
};

/** Waits take no time at all. */
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
