import { noop } from 'lodash';

import type { KeyClaims } from '../../../nodes/Braze/delivery/deduplication/keyClaims';
import { plan } from '../../../nodes/Braze/delivery/plan/plan';
import { sendAll } from '../../../nodes/Braze/delivery/send/sendAll';
import { toBrazeRequest } from '../../../nodes/Braze/delivery/plan/requests';
import type { BrazeRequest, BrazeResponse } from '../../../nodes/Braze/transport/connection';
import {
	answered,
	combineUpTo,
	entry,
	envelopeOf,
	idsIn,
	outcomesByItem,
	sendingTo,
	unanswered,
} from '../../support/delivery';
import { nextTurn, pass } from '../../support/timers';

const combine = combineUpTo(50);
const envelope = envelopeOf('a');

/** Requests for so many items with one person each, all of one envelope. */
const shared = (count: number) =>
	plan(
		Array.from({ length: count }, (_, item) => entry(item, [`p${item}`], envelope)),
		{ combine, acrossItems: true, safety: 'notIdempotent' },
	);

const single = (count: number) =>
	plan(
		Array.from({ length: count }, (_, item) => entry(item, [`p${item}`], envelope)),
		{ combine, acrossItems: false, safety: 'notIdempotent' },
	);

/** Refuses requests that name one of these people, as Braze does: as a whole. */
const refusing = (bad: string[]) => (request: BrazeRequest) =>
	idsIn(request).some((id) => bad.includes(id))
		? answered(400, { message: 'Invalid recipient' })
		: answered(201);

const numbered = (...numbers: number[]) => numbers.map((number) => `p${number}`);

const refusedItems = (outcomes: Record<number, string[]>) =>
	Object.entries(outcomes)
		.filter(([, kinds]) => kinds.includes('refused'))
		.map(([item]) => Number(item));

describe('how many are under way', () => {
	it('never more than allowed, and as many as allowed', async () => {
		let now = 0;
		let most = 0;
		const sending = sendingTo(
			async () => {
				most = Math.max(most, ++now);
				await nextTurn();
				now--;
				return answered(201);
			},
			{ parallel: 7 },
		);
		await sendAll(single(100), sending);
		expect([most, sending.requests.length]).toEqual([7, 100]);
	});

	it('a person who is named again and again keeps nobody else waiting', async () => {
		const items = [
			...Array.from({ length: 20 }, () => 'same'),
			...Array.from({ length: 20 }, (_, index) => `p${index}`),
		];
		const requests = plan(
			items.map((id, item) => entry(item, [id], envelope)),
			{ combine, acrossItems: false, safety: 'notIdempotent' },
		);
		const order: string[] = [];
		const sending = sendingTo(
			async (request) => {
				order.push(idsIn(request)[0]);
				await pass(2);
				return answered(201);
			},
			{ parallel: 5 },
		);
		await sendAll(requests, sending);
		expect(order.slice(0, 15).filter((id) => id === 'same').length).toBeLessThanOrEqual(4);
	});

	it('of 3,000 requests, no more than 1,000 wait in the queue while none is answered', async () => {
		let queued = 0;
		const claims: Pick<KeyClaims, 'plan' | 'enqueue' | 'claim' | 'unhandled' | 'ended' | 'done'> = {
			plan: noop,
			enqueue: () => void queued++,
			claim: async () => await Promise.resolve(),
			unhandled: (request) => request,
			ended: noop,
			done: noop,
		};
		let answerAll: (answer: BrazeResponse) => void = noop;
		const answer = new Promise<BrazeResponse>((resolve) => (answerAll = resolve));
		const sending = sendingTo(async () => await answer, { claims: claims as KeyClaims });
		const sent = sendAll(single(3_000), sending);
		await pass(5);
		expect(queued).toBeGreaterThan(900);
		expect(queued).toBeLessThanOrEqual(1_000);
		answerAll(answered(201));
		expect(await sent).toHaveLength(3_000);
	});

	it("a person's later request goes out only after the earlier one was answered", async () => {
		const events: string[] = [];
		const requests = plan([entry(0, ['x'], envelope), entry(1, ['y'], envelope), entry(2, ['x'], envelope)], {
			combine,
			acrossItems: false,
			safety: 'notIdempotent',
		});
		const sending = sendingTo(async (_, index) => {
			events.push(`asked ${index}`);
			await pass(5);
			events.push(`answered ${index}`);
			return answered(201);
		});
		await sendAll(requests, sending);
		expect(events.indexOf('asked 2')).toBeGreaterThan(events.indexOf('answered 0'));
	});
});

