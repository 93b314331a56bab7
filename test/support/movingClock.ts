import { nextTurn } from './timers';
import type { Clock } from '../../nodes/Braze/delivery/send/clock';

/**
 * In the place of the node's clock (`jest.mock`) while time is frozen: a wait moves the time of the whole process, the
 * sandbox's too. Only for waits that follow one another.
 */
export const realClock: Clock = {
	now: () => Date.now(),
	async wait(ms, signal) {
		if (signal?.aborted) return;
		await nextTurn();
		jest.setSystemTime(Date.now() + ms);
	},
};
