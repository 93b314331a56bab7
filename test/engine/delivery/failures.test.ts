import type { IDataObject } from 'n8n-workflow';

import { fastClock, useClock } from '../../support/clocks';
import {
	DeliveryRuns,
	counts,
	errorOf,
	itemOf,
	namedIn,
	numbers,
	ON_ERROR,
	outcomes,
	people,
} from '../../support/deliveryRuns';
import { pass, until } from '../../support/timers';

useClock(fastClock);

const runs = new DeliveryRuns();

const messages = (result: { hints: Array<{ message: string }> }) =>
	result.hints.map(({ message }) => message);

const AUDIENCE = {
	sendTo: 'audience',
	specifyAudience: 'json',
	audience:
		'{ "custom_attribute": { "custom_attribute_name": "vip", "comparison": "equals", "value": true } }',
};

const BROADCAST = { sendTo: 'broadcast', confirmBroadcast: true };

describe('On Error: Stop', () => {
	it('sends nothing when a single item is bad', async () => {
		const result = await runs.send([...people(60), { external_user_id: '' }, { name: 'Ada' }]);
		expect([result.status, runs.sandbox.requests]).toEqual(['error', []]);
		expect(result.error?.description).toMatch(/Nothing was sent\. 1 more item also needs fixing/);
		expect(result.error?.message).toBe("'Input item.external_user_id' is empty (item 61 of 62)");
	});

	it('lists the schedules that were created, and how many items ended how', async () => {
		runs.fault({ type: 'refuseRecipient', id: 'p3' });
		const result = await runs.schedule(people(8), { parallelRequests: 1 });
		const ids = runs.sandbox.state.schedules.map(({ schedule_id: id }) => id);
		expect([result.status, ids.length]).toEqual(['error', 3]);
		expect(result.error).toMatchObject({
			message: 'Invalid recipient: p3 (item 4 of 8: p3)',
			httpCode: '400',
		});
		expect(result.error?.description).toContain(
			`Of 8 items, 3 were scheduled, 1 refused, 4 not scheduled. Schedules already created (keep these IDs to cancel them): ${ids.join(', ')}.`,
		);
		expect(result.error?.description).toContain('Retrying this execution handles only the remaining items');
		expect(result.error?.context).toMatchObject({
			data: { item: 4, sent: 3, refused: 1, notSent: 4, unknown: 0, schedule_ids: ids },
		});
	});

	it('names the request that failed, also when earlier ones were held back for it', async () => {
		runs.fault({ type: 'refuseRecipient', id: 'p1' });
		const people60 = people(60);
		runs.fault(
			{ type: 'status', status: 401, body: { message: 'Invalid API key' } },
			{ match: { bodyIncludes: '"p55"' } },
		);
		const result = await runs.send(people60, { parallelRequests: 2 });
		expect(result.error?.message).not.toMatch(/earlier request/);
	});
});

describe('On Error: Continue', () => {
	it('sends the good items, and throws nothing', async () => {
		const result = await runs.send(
			[{ external_user_id: 'a' }, { external_user_id: ' ' }, { external_user_id: 'b' }],
			{},
			{ settings: ON_ERROR.errorOutput },
		);
		expect([result.status, result.ok.map(itemOf), result.failed.map(itemOf)]).toEqual([
			'success',
			[0, 2],
			[1],
		]);
		expect(result.failed[0].json.error).toMatchObject({ outcome: 'invalid' });
		expect(messages(result)).toContainEqual("1 item not valid. See 'error' in each item for the reason.");
	});

	it.each([
		['no credential', { credential: undefined }],
		['an address that cannot be used', { credential: { apiKey: 'k', instance: 'custom', url: 'ftp://x' } }],
		['nobody listening', { credential: { apiKey: 'k', instance: 'custom', url: 'http://127.0.0.1:1' } }],
		['a wrong key', { credential: { apiKey: 'wrong', instance: 'custom' } }],
	])('makes an error item for every item with %s', async (_, more) => {
		const credential = more.credential && { url: runs.sandbox.url, ...more.credential };
		const result = await runs.send(people(60), {}, { settings: ON_ERROR.errorOutput, credential });
		expect([result.status, result.ok.length, result.failed.map(itemOf)]).toEqual(['success', 0, numbers(60)]);
		expect(result.failed.every((item) => errorOf(item) !== undefined)).toBe(true);
	});

	it('never lets the key out', async () => {
		const credential = { apiKey: 'my-very-secret-key', instance: 'custom', url: runs.sandbox.url };
		const result = await runs.send(people(2), {}, { settings: ON_ERROR.continue, credential });
		const stopped = await runs.send(people(2), {}, { credential });
		expect(JSON.stringify([result.run, stopped.run])).not.toContain('secret-key');
		expect(errorOf(result.ok[0])?.description).toContain('***');
	});
});

