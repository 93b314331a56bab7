import { get, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../input/object';
import type { BrazeResponse } from './connection';
import type { Verb } from './endpoint';
import { errorsIn } from './responseErrors';

/** What a response says about the request: this decides what may be retried. */
export type Verdict =
	/** Braze accepted it. */
	| { readonly kind: 'accepted'; readonly body: IDataObject; readonly headers: IDataObject }
	/** Braze refused it: nothing happened. */
	| { readonly kind: 'refused'; readonly status: number; readonly detail: string; readonly body: unknown }
	/** Too many requests: nothing happened. */
	| { readonly kind: 'slowDown'; readonly headers: IDataObject; readonly detail: string }
	/** Braze did not process the request: nothing happened. */
	| {
			readonly kind: 'notReached';
			readonly status?: number;
			readonly detail: string;
			readonly lasting: boolean;
	  }
	/** It may or may not have been carried out. */
	| { readonly kind: 'unclear'; readonly status?: number; readonly detail: string };

/** No connection was made, so nothing was sent; a retry may succeed. */
const NO_CONNECTION = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ECONNECTTIMEOUT',
	'UND_ERR_CONNECT_TIMEOUT',
]);

/** No connection was made, and a retry would fail the same way: an address or certificate is wrong. */
const NO_CONNECTION_EVER = /^(ERR_INVALID_URL|ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$)/;

/**
 * Classifies a response by its status first: the error messages in Braze's documentation may differ from the real
 * ones.
 * https://www.braze.com/docs/api/errors
 */
export function classifyResponse(answer: BrazeResponse): Verdict {
	if (answer.kind === 'unanswered') return classifyNoResponse(answer.code, answer.detail);
	const { status, headers, body } = answer;
	if (status >= 200 && status < 300) {
		// A page from a proxy proves nothing; some endpoints return an empty response.
		if (isObject(body))
			return saysFailure(body)
				? { kind: 'unclear', status, detail: messageOf(body) }
				: { kind: 'accepted', body: body as IDataObject, headers };
		if (status === 204) return { kind: 'accepted', body: {}, headers };
		return { kind: 'unclear', status, detail: '' };
	}
	const detail = messageOf(body);
	if (status === 429) return { kind: 'slowDown', headers, detail };
	// 502 did not get past the proxy, 503 found no capacity; 500 and 504 may have been carried out.
	if (status === 502 || status === 503) return { kind: 'notReached', status, detail, lasting: false };
	if (status >= 500 || status === 408) return { kind: 'unclear', status, detail };
	return { kind: 'refused', status, detail, body };
}

// cspell:ignore unauthori
/** Words of a failure in the `message` of a response whose status is a success. */
const FAILURE =
	/\b(fail(s|ed|ure)?|errors?|invalid|denied|unauthori[sz]ed|forbidden|refused|rejected|unavailable|unable|cannot|could not|must (be|have|not)|missing|required|not (found|processed|accepted|allowed|valid|exist)|limit exceeded|too many|timed? ?out)\b/i;

/**
 * Whether a response contradicts its status: 200 `{"message":"failure"}`, or `{"success":false}`. Successes have a message
 * of their own (`success`, `queued`) or none.
 */
const saysFailure = ({ message, success }: Record<string, unknown>): boolean =>
	success === false ||
	(typeof message === 'string' && FAILURE.test(message) && !/^\s*(success|queued)/i.test(message));

/** Members of Braze's responses to requests that send or schedule something. */
const RECEIPTS = ['message', 'dispatch_id', 'schedule_id', 'send_id'];

/**
 * The verdict on an accepted request that sends or schedules something, after a look at its response: Braze always has a
 * receipt for these. A response without one may be that of a proxy, so nobody knows what became of the request.
 */