describe('a shared request that Braze refuses', () => {
	it('finds one bad item among 50, and the other 49 get through', async () => {
		const sending = sendingTo(refusing(numbered(37)));
		const outcomes = outcomesByItem(await sendAll(shared(50), sending));
		expect(refusedItems(outcomes)).toEqual([37]);
		expect(sending.requests.length).toBeLessThanOrEqual(13);
	});

	it.each([
		['three', numbered(3, 20, 48)],
		['the first eight', numbered(0, 1, 2, 3, 4, 5, 6, 7)],
		['the last eight', numbered(42, 43, 44, 45, 46, 47, 48, 49)],
		['every third', Array.from({ length: 17 }, (_, index) => `p${index * 3}`)],
		['all but one', Array.from({ length: 49 }, (_, index) => `p${index}`).filter((id) => id !== 'p2')],
	])('finds %s of 50', async (_, bad) => {
		const sending = sendingTo(refusing(bad));
		const outcomes = outcomesByItem(await sendAll(shared(50), sending));
		expect(refusedItems(outcomes).map((item) => `p${item}`)).toEqual(bad);
	});

	it('does not cost a request for every item when the envelope itself is wrong', async () => {
		const sending = sendingTo(() => answered(400, { message: 'Invalid Canvas ID' }));
		const outcomes = outcomesByItem(await sendAll(shared(1_000), sending));
		expect(refusedItems(outcomes)).toHaveLength(1_000);
		expect(sending.requests.length).toBeLessThan(150);
	});

	it('is not split for what all of it would get: 401, 403, 404', async () => {
		for (const status of [401, 403, 404]) {
			const sending = sendingTo(() => answered(status));
			await sendAll(shared(50), sending);
			expect(sending.requests).toHaveLength(1);
		}
	});

	it('keeps the people of one item together', async () => {
		const requests = plan([entry(0, ['a', 'b'], envelope), entry(1, ['c', 'd'], envelope)], {
			combine,
			acrossItems: true,
			safety: 'notIdempotent',
		});
		const sending = sendingTo(refusing(['b']));
		expect(outcomesByItem(await sendAll(requests, sending))).toEqual({ 0: ['refused'], 1: ['sent'] });
		expect(sending.requests.map(idsIn)).toEqual([
			['a', 'b', 'c', 'd'],
			['a', 'b'],
			['c', 'd'],
		]);
	});

	it('calls nothing refused that was sent: a half that ended otherwise says so', async () => {
		const sending = sendingTo((request, index) =>
			index === 0 ? answered(400) : idsIn(request).includes('p0') ? answered(500) : answered(201),
		);
		const outcomes = outcomesByItem(await sendAll(shared(4), sending));
		expect(outcomes).toEqual({ 0: ['unknown'], 1: ['unknown'], 2: ['sent'], 3: ['sent'] });
	});
});

