import { get, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../input/object';
import type { BrazeResponse } from './connection';
import { errorsIn } from './responseErrors';

/** What a response says about its request, which decides whether the request may be retried. */
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

/** No connection was made, so nothing was sent, and a retry may succeed. */
const NO_CONNECTION = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ECONNECTTIMEOUT',
	'UND_ERR_CONNECT_TIMEOUT',
]);

/** No connection was made, and a retry would fail the same way, because an address or certificate is wrong. */
const NO_CONNECTION_EVER = /^(ERR_INVALID_URL|ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$)/;

/**
 * Classifies a response primarily by its status, because real error messages may differ from those in Braze's
 * documentation. https://www.braze.com/docs/api/errors
 */
export function classifyResponse(answer: BrazeResponse): Verdict {
	if (answer.kind === 'unanswered') return classifyNoResponse(answer.code, answer.detail);
	const { status, headers, body } = answer;
	if (status >= 200 && status < 300) {
		// A web page from a proxy proves nothing. Some endpoints return an empty response.
		if (isObject(body))
			return reportsFailure(body)
				? { kind: 'unclear', status, detail: messageOf(body) }
				: { kind: 'accepted', body: body as IDataObject, headers };
		if (status === 204) return { kind: 'accepted', body: {}, headers };
		return { kind: 'unclear', status, detail: '' };
	}
	const detail = messageOf(body);
	if (status === 429) return { kind: 'slowDown', headers, detail };
	// With 502, the request did not get past a proxy, and with 503, there was no capacity. With 500 and 504, it may have
	// been carried out.
	if (status === 502 || status === 503) return { kind: 'notReached', status, detail, lasting: false };
	if (status >= 500 || status === 408) return { kind: 'unclear', status, detail };
	return { kind: 'refused', status, detail, body };
}

// cspell:ignore unauthori
/** Words that reveal a failure in the `message` of a response with a success status. */
const FAILURE =
	/\b(fail(s|ed|ure)?|errors?|invalid|denied|unauthori[sz]ed|forbidden|refused|rejected|unavailable|unable|cannot|could not|must (be|have|not)|missing|required|not (found|processed|accepted|allowed|valid|exist)|limit exceeded|too many|timed? ?out)\b/i;

/** How Braze begins the message of a success. */
export const SUCCESS = /^\s*(success|queued)/i;

/** Words that say that nothing failed: `completed without errors`. */
const NO_FAILURE = /\b(no|without(?: any)?|0|zero) (errors?|failures?|failed)\b/gi;

/** Whether words tell of a failure. */
export const tellsOfFailure = (words: string): boolean => FAILURE.test(words.replace(NO_FAILURE, ''));

/** A message as text, in whatever form it is. */
export const wordsIn = (message: unknown): string =>
	typeof message === 'string' ? message : (JSON.stringify(message) ?? '');

/** A `status` that no successful response has. */
const FAILED_STATUS = /^\s*(fail(ed|ure)?|error)\s*$/i;

/**
 * Whether a response contradicts its success status: `{"message":"failure"}`, `{"status":"error"}`, or
 * `{"success":false}`. A real success has its own message (`success`, `queued`) or none.
 */
const reportsFailure = ({ message, status, success }: Record<string, unknown>): boolean =>
	success === false ||
	(typeof status === 'string' && FAILED_STATUS.test(status)) ||
	(tellsOfFailure(wordsIn(message)) && !SUCCESS.test(wordsIn(message)));

function classifyNoResponse(code: string, detail: string): Verdict {
	if (NO_CONNECTION.has(code)) return { kind: 'notReached', detail, lasting: false };
	if (NO_CONNECTION_EVER.test(code)) return { kind: 'notReached', detail, lasting: true };
	return { kind: 'unclear', detail };
}

/** Braze's own error message, in whichever form the response has it; empty if there is none. */
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

/** Values above this are moments (seconds since 1970). Smaller ones are seconds from now. */
const FIRST_EPOCH_SECONDS = 1_000_000_000;

/** The longest plausible wait. Larger numbers can't be intended, and could exceed the range of dates. */
const LONGEST_MS = 366 * 24 * 3600 * 1000;

/**
 * How long Braze asks to wait, in milliseconds, according to the headers of a 429 response: `X-RateLimit-Retry-After`,
 * else `Retry-After` (seconds or a date), else `X-RateLimit-Reset` (a moment or seconds). `undefined` if no header says
 * so. Empty headers, which some responses have, and moments in the past are ignored.
 * https://www.braze.com/docs/api/api_limits
 *
 * @param now milliseconds since 1970
 */
export function requestedWait(headers: IDataObject, now: number): number | undefined {
	const byName = lowerCased(headers);
	const header = (name: string) => byName.get(name);
	const waits = [
		milliseconds(header('x-ratelimit-retry-after')),
		milliseconds(header('retry-after')),
		untilDate(header('retry-after'), now),
		untilReset(header('x-ratelimit-reset'), now),
	];
	const wait = waits.find((one) => one !== undefined && one >= 0);
	return wait === undefined ? undefined : Math.min(wait, LONGEST_MS);
}

/** The rest of the rate limit, according to a response. */
export interface Quota {
	readonly remaining: number;
	/** When the limit resets, in milliseconds since 1970. */
	readonly resetAt: number;
}

/**
 * Reads `X-RateLimit-Remaining` and `X-RateLimit-Reset`. `undefined` if one is missing or the reset is in the past.
 *
 * @param now milliseconds since 1970
 */
export function quotaOf(headers: IDataObject, now: number): Quota | undefined {
	const byName = lowerCased(headers);
	const remaining = parseNumber(byName.get('x-ratelimit-remaining'));
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
	const seconds = parseNumber(value);
	return seconds === undefined ? undefined : seconds * 1000;
}

function parseNumber(value: unknown): number | undefined {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