export function unclearWithoutReceipt(verdict: Verdict, verb: Verb, status: number): Verdict {
	if (verdict.kind !== 'accepted' || (verb !== 'sent' && verb !== 'scheduled')) return verdict;
	if (RECEIPTS.some((name) => typeof verdict.body[name] === 'string' && verdict.body[name] !== ''))
		return verdict;
	return { kind: 'unclear', status, detail: messageOf(verdict.body) };
}

function classifyNoResponse(code: string, detail: string): Verdict {
	if (NO_CONNECTION.has(code)) return { kind: 'notReached', detail, lasting: false };
	if (NO_CONNECTION_EVER.test(code)) return { kind: 'notReached', detail, lasting: true };
	return { kind: 'unclear', detail };
}

/** Braze's own words, in whichever of its error shapes they come. */
export function messageOf(body: unknown): string {
	const own = [get(body, 'message'), get(body, 'error')].find(
		(text: unknown) => typeof text === 'string' && text.trim() !== '',
	);
	const details = errorsIn(body)
		.map(detailOf)
		.filter((text) => text !== '');
	return uniq([own, ...details.slice(0, 5)].filter(Boolean)).join('; ');
}

function detailOf(error: unknown): string {
	if (typeof error === 'string') return error;
	const text: unknown = get(error, 'message') ?? get(error, 'type') ?? get(error, 'id');
	return typeof text === 'string' ? text : '';
}

/** Values above this are moments (seconds since 1970); smaller ones are seconds from now. */
const FIRST_EPOCH_SECONDS = 1_000_000_000;

/** The longest plausible wait: larger numbers cannot be intended, and would exceed every date. */
const LONGEST_MS = 366 * 24 * 3600 * 1000;

/**
 * How long Braze asks to wait, in milliseconds, by the headers of a 429 answer: `X-RateLimit-Retry-After`, else
 * `Retry-After` (seconds or a date), else `X-RateLimit-Reset` (a moment or seconds). `undefined` when no header says
 * so; empty headers, which some responses have, are ignored, and so is a moment in the past. https://www.braze.com/docs/api/api_limits
 *
 * @param now milliseconds since 1970
 */
export function requestedWait(headers: IDataObject, now: number): number | undefined {
	const byName = lowerCased(headers);
	const header = (name: string) => byName.get(name);
	const wait =
		milliseconds(header('x-ratelimit-retry-after')) ??
		milliseconds(header('retry-after')) ??
		untilDate(header('retry-after'), now) ??
		untilReset(header('x-ratelimit-reset'), now);
	return wait === undefined || wait < 0 ? undefined : Math.min(wait, LONGEST_MS);
}

/** What an answer says is left of the rate limit. */
export interface Quota {
	readonly remaining: number;
	/** When it starts anew, in milliseconds since 1970. */
	readonly resetAt: number;
}

/**
 * Reads `X-RateLimit-Remaining` and `X-RateLimit-Reset`. `undefined` without both, or if that moment has passed.
 *
 * @param now milliseconds since 1970
 */
export function quotaOf(headers: IDataObject, now: number): Quota | undefined {
	const byName = lowerCased(headers);
	const remaining = numberIn(byName.get('x-ratelimit-remaining'));
	const wait = untilReset(byName.get('x-ratelimit-reset'), now);
	if (remaining === undefined || wait === undefined || wait <= 0) return undefined;
	return { remaining, resetAt: now + Math.min(wait, LONGEST_MS) };
}

const lowerCased = (headers: IDataObject) =>
	new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function untilDate(value: unknown, now: number): number | undefined {
	const moment = typeof value === 'string' ? Date.parse(value) : NaN;
	return Number.isNaN(moment) ? undefined : moment - now;
}

function untilReset(value: unknown, now: number): number | undefined {
	const reset = milliseconds(value);
	return reset !== undefined && reset > FIRST_EPOCH_SECONDS * 1000 ? reset - now : reset;
}

function milliseconds(value: unknown): number | undefined {
	const seconds = numberIn(value);
	return seconds === undefined ? undefined : seconds * 1000;
}

function numberIn(value: unknown): number | undefined {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
