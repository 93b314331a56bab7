import { SHARED } from '../../../sandbox/state/rateLimits';
import { fastClock, useClock } from '../../support/clocks';
import { counts, DeliveryRuns, ON_ERROR, people } from '../../support/deliveryRuns';
import { DroppedNetwork } from '../../support/droppedNetwork';

useClock(fastClock);

const runs = new DeliveryRuns({ sharesClock: true });
const network = new DroppedNetwork(10);

const onNetwork = () => ({
	settings: ON_ERROR.continue,
	credential: { apiKey: 'k', instance: 'custom', url: network.url },
});

const statuses = () => runs.sandbox.requests.map(({ status }) => status);

describe('Parallel Requests', () => {
	it('opens by itself while Braze answers well, for messages up to 50', async () => {
		const result = await runs.schedule(people(2_000), {}, onNetwork());
		expect(counts(result)).toEqual({ sent: 2_000 });
		expect(network.mostInFlight).toBeGreaterThan(10);
		expect(network.mostInFlight).toBeLessThanOrEqual(50);
	});

	it.each([
		[0, 600, 11, 50],
		[1, 40, 1, 1],
		[7, 200, 2, 7],
		// How many are under way at one moment depends on the machine; that more than Automatic begins with does not.
		[50, 600, 11, 50],
	])(
		'%i in a saved workflow, %i people: between %i and %i at once',
		async (parallelRequests, of, least, most) => {
			await runs.schedule(people(of), { parallelRequests }, onNetwork());
			expect(network.mostInFlight).toBeGreaterThanOrEqual(least);
			expect(network.mostInFlight).toBeLessThanOrEqual(most);
		},
	);

	it.each([-1, 51, 0.5, '7'])('%p is refused, and nothing is sent', async (parallelRequests) => {
		const { error } = await runs.schedule(people(1), { parallelRequests });
		expect(error?.message).toContain("'Parallel Requests'");
		expect(runs.sandbox.requests).toEqual([]);
	});
});

describe('a network that drops leaves no more unclear than were in flight', () => {
	it.each([
		['as the run begins', 1, 10],
		['after 100 messages', 100, 18],
		['with every slot taken', 1_800, 50],
	])('%s', async (_, accepted, most) => {
		network.dropAfter(accepted);
		const result = await runs.schedule(people(2_500), {}, onNetwork());
		const { sent = 0, unknown = 0, not_sent: notSent = 0 } = counts(result);
		expect([sent, sent + unknown + notSent]).toEqual([accepted, 2_500]);
		expect(unknown).toBeGreaterThan(0);
		expect(unknown).toBeLessThanOrEqual(most);
		expect(network.arrived).toBeLessThanOrEqual(accepted + most);
	});
});

describe("Braze's rate limit", () => {
	it('is not overrun: the run stops with the last request that is left', async () => {
		runs.sandbox.limits.leave(SHARED, 25, runs.sandbox.clock.now());
		const result = await runs.schedule(people(60), { maximumWait: 0 }, { settings: ON_ERROR.continue });
		expect(counts(result)).toEqual({ sent: 25, not_sent: 35 });
		expect(statuses().filter((status) => status === 429)).toEqual([]);
	});

	it('is waited for before Braze refuses a request, and then all are sent', async () => {
		runs.sandbox.limits.change({ ...SHARED, limit: 25, windowSeconds: 60 });
		const result = await runs.schedule(people(60), {}, { settings: ON_ERROR.continue });
		expect(counts(result)).toEqual({ sent: 60 });
		expect(statuses().filter((status) => status === 429)).toEqual([]);
	});

	it('is asked about ever more rarely when Braze names a reset that has passed', async () => {
		const from = fastClock.waits.length;
		runs.fault({ type: 'rateLimit', header: 'reset-epoch', seconds: -60 }, { times: -1 });
		const result = await runs.schedule(people(30), { maximumWait: 60 }, { settings: ON_ERROR.continue });
		expect(counts(result)).toEqual({ not_sent: 30 });
		expect(Math.min(...fastClock.waits.slice(from))).toBeGreaterThan(700);
		// Ten in the first second, half as many in the next, and so on.
		expect(runs.sandbox.requests.length).toBeLessThanOrEqual(30);
	});
});

it('Requests per Minute spreads the requests of a run, also those that are repeated', async () => {
	const began = fastClock.now();
	runs.fault({ type: 'status', status: 503 }, { times: 3 });
	const result = await runs.schedule(people(27), { requestsPerMinute: 30 });
	expect(counts(result)).toEqual({ sent: 27 });
	expect(runs.sandbox.requests).toHaveLength(30);
	expect((fastClock.now() - began) / 1_000).toBeGreaterThanOrEqual(58);
});
