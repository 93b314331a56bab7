import type { IDataObject } from 'n8n-workflow';

import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { assigned } from '../../support/assignments';
import { Bench, jsons, stop } from '../../support/bench';
import { movingClock, useClock } from '../../support/clocks';
import { byId } from '../../support/kinds';

useClock(movingClock);

const WAIT = { options: { waitUntilProcessed: true } };

const PLAN = { attributes: assigned({ name: 'plan', type: 'string', value: 'pro' }) };

const bench = new Bench({ resource: 'user', operation: 'upsert', externalUserId: 'user-001', ...PLAN });

const STATUS = '/users/track/status';
const UNKNOWN = 'Braze accepted the data, but it is not known whether it has been processed.';

const statusRequests = () => bench.wire.filter(({ path }) => path === STATUS);
const tracked = () => bench.wire.filter(({ path }) => path === '/users/track');
const groups = () => tracked().map(({ body }) => (body as IDataObject).group_id);

const processLate = (seconds: number) => {
	bench.sandbox.state.processingMs = seconds * 1000;
};

const answerStatus = (body: IDataObject, status = 200, times = 1) =>
	bench.sandbox.faults.add({
		match: { path: STATUS },
		kind: { type: 'status', status, body },
		times,
	});

describe('a Canvas that is sent right after a profile was written', () => {
	const planInMessage = async (options: IDataObject) => {
		processLate(8);
		const { state } = bench.sandbox;
		state.users[0].custom_attributes.plan = 'free';
		for (const canvas of state.canvases) if (canvas.id === ONBOARDING_ID) canvas.personalized_by = ['plan'];
		const written = await bench.run({ options });
		expect(stop(written)).toEqual({});
		const sent = await bench.run(
			{
				resource: 'canvas',
				operation: 'sendNow',
				canvasId: byId(ONBOARDING_ID),
				sendTo: 'recipients',
				recipients: { recipient: [{ externalUserId: 'user-001' }] },
				externalUserId: undefined,
				attributes: undefined,
			},
			{ items: jsons(written) },
		);
		expect(stop(sent)).toEqual({});
		return bench.sandbox.state.deliveries.map(({ attributes }) => attributes);
	};

	it('contains the new value if the node waits until it is processed', async () => {
		expect(await planInMessage(WAIT.options)).toEqual([{ plan: 'pro' }]);
	});

	it('contains the old value if it does not', async () => {
		expect(await planInMessage({})).toEqual([{ plan: 'free' }]);
	});
});

it('sends the requests of a run in a new group, asks for it until it is completed, and says so in every item', async () => {
	processLate(3);
	const items = Array.from({ length: 100 }, (_, row) => ({ id: `u${row}` }));
	const result = await bench.run({ ...WAIT, externalUserId: '={{ $json.id }}' }, { items });

	const [group, ...others] = groups();
	expect(group).toMatch(/^[A-Za-z0-9._~-]{1,128}$/);
	expect(others).toEqual([group]);
	expect(statusRequests()[0]).toEqual({
		method: 'GET',
		path: STATUS,
		query: { group_id: group },
		body: undefined,
	});
	// After 0, 0.5, 1.5 and 3.5 seconds.
	expect(statusRequests()).toHaveLength(4);
	expect(jsons(result)).toEqual(
		items.map(({ id }) => ({
			external_id: id,
			processed: true,
			attributes_count: 1,
			attribute_names: ['plan'],
			message: 'success',
		})),
	);
	expect(result.hints).toEqual([]);

	await bench.run(WAIT);
	expect(new Set(groups()).size).toBe(2);
});

it.each([
	['trackEvent', { eventName: { __rl: true, mode: 'name', value: 'moved' }, attributes: {} }],
	['trackPurchase', { productId: 'tea', currency: 'EUR', price: 4.5 }],
	[
		'trackEcommerceEvent',
		{
			ecommerceEvent: 'product_viewed',
			productId: '7',
			productName: 'Mug',
			variantId: '7-red',
			price: 9.5,
			currency: 'EUR',
			source: 'shop',
		},
	],
])('waits for %s', async (operation, parameters) => {
	processLate(1);
	const result = await bench.run({ operation, ...parameters, ...WAIT });

	expect(stop(result)).toEqual({});
	expect(jsons(result)).toMatchObject([{ processed: true }]);
});

it('neither sends a group nor asks for it without the option, or if it is off', async () => {
	const result = await bench.run();
	await bench.run({ options: { waitUntilProcessed: false } });

	expect(groups()).toEqual([undefined, undefined]);
	expect(statusRequests()).toEqual([]);
	expect(jsons(result)[0]).not.toHaveProperty('processed');
});

it('is not asked for by a dry run, which shows the group', async () => {
	const result = await bench.run({ mode: 'dryRun', ...WAIT });

	expect(bench.wire).toEqual([]);
	expect(JSON.stringify(jsons(result))).toContain('group_id');
	expect(jsons(result)[0]).not.toHaveProperty('processed');
});

