import type { IDataObject, INode } from 'n8n-workflow';

import type { FaultKind, RateLimitHeader } from '../../../sandbox/state/faults';
import { fastClock, useClock } from '../../support/clocks';
import { isAskedTo } from '../../support/files';
import type { BrazeResult } from '../../support/engine';
import {
	DeliveryRuns,
	errorOf,
	itemOf,
	namedIn,
	numbers,
	ON_ERROR,
	outcomes,
	people,
} from '../../support/deliveryRuns';

useClock(fastClock);

/**
 * Every way in which a request can fail, against everything that a user can set to happen then. Whatever happens,
 * nobody may be messaged twice, and the node must not say anything of a person that is not so.
 */
const runs = new DeliveryRuns();

/** More than one shared request; and enough single ones for the brake. */
const COUNT = { 'requests of fifty': 60, 'a request for each': 14 };

type Sharing = keyof typeof COUNT;

const idsOf = (count: number) => numbers(count).map((index) => `p${index}`);

/** What the node may say of a person whose request met a fault: while it lasts, or after it has passed. */
interface Case {
	readonly kind: FaultKind;
	readonly lasting: string[];
	readonly passing: string[];
	readonly options?: IDataObject;
}

const sentInTheEnd = { lasting: ['not_sent', 'sent'], passing: ['sent'] };
const perhapsSent = { lasting: ['unknown', 'not_sent'], passing: ['unknown', 'sent'] };
const allSent = { lasting: ['sent'], passing: ['sent'] };

const rateLimit = (header: RateLimitHeader, seconds = 2): Case => ({
	kind: { type: 'rateLimit', header, seconds },
	...sentInTheEnd,
});

const FAULTS: Record<string, Case> = {
	'429 with X-RateLimit-Retry-After': rateLimit('x-ratelimit-retry-after'),
	'429 with Retry-After': rateLimit('retry-after'),
	'429 with Retry-After as a date': rateLimit('http-date'),
	'429 with the reset as a moment': rateLimit('reset-epoch'),
	'429 with the reset in seconds': rateLimit('reset-delta'),
	'429 without a header': rateLimit('none'),
	'429 with a reset an hour away': { ...rateLimit('reset-delta', 3_600), passing: ['not_sent', 'sent'] },
	'500 before Braze acted': { kind: { type: 'status', status: 500 }, ...perhapsSent },
	'500 after Braze acted': { kind: { type: 'status', status: 500, act: true }, ...perhapsSent },
	'502': { kind: { type: 'status', status: 502, body: '<html>' }, ...sentInTheEnd },
	'503': { kind: { type: 'status', status: 503 }, ...sentInTheEnd },
	'504 before Braze acted': { kind: { type: 'status', status: 504 }, ...perhapsSent },
	'504 after Braze acted': { kind: { type: 'status', status: 504, act: true }, ...perhapsSent },
	'a connection dropped before Braze acted': { kind: { type: 'drop', when: 'before' }, ...perhapsSent },
	'a connection dropped after Braze acted': { kind: { type: 'drop', when: 'after' }, ...perhapsSent },
	'an answer slower than the time-out': {
		kind: { type: 'slow', ms: 600 },
		...perhapsSent,
		options: { requestTimeout: 0.25 },
	},
	'a 200 that is no JSON': { kind: { type: 'nonJson', status: 200, act: true }, ...perhapsSent },
	'a 500 that is no JSON': { kind: { type: 'nonJson', status: 500 }, ...perhapsSent },
	'401': {
		kind: { type: 'status', status: 401 },
		lasting: ['refused', 'not_sent'],
		passing: ['refused', 'not_sent', 'sent'],
	},
	'403': {
		kind: { type: 'status', status: 403 },
		lasting: ['refused', 'not_sent'],
		passing: ['refused', 'not_sent', 'sent'],
	},
	'a redirect': {
		kind: { type: 'status', status: 307, headers: { location: '/elsewhere' } },
		lasting: ['refused', 'not_sent'],
		passing: ['refused', 'not_sent', 'sent'],
	},
	'a 201 with errors': { kind: { type: 'errors', errors: ['something in general'] }, ...allSent },
	'a 201 that refuses one by its place': {
		kind: { type: 'refuseMembers', indexes: [0], reason: 'is blocked' },
		lasting: ['refused', 'sent', 'not_sent'],
		passing: ['refused', 'sent', 'not_sent'],
	},
	'a 201 with a notice': { kind: { type: 'notice', notice: 'The Canvas is paused.' }, ...allSent },
	'400 for one of fifty': {
		kind: { type: 'refuseRecipient', id: 'p10' },
		lasting: ['refused', 'sent'],
		passing: ['refused', 'sent'],
	},
};

const DURATION = { 'for once': 1, 'all the time': -1 };

/**
 * Every fault with every setting, and every fault with every way to share requests and every duration. Which of those
 * meet is spread over the rows; `ALL_FAULTS=1` runs all of them with all.
 */
const combinations = Object.keys(FAULTS).flatMap((fault, row) =>
	Object.keys(ON_ERROR).flatMap((setting, column) =>
		(Object.keys(COUNT) as Sharing[])
			.flatMap((sharing) => Object.keys(DURATION).map((duration) => ({ fault, setting, sharing, duration })))
			.filter((_, index, { length }) => isAskedTo('ALL_FAULTS') || index === (row + column) % length),
	),
);

