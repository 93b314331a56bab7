import { sleep } from 'n8n-workflow';

/** The sender's clock; tests replace it so that they don't wait. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Waits, and returns early when the signal says that the user stopped the execution. */
	wait(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The longest single pause: older n8n cannot interrupt one, so long waits are taken in slices. */
const SLICE_MS = 1_000;

export const realClock: Clock = {
	now: () => Date.now(),
	async wait(ms, signal) {
		for (let left = ms; left > 0 && !signal?.aborted; left -= SLICE_MS) {
			await pause(Math.min(left, SLICE_MS), signal);
		}
	},
};

async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	try {
		await sleep(ms, signal);
	} catch {
		// An interrupted pause rejects in newer n8n. The caller looks at the signal itself.
		return;
	}
}