describe('when to send nothing more', () => {
	it('after the first failure, where the run stops at it', async () => {
		const sending = sendingTo((_, index) => (index === 4 ? answered(400) : answered(201)), {
			parallel: 1,
			stopAtFirstFailure: true,
		});
		const outcomes = outcomesByItem(await sendAll(single(10), sending));
		expect(Object.values(outcomes).flat()).toEqual([
			'sent',
			'sent',
			'sent',
			'sent',
			'refused',
			...Array(5).fill('notSent'),
		]);
		expect(sending.requests).toHaveLength(5);
	});

	it.each([401, 403, 302])('after a %s, which every other request would get as well', async (status) => {
		const sending = sendingTo(() => answered(status), { parallel: 1 });
		await sendAll(single(10), sending);
		expect(sending.requests).toHaveLength(1);
	});

	it('not after a refusal of one item, where the run goes on', async () => {
		const sending = sendingTo((_, index) => (index === 0 ? answered(400) : answered(201)));
		await sendAll(single(10), sending);
		expect(sending.requests).toHaveLength(10);
	});

	it('after five unclear answers in a row, but not after five among others', async () => {
		const always = sendingTo(() => answered(500), { parallel: 1 });
		await sendAll(single(20), always);
		expect(always.requests).toHaveLength(5);
		const sometimes = sendingTo((_, index) => answered(index % 2 ? 201 : 500), { parallel: 1 });
		await sendAll(single(20), sometimes);
		expect(sometimes.requests).toHaveLength(20);
	});

	it('when Braze cannot be reached', async () => {
		const sending = sendingTo(() => unanswered('ECONNREFUSED'), { parallel: 2 });
		const outcomes = outcomesByItem(await sendAll(single(50), sending));
		expect(Object.values(outcomes).every(([kind]) => kind === 'notSent')).toBe(true);
		expect(sending.requests.length).toBeLessThanOrEqual(8);
	});

	it('when Braze asks to wait for longer than allowed: everything left gets the time to try again', async () => {
		const sending = sendingTo(
			(_, index) => (index < 3 ? answered(201) : answered(429, {}, { 'retry-after': '3600' })),
			{ parallel: 1 },
		);
		const delivered = await sendAll(single(10), sending);
		expect(sending.requests).toHaveLength(4);
		const retryAts = delivered.flatMap(({ outcome }) =>
			outcome.kind === 'notSent' ? [outcome.retryAt] : [],
		);
		expect(retryAts).toEqual(Array(7).fill('2026-09-07T10:00:00.000Z'));
	});

	it('not a request that waited while another one failed for good', async () => {
		const sending = sendingTo(
			async (_, index) => {
				if (index === 0) return answered(429, {}, { 'retry-after': '60' });
				await Promise.resolve();
				return answered(400);
			},
			{ parallel: 2, stopAtFirstFailure: true },
		);
		await sendAll(single(2), sending);
		expect(sending.requests).toHaveLength(2);
	});

	it('once the user stops the execution; what is under way is unclear', async () => {
		const stop = new AbortController();
		const sending = sendingTo(
			async (_, index) => {
				if (index < 3) return answered(201);
				stop.abort();
				return await Promise.resolve(unanswered('ERR_CANCELED'));
			},
			{ parallel: 1, signal: stop.signal },
		);
		const outcomes = outcomesByItem(await sendAll(single(10), sending));
		expect(Object.values(outcomes).flat()).toEqual([
			'sent',
			'sent',
			'sent',
			'unknown',
			...Array(6).fill('notSent'),
		]);
		expect(sending.requests).toHaveLength(4);
	});
});

describe('requests to audiences', () => {
	const blasts = (count: number, audience: (index: number) => string) =>
		plan(
			Array.from({ length: count }, (_, item) => ({
				item,
				entry: {
					envelope: {
						body: { item },
						subject: `s${item}`,
						audienceSend: { audience: audience(item), confirmed: false },
					},
				},
			})),
			{ acrossItems: false, safety: 'notIdempotent' },
		);

	it('keep to ten a minute for one audience', async () => {
		const times: number[] = [];
		const sending = sendingTo(() => {
			times.push(sending.clock.now());
			return answered(201);
		});
		await sendAll(
			blasts(25, () => 'same'),
			sending,
		);
		const minutes = times.map((time) => Math.round((time - times[0]) / 60_000));
		expect([0, 1, 2].map((minute) => minutes.filter((one) => one === minute).length)).toEqual([10, 10, 5]);
	});

	it('wait no longer than allowed in all, and do not hold other audiences up', async () => {
		const sending = sendingTo(() => answered(201), { maxWaitMs: 60_000 });
		const outcomes = outcomesByItem(
			await sendAll(
				blasts(60, (index) => (index < 50 ? 'same' : `other ${index}`)),
				sending,
			),
		);
		const kinds = Object.values(outcomes).flat();
		expect(kinds.slice(0, 50).filter((kind) => kind === 'sent')).toHaveLength(20);
		expect(kinds.slice(50)).toEqual(Array(10).fill('sent'));
	});
});

it('loses nothing when the node itself makes a mistake', async () => {
	const sending = sendingTo((_, index) => {
		if (index === 1) throw new TypeError('not foreseen');
		return answered(201);
	});
	const outcomes = outcomesByItem(await sendAll(single(3), sending));
	expect(outcomes).toEqual({ 0: ['sent'], 1: ['unknown'], 2: ['sent'] });
});

it('writes path, query and body as the endpoint wants them', () => {
	const parts = [{ item: 0, position: 0, member: { id: 'x' } }];
	const whole = { body: { canvas_id: 'a' }, path: { id: 'a/b c' }, query: { q: 1 }, subject: '' };
	const endpoint = { method: 'POST', path: '/x/{id}/send', permission: '' } as const;
	expect(toBrazeRequest({ envelope: whole, parts }, { endpoint, combine })).toEqual({
		method: 'POST',
		path: '/x/a%2Fb%20c/send',
		query: { q: 1 },
		body: { canvas_id: 'a', recipients: [{ id: 'x' }] },
	});
	expect(
		toBrazeRequest(
			{ envelope: { subject: '' }, parts: [] },
			{ endpoint: { ...endpoint, method: 'GET', path: '/x' } },
		),
	).toEqual({ method: 'GET', path: '/x' });
});
