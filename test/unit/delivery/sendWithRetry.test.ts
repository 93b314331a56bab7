import { sendWithRetry, type SendContext } from '../../../nodes/Braze/delivery/send/sendWithRetry';
import type { NotSent } from '../../../nodes/Braze/delivery/outcome';
import type { BrazeResponse } from '../../../nodes/Braze/transport/connection';
import { answered, sendingTo, unanswered } from '../../support/delivery';

const REQUEST = { method: 'POST', path: '/canvas/trigger/send', body: {} } as const;

/** Sends one request that gets these answers one after the other; the last one again and again. */
async function trying(answers: BrazeResponse[], more: Partial<SendContext> & { maxWaitMs?: number } = {}) {
	const sending = sendingTo((_, index) => answers[Math.min(index, answers.length - 1)], more);
	const outcome = await sendWithRetry({ ...sending, ...more } as SendContext, REQUEST);
	return {
		outcome,
		kind: outcome.kind,
		tries: sending.requests.length,
		waits: sending.clock.waits,
		clock: sending.clock,
	};
}

const ok = answered(201);
const slowDown = (headers = {}) => answered(429, { message: 'Rate Limited' }, headers);

describe('a request that creates', () => {
	it.each([
		['no connection', unanswered('ECONNREFUSED')],
		['502', answered(502)],
		['503', answered(503)],
		['429', slowDown()],
	])('is tried again after %s, since nothing happened', async (_, answer) => {
		expect(await trying([answer, answer, ok])).toMatchObject({ kind: 'accepted', tries: 3 });
	});

	it.each([
		['500', answered(500)],
		['504', answered(504)],
		['a dropped connection', unanswered('ECONNRESET')],
		['a time-out', unanswered('ECONNABORTED')],
		['a page in HTML', answered(200, '<html>')],
	])('is never tried again after %s', async (_, answer) => {
		expect(await trying([answer, ok])).toMatchObject({ kind: 'unknown', tries: 1 });
	});

	it.each([{ 'x-ratelimit-reset': '1592427600' }, { 'retry-after': '0' }, {}])(
		'backs off when the rate limit should be over, but is not: %j',
		async (headers) => {
			const { kind, tries, waits } = await trying([slowDown(headers)], { maxWaitMs: 60_000 });
			expect(kind).toBe('notSent');
			expect(tries).toBeLessThan(10);
			expect(Math.min(...waits)).toBeGreaterThanOrEqual(700);
		},
	);

	it('gives up after four tries without a connection, and is not sent', async () => {
		expect(await trying([unanswered('ECONNREFUSED')])).toMatchObject({ kind: 'notSent', tries: 4 });
	});

	it('does not try an address again that can never work', async () => {
		expect(await trying([unanswered('CERT_HAS_EXPIRED')])).toMatchObject({ kind: 'notSent', tries: 1 });
	});

	it('is not held back by earlier slow-downs when the connection fails', async () => {
		expect(await trying([slowDown(), slowDown(), slowDown(), slowDown(), answered(502), ok])).toMatchObject({
			kind: 'accepted',
			tries: 6,
		});
	});
});

describe('a request that may be repeated', () => {
	const safety = 'idempotent' as const;

	it('is tried again after an unclear answer', async () => {
		expect(await trying([answered(500), unanswered('ECONNRESET'), ok], { safety })).toMatchObject({
			kind: 'accepted',
			tries: 3,
		});
	});

	it.each([
		['another unclear answer', answered(500)],
		['no connection', unanswered('ECONNREFUSED')],
		['a refusal', answered(400, { message: 'already cancelled' })],
		['a slow-down that is too long', slowDown({ 'retry-after': '9999' })],
	])('stays unclear when %s follows on an unclear one', async (_, next) => {
		const { outcome } = await trying([answered(504), next], { safety });
		expect(outcome.kind).toBe('unknown');
	});

	it('says what the second try was told', async () => {
		const { outcome } = await trying([answered(504), answered(400, { message: 'already cancelled' })], {
			safety,
		});
		expect(outcome).toMatchObject({
			failure: {
				message: expect.stringContaining('504'),
				resolution: expect.stringContaining('already cancelled'),
			},
		});
	});

	it('is fine when the refusal of the second try is one that does not matter', async () => {
		const acceptRefusal = () => ({ message: 'was gone' });
		expect((await trying([answered(504), answered(400)], { safety, acceptRefusal })).outcome).toMatchObject({
			kind: 'accepted',
			body: { message: 'was gone' },
		});
	});

	it('stays unclear when the user stops the execution before the next try', async () => {
		const stop = new AbortController();
		const sending = sendingTo(() => {
			stop.abort();
			return answered(500);
		});
		const outcome = await sendWithRetry({ ...sending, safety, signal: stop.signal }, REQUEST);
		expect([outcome.kind, sending.requests.length]).toEqual(['unknown', 1]);
	});
});

describe('being asked to slow down', () => {
	it('waits as long as Braze says', async () => {
		const { waits, kind } = await trying([slowDown({ 'x-ratelimit-retry-after': '12' }), ok]);
		expect([kind, waits]).toEqual(['accepted', [12_000]]);
	});

	it('backs off where Braze does not say', async () => {
		const { waits } = await trying([slowDown(), slowDown(), slowDown(), ok]);
		expect(waits.map((ms) => Math.ceil(ms / 1000))).toEqual([1, 2, 4]);
	});

	it('asks ever more rarely where Braze says 0 seconds each time, and ends with the wait budget', async () => {
		const { outcome, tries, waits } = await trying([slowDown({ 'retry-after': '0' })]);
		expect(outcome).toMatchObject({ kind: 'notSent', retryAt: expect.any(String) });
		expect(tries).toBeLessThan(120);
		expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(300_000);
	});

	it('hands back at once what would take longer than allowed, with the time to try again', async () => {
		const { outcome, tries, waits } = await trying([slowDown({ 'retry-after': '3600' })]);
		expect([tries, waits]).toEqual([1, []]);
		expect(outcome).toMatchObject({
			kind: 'notSent',
			retryAt: '2026-09-07T10:00:00.000Z',
			failure: { status: 429 },
		});
	});

	it('does not wait at all where the maximum wait is 0', async () => {
		expect(await trying([slowDown({ 'retry-after': '1' })], { maxWaitMs: 0 })).toMatchObject({
			kind: 'notSent',
			tries: 1,
			waits: [],
		});
	});

	it('survives a wait that is beyond every date', async () => {
		const { outcome } = await trying([slowDown({ 'retry-after': '9'.repeat(40) })]);
		expect(outcome).toMatchObject({ kind: 'notSent' });
	});
});

it('does not go out once the run is held, not even after a wait that began before', async () => {
	const held: NotSent = { kind: 'notSent', untried: true, failure: { message: 'held', resolution: '' } };
	const breaker: SendContext['breaker'] & { open?: NotSent } = {};
	const sending = sendingTo(() => {
		breaker.open = held;
		return slowDown({ 'retry-after': '5' });
	});
	const outcome = await sendWithRetry({ ...sending, breaker }, REQUEST);
	expect([outcome, sending.requests.length]).toEqual([held, 1]);
});

it('does not go out once it is too late, not even after a wait that began before', async () => {
	const sending = sendingTo(() => slowDown({ 'retry-after': '5' }));
	const notAfter = sending.clock.now() + 3000;
	const outcome = await sendWithRetry({ ...sending, notAfter }, REQUEST);
	expect(outcome).toMatchObject({ kind: 'notSent', late: true });
	expect(sending.requests).toHaveLength(1);
});