describe('a shared request that Braze refuses', () => {
	it('gets the other 49 through', async () => {
		runs.fault({ type: 'refuseRecipient', id: 'p17' });
		const result = await runs.send(people(50), {}, { settings: ON_ERROR.continue });
		expect([counts(result), outcomes(result).get(17)]).toEqual([{ sent: 49, refused: 1 }, ['refused']]);
		expect([runs.accepted().size, runs.accepted().has('p17')]).toEqual([49, false]);
		expect(errorOf(result.ok[17])?.message).toBe('Invalid recipient: p17');
		expect(runs.sandbox.requests.length).toBeLessThanOrEqual(13);
	});

	it('finds three bad ones', async () => {
		for (const id of ['p0', 'p17', 'p49']) runs.fault({ type: 'refuseRecipient', id });
		const result = await runs.send(people(50), {}, { settings: ON_ERROR.errorOutput });
		expect([result.ok.length, result.failed.map(itemOf)]).toEqual([47, [0, 17, 49]]);
		expect([...runs.accepted().values()].every((count) => count === 1)).toBe(true);
	});

	it('does not cost a request for every item with a wrong Canvas ID', async () => {
		const wrong = { canvasId: { __rl: true, mode: 'id', value: '00000000-0000-4000-8000-00000000dead' } };
		const result = await runs.send(people(1_000), {}, { settings: ON_ERROR.continue }, wrong);
		expect(counts(result)).toEqual({ refused: 1_000 });
		expect(runs.sandbox.requests.length).toBeLessThan(150);
	});

	it('sends nobody twice while it is split', async () => {
		for (const index of [1, 2, 3, 30, 31, 77, 140]) runs.fault({ type: 'refuseRecipient', id: `p${index}` });
		const result = await runs.send(people(150), {}, { settings: ON_ERROR.continue });
		expect(counts(result)).toEqual({ sent: 143, refused: 7 });
		expect([...runs.accepted().values()]).toEqual(Array(143).fill(1));
	});
});

describe('what Braze adds to a success', () => {
	it('an error that names a place is that of one item, any other stays with all', async () => {
		runs.fault({ type: 'errors', errors: [{ type: 'is blocked', index: 3 }, 'something in general'] });
		const result = await runs.send(people(6), {}, { settings: ON_ERROR.errorOutput });
		expect(result.ok.map(itemOf)).toEqual([0, 1, 2, 4, 5]);
		for (const { json } of result.ok) expect(json.errors).toEqual(['something in general']);
		expect(result.failed.map(itemOf)).toEqual([3]);
		expect(errorOf(result.failed[0])).toMatchObject({
			outcome: 'refused',
			message: 'is blocked',
			reason: 'is blocked',
			description: 'Correct the value that Braze names.',
			response: { errors: ['something in general'] },
		});
		expect(messages(result)).toContainEqual(
			"Braze accepted the request but may have skipped part of it: see 'errors' in the output. (5 items)",
		);
	});

	it('an error that names a place leaves no trace at the others', async () => {
		runs.fault({ type: 'refuseMembers', indexes: [3], reason: 'is blocked' });
		const result = await runs.send(people(6), {}, { settings: ON_ERROR.continue });
		expect(result.ok.map(({ json }) => ['errors' in json, 'error' in json])).toEqual(
			numbers(6).map((item) => [false, item === 3]),
		);
		expect(messages(result)).toEqual(["1 item refused by Braze. See 'error' in each item for the reason."]);
		expect([...runs.accepted().keys()]).toEqual(['p0', 'p1', 'p2', 'p4', 'p5']);
	});

	it('a retry sends only to those that an error named', async () => {
		runs.fault({ type: 'refuseMembers', indexes: [3], reason: 'is blocked' });
		const first = await runs.send(people(50));
		expect([first.status, first.error?.message, runs.accepted().size]).toEqual([
			'error',
			'is blocked (item 4 of 50: p3)',
			49,
		]);
		const second = await first.retry();
		expect([second.status, second.ok.map(itemOf)]).toEqual(['success', numbers(50)]);
		expect(namedIn(runs.sandbox.requests[1])).toEqual(['p3']);
		expect([...runs.accepted().values()].every((count) => count === 1)).toBe(true);
	});

	it('keeps the schedules of an item in several requests when one of its people is refused', async () => {
		runs.fault({ type: 'refuseMembers', indexes: [0], reason: 'is blocked' });
		const result = await runs.run(
			{
				operation: 'schedule',
				sendTime: '2099-01-01T09:00:00Z',
				specifyRecipients: 'json',
				recipientsJson: JSON.stringify(people(60)),
			},
			[{}],
			{ parallelRequests: 1 },
			{ settings: ON_ERROR.errorOutput },
		);
		const [first, second] = runs.sandbox.state.schedules.map(({ schedule_id: id }) => id);
		expect([result.ok, result.failed.length, second]).toEqual([[], 1, expect.any(String)]);
		expect(errorOf(result.failed[0])).toMatchObject({
			message: 'Braze refused part of this item',
			response: { schedule_id: first },
			other_responses: [expect.objectContaining({ schedule_id: second })],
		});
	});

	it('errors stay with the items of their request when a retry answers from memory', async () => {
		runs.fault({ type: 'errors', errors: ['something in general'] });
		runs.fault({ type: 'refuseRecipient', id: 'p55' }, { times: 10 });
		const first = await runs.send(people(60), { parallelRequests: 1 });
		runs.sandbox.faults.clear();
		const second = await first.retry();
		expect(second.ok.flatMap(({ json }, item) => ('errors' in json ? [item] : []))).toEqual(numbers(50));
	});

	it('a notice is on every item of the request, and above the output', async () => {
		runs.fault({ type: 'notice', notice: 'The Canvas is paused.' });
		const result = await runs.send(people(60), { parallelRequests: 1 });
		expect(result.ok.flatMap(({ json }, item) => ('notice' in json ? [item] : []))).toEqual(numbers(50));
		expect(messages(result)).toContainEqual(
			'Braze accepted the request but says: The Canvas is paused. (50 items)',
		);
	});
});