/** What the node says of every person, from its items or from the error that it stopped with. */
function said(result: BrazeResult): Map<string, string> {
	return new Map([...outcomes(result)].map(([item, [kind]]) => [`p${item}`, kind]));
}

/** Nobody twice, and nobody asked for again once it was unclear whether the message was taken. */
function expectNobodyTwice(): void {
	expect([...runs.accepted()].filter(([, count]) => count > 1)).toEqual([]);
	const unclear = new Set<string>();
	for (const request of runs.sandbox.requests) {
		expect(namedIn(request).filter((id) => unclear.has(id))).toEqual([]);
		const answered = request.status !== null && request.fault?.type !== 'slow';
		const known =
			answered &&
			![500, 504].includes(request.status ?? 0) &&
			!(request.fault?.type === 'nonJson' && request.status === 200);
		if (!known) namedIn(request).forEach((id) => unclear.add(id));
	}
}

/** Everyone Braze accepted is reported as sent or unclear; everyone reported as sent was accepted. */
function expectTruth(result: BrazeResult, count: number, allowed: string[]): void {
	const kinds = said(result);
	expect([...kinds.keys()].sort()).toEqual(idsOf(count).sort());
	const accepted = runs.accepted();
	const wrong = idsOf(count).filter((id) => {
		const kind = kinds.get(id) as string;
		return accepted.has(id) ? !['sent', 'unknown'].includes(kind) : kind === 'sent';
	});
	expect(wrong).toEqual([]);
	expect([...new Set(kinds.values())].filter((kind) => !allowed.includes(kind))).toEqual([]);
}

/** The counts in the error that the node stopped with are those of the workspace. */
function expectTrueError({ error, status }: BrazeResult, count: number): void {
	expect(status).toBe('error');
	const {
		sent,
		refused,
		notSent,
		unknown,
		schedule_ids: ids,
	} = error?.context?.data as Record<string, number> & { schedule_ids: string[] };
	expect(sent + refused + notSent + unknown).toBe(count);
	const accepted = runs.accepted().size;
	expect(accepted).toBeGreaterThanOrEqual(sent);
	expect(accepted).toBeLessThanOrEqual(sent + unknown);
	const created = new Set(runs.sandbox.state.schedules.map(({ schedule_id: id }) => id));
	expect(ids.filter((id) => !created.has(id))).toEqual([]);
	ids.forEach((id) => expect(error?.description).toContain(id));
}

describe('a fault, what happens on it, shared requests or not, once or all the time', () => {
	it('runs every fault with every way to share requests and every duration', () => {
		const ways = combinations.map(({ fault, sharing, duration }) => `${fault}, ${sharing}, ${duration}`);
		expect(new Set(ways).size).toBe(
			Object.keys(FAULTS).length * Object.keys(COUNT).length * Object.keys(DURATION).length,
		);
	});

	it.each(combinations)(
		'$fault, $duration; $setting; $sharing',
		async ({ fault, setting, sharing, duration }) => {
			const { kind, options, ...expected } = FAULTS[fault];
			const settings: Partial<INode> = ON_ERROR[setting as keyof typeof ON_ERROR];
			const count = COUNT[sharing];
			const combineItems = sharing === 'requests of fifty';
			const allowed = duration === 'for once' ? expected.passing : expected.lasting;
			runs.fault(kind, { times: DURATION[duration as keyof typeof DURATION] });
			const result = await runs.schedule(
				people(count),
				{ combineItems, parallelRequests: 3, ...options },
				{ settings },
			);

			expectNobodyTwice();
			if ('onError' in settings || result.status === 'success') {
				expect(result.status).toBe('success');
				expectTruth(result, count, allowed);
				if (setting === 'errorOutput')
					expect(result.failed.every((item) => errorOf(item) !== undefined)).toBe(true);
				if (setting === 'errorOutput')
					expect(result.ok.every((item) => errorOf(item) === undefined)).toBe(true);
				expect([...result.ok, ...result.failed].map(itemOf).sort((a, b) => a - b)).toEqual(numbers(count));
				return;
			}
			expectTrueError(result, count);

			// Once the trouble is over, "Retry execution" sends what is left, and nothing else.
			runs.sandbox.faults.clear();
			const second = await result.retry();
			expectNobodyTwice();
			if (second.status === 'error') expectTrueError(second, count);
			else expectTruth(second, count, ['sent']);
			const unclear =
				second.status === 'error' ? (second.error?.context?.data as { unknown: number }).unknown : 0;
			expect(runs.accepted().size).toBeGreaterThanOrEqual(count - unclear);
		},
	);
});

it.each(Object.keys(ON_ERROR))(
	'no connection at all: nothing is sent and every item says so (%s)',
	async (setting) => {
		const settings: Partial<INode> = ON_ERROR[setting as keyof typeof ON_ERROR];
		const credential = { apiKey: 'sandbox-key', instance: 'custom', url: 'http://127.0.0.1:9' };
		const result = await runs.schedule(people(20), {}, { settings, credential });
		if ('onError' in settings) expectTruth(result, 20, ['not_sent']);
		else expectTrueError(result, 20);
		expect(runs.accepted().size).toBe(0);
	},
);
