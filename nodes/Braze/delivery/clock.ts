import { sleep } from 'n8n-workflow';

/** The sender's clock. Tests replace it so that they don't wait. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Waits, and returns early when the signal aborts because the user stopped the execution. */
	wait(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The longest single pause. Older versions of n8n can't interrupt one, so long waits are split. */
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
		// In newer versions of n8n, an interrupted pause rejects. Callers check the signal themselves.
		return;
	}
}