describe('safety catches', () => {
	it('the recipient limit stops a run before anything is sent', async () => {
		const result = await runs.send(people(101), { recipientLimit: 100 });
		expect([result.status, runs.sandbox.requests]).toEqual(['error', []]);
		expect(result.error?.message).toBe('This run would reach 101 people, and the recipient limit is 100');
		expect(result.error?.description).not.toMatch(/more items/);
		expect((await runs.send(people(100), { recipientLimit: 100 })).status).toBe('success');
	});

	it('an audience is over every recipient limit', async () => {
		const result = await runs.send([{}], { recipientLimit: 1_000_000 }, {}, AUDIENCE);
		expect([result.error?.message, runs.sandbox.requests]).toEqual([
			expect.stringMatching(/size of an audience or segment is unknown/),
			[],
		]);
	});

	it.each([
		['a broadcast', BROADCAST],
		['an audience', AUDIENCE],
	])('the same to %s from several items is refused as a whole', async (_, target) => {
		const stopped = await runs.send([{}, {}, {}], {}, {}, target);
		expect([stopped.status, stopped.error?.message]).toEqual([
			'error',
			'Items 1 and 2 would send the same message to the same audience',
		]);
		const continued = await runs.send([{}, {}, {}], {}, { settings: ON_ERROR.errorOutput }, target);
		expect([continued.ok.length, continued.failed.map(itemOf)]).toEqual([0, [0, 1, 2]]);
		expect(runs.sandbox.requests).toEqual([]);
	});

	it('one broadcast goes out, and a retry does not repeat it', async () => {
		runs.fault({ type: 'drop', when: 'after' });
		const first = await runs.send([{}], {}, {}, BROADCAST);
		const second = await first.retry();
		expect([first.status, second.status, runs.sandbox.requests.length]).toEqual(['error', 'error', 1]);
		expect(second.error?.message).toMatch(/unknown whether/);
	});

	it('different messages to one audience keep to ten a minute, and to the maximum wait', async () => {
		const items = numbers(25).map((index) => ({ index }));
		const parameters = {
			...AUDIENCE,
			specifyEntryProperties: 'json',
			entryPropertiesJson: '={{ { index: $json.index } }}',
		};
		const result = await runs.send(
			items,
			{ maximumWait: 60, allowRepeatedAudiences: true },
			{ settings: ON_ERROR.continue },
			parameters,
		);
		expect(counts(result)).toEqual({ sent: 10, not_sent: 15 });
	});
});

describe('stopping the execution', () => {
	/** Stops a run once four of its requests have arrived, and gives the number that had been sent by then. */
	async function stopped(count: number, options: IDataObject): Promise<number> {
		let stop = () => {};
		const running = runs.schedule(people(count), options, { started: (cancel) => (stop = cancel) });
		await until(() => runs.sandbox.requests.length >= 4);
		stop();
		await running;
		// What was on its way when the execution stopped may arrive a little later.
		await pass(500);
		return runs.sandbox.requests.length;
	}

	it('sends nothing more', async () => {
		runs.fault({ type: 'slow', ms: 150 }, { times: -1 });
		const asked = await stopped(40, { parallelRequests: 4 });
		expect(asked).toBeGreaterThanOrEqual(4);
		expect(asked).toBeLessThan(40);
		await pass(500);
		expect(runs.sandbox.requests).toHaveLength(asked);
	});

	it('sends nothing that waits for a rate limit', async () => {
		runs.fault({ type: 'rateLimit', header: 'retry-after', seconds: 1 }, { times: -1 });
		const asked = await stopped(4, { maximumWait: 86_400 });
		// Another try would come after a second.
		await pass(1_500);
		expect([runs.sandbox.requests.length, runs.accepted().size]).toEqual([asked, 0]);
	});
});

it('asks in order: a person comes again only after the earlier message was taken', async () => {
	const items = [{ external_user_id: 'x' }, { external_user_id: 'y' }, { external_user_id: 'x' }];
	runs.fault({ type: 'slow', ms: 60 }, { times: 1 });
	await runs.send(items, { identicalMessages: 'sendAll' });
	const [first, second] = runs.sandbox.requests;
	expect([namedIn(first), namedIn(second)]).toEqual([['x', 'y'], ['x']]);
	expect(Date.parse(second.at) - Date.parse(first.at)).toBeGreaterThanOrEqual(50);
});
