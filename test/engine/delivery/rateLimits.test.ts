import { SHARED } from '../../../sandbox/state/rateLimits';
import { counts, DeliveryRuns, errorOf, ON_ERROR, people } from '../../support/deliveryRuns';
import { pass, until } from '../../support/timers';

/** With the real clock: these wait as the node does. */
const runs = new DeliveryRuns();

it('waits as long as Braze asks for, and goes on', async () => {
	runs.fault({ type: 'rateLimit', header: 'x-ratelimit-retry-after', seconds: 1 });
	const began = Date.now();
	const result = await runs.send(people(3));
	expect([result.status, Date.now() - began >= 1_000, runs.sandbox.requests.length]).toEqual([
		'success',
		true,
		2,
	]);
});

it('stops waiting when the user stops the execution', async () => {
	let stop = () => {};
	runs.fault({ type: 'rateLimit', header: 'retry-after', seconds: 60 });
	const began = Date.now();
	const running = runs.send(people(3), {}, { started: (cancel) => (stop = cancel) });
	await until(() => runs.sandbox.requests.length >= 1);
	stop();
	await running;
	expect(Date.now() - began).toBeLessThan(30_000);
	await pass(1_200);
	expect(runs.sandbox.requests).toHaveLength(1);
});

it.each(['reset-epoch', 'reset-delta', 'retry-after', 'http-date'] as const)(
	'hands back what would have to wait an hour, with the time from which it can be tried (%s)',
	async (header) => {
		runs.fault({ type: 'rateLimit', header, seconds: 3_600 }, { times: -1 });
		const result = await runs.schedule(
			people(60),
			{ parallelRequests: 2 },
			{ settings: ON_ERROR.errorOutput },
		);
		const inAnHour = Date.now() + 3_600_000;
		expect([result.ok.length, result.failed.length]).toEqual([0, 60]);
		for (const item of result.failed) {
			expect(errorOf(item)).toMatchObject({ outcome: 'not_sent' });
			expect(Math.abs(Date.parse(String(errorOf(item)?.retry_at)) - inAnHour)).toBeLessThan(10_000);
		}
		expect(runs.sandbox.requests.length).toBeLessThanOrEqual(2);
	},
);

it('sends up to the end of the hourly limit, and hands the rest back', async () => {
	runs.sandbox.limits.leave(SHARED, 3, runs.sandbox.clock.now());
	const result = await runs.schedule(
		people(10),
		{ parallelRequests: 1, maximumWait: 0 },
		{ settings: ON_ERROR.continue },
	);
	expect(counts(result)).toEqual({ sent: 3, not_sent: 7 });
	expect(runs.accepted().size).toBe(3);
});