it('says that it is not known when Maximum Wait is over, and writes all the same', async () => {
	processLate(60);
	const before = Date.now();
	const result = await bench.run({ options: { ...WAIT.options, maximumWait: 10 } });

	expect(Date.now() - before).toBe(10_000);
	const problem = `${UNKNOWN} It was still being processed when 'Maximum Wait' was over. Increase it in the options.`;
	expect(jsons(result)).toEqual([
		{
			external_id: 'user-001',
			processed: null,
			processed_problem: problem,
			attributes_count: 1,
			attribute_names: ['plan'],
			message: 'success',
		},
	]);
	expect(result.hints.map(({ message }) => message)).toEqual([`${problem} (1 item)`]);
	jest.setSystemTime(Date.now() + 60_000);
	expect(bench.sandbox.state.users[0].custom_attributes).toMatchObject({ plan: 'pro' });
});

it('waits for a group that Braze does not know yet, and for the last request of it', async () => {
	const group = (received: number) => ({ results: [{ group_id: 'g', status: 'completed', received }] });
	answerStatus({ results: [] });
	answerStatus(group(1));
	const items = Array.from({ length: 76 }, (_, row) => ({ id: `u${row}` }));
	const result = await bench.run({ ...WAIT, externalUserId: '={{ $json.id }}' }, { items });

	expect(tracked()).toHaveLength(2);
	expect(statusRequests()).toHaveLength(3);
	expect(jsons(result)[75]).toMatchObject({ processed: true });
});

it.each<[string, IDataObject, number, string]>([
	[
		'the workspace lacks the feature',
		{ message: 'API request status is not enabled for this app group.' },
		403,
		'Braze has not enabled the status of requests (beta) in this workspace. Ask Braze to enable it, or turn off the option.',
	],
	[
		'the key lacks the permission',
		{ message: 'Access Denied' },
		403,
		'The API key lacks the permission users.track.status. Create a new key that has it: you cannot add permissions to an existing key.',
	],
])('gives a hint and no error if %s', async (_, body, status, words) => {
	answerStatus(body, status);
	const result = await bench.run(WAIT);

	expect(stop(result)).toEqual({});
	expect(jsons(result)).toMatchObject([{ processed: null, processed_problem: `${UNKNOWN} ${words}` }]);
	expect(result.hints.map(({ message }) => message)).toEqual([`${UNKNOWN} ${words} (1 item)`]);
	expect(statusRequests()).toHaveLength(1);
	expect(bench.sandbox.state.users[0].custom_attributes).toMatchObject({ plan: 'pro' });
});

it.each([
	['the status cannot be read', { message: 'Internal' }, 500],
	['the answer is no status', { hello: 1 }, 200],
])('does not say that it is processed if %s', async (_, body, status) => {
	answerStatus(body, status, 100);
	const result = await bench.run({ options: { ...WAIT.options, maximumWait: 20 } });

	expect(stop(result)).toEqual({});
	expect(jsons(result)).toMatchObject([{ processed: null, message: 'success' }]);
});

it('names what Braze says about the group, as no error of the items', async () => {
	const path = '/users/track';
	bench.sandbox.faults.add({
		match: { path },
		kind: { type: 'errors', errors: [{ type: 'request_status_not_tracked' }] },
	});
	const result = await bench.run(WAIT);

	const words = `${UNKNOWN} Braze does not track one of its requests.`;
	expect(statusRequests()).toEqual([]);
	expect(jsons(result)).toEqual([
		{
			external_id: 'user-001',
			processed: null,
			processed_problem: words,
			attributes_count: 1,
			attribute_names: ['plan'],
			message: 'success',
		},
	]);
	expect(result.hints.map(({ message }) => message)).toEqual([`${words} (1 item)`]);
});

it('keeps the errors of items, and waits for the others', async () => {
	const items = [{ id: 'a' }, { id: 'b', state: 'perhaps' }];
	const result = await bench.run(
		{
			...WAIT,
			specifyAttributes: 'json',
			externalUserId: '={{ $json.id }}',
			attributesJson: '={{ { plan: "pro", ...($json.state ? { email_subscribe: $json.state } : {}) } }}',
		},
		{ items, settings: { onError: 'continueErrorOutput' } },
	);

	expect(jsons(result)).toMatchObject([{ external_id: 'a', processed: true }]);
	expect(result.failed).toHaveLength(1);
	expect(JSON.stringify(result.failed)).not.toContain('track_group');
});

it('waits after a retry for what the first attempt sent', async () => {
	processLate(600);
	const parameters = {
		...WAIT,
		externalUserId: '={{ $json.id }}',
		options: { ...WAIT.options, combineItems: false },
	};
	bench.sandbox.faults.add({
		match: { path: '/users/track', bodyIncludes: '"b"' },
		kind: { type: 'status', status: 400, body: { message: 'no' } },
	});
	const result = await bench.run(parameters, { items: [{ id: 'a' }, { id: 'b' }] });
	expect(result.error?.message).toBeDefined();
	processLate(0);
	bench.sandbox.state.unprocessed.length = 0;
	const again = await result.retry();

	expect(stop(again)).toEqual({});
	expect(
		tracked().map(({ body }) => (body as { attributes: IDataObject[] }).attributes[0].external_id),
	).toEqual(expect.arrayContaining(['a', 'b']));
	expect(new Set(groups()).size).toBe(2);
	expect(new Set(statusRequests().map(({ query }) => query.group_id))).toEqual(new Set(groups()));
	expect(jsons(again)).toMatchObject([{ processed: true }, { processed: true }]);
});
