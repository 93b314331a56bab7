import { fuzz } from '../../fuzz/fuzz';
import { fuzzWebhooks } from '../../fuzz/webhooks';
import { fastClock, useClock } from '../../support/clocks';

// Waits are no part of what is tested here; a clean-up of keys alone pauses for ten seconds.
useClock(fastClock);

/** A short run of `npm run fuzz`, with the same sets each time. */

it('keeps its promises whatever the parameters of any operation are', async () => {
	const figures = await fuzz({ seed: 3, count: 1_000 });

	expect(figures.flatMap(({ operation, failure }) => (failure ? [{ operation, ...failure }] : []))).toEqual(
		[],
	);
	expect(
		figures.flatMap(({ operation, accepted, requests }) => (accepted > 0 && requests > 0 ? [] : [operation])),
	).toEqual([]);
	expect(figures.reduce((sum, { valid }) => sum + valid, 0)).toBeGreaterThan(200);
}, 1_800_000);

it('keeps its promises whatever arrives at a webhook URL', async () => {
	const { failure, statuses, started } = await fuzzWebhooks({ seed: 1, count: 500 });

	expect(failure).toBeUndefined();
	expect(Object.keys(statuses).sort()).toEqual(['200', '400', '401']);
	expect(started).toBeGreaterThan(0);
}, 300_000);
