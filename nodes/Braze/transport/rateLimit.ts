import type { IDataObject } from 'n8n-workflow';

/** Values above this are moments (seconds since 1970); smaller ones are seconds from now. */
const FIRST_EPOCH_SECONDS = 1_000_000_000;

/** The longest plausible wait: larger numbers cannot be intended, and would exceed every date. */
const LONGEST_MS = 366 * 24 * 3600 * 1000;

/**
 * How long Braze asks to wait, in milliseconds, by the headers of a 429 answer: `X-RateLimit-Retry-After`, else
 * `Retry-After` (seconds or a date), else `X-RateLimit-Reset` (a moment or seconds). `undefined` when no header says
 * so; empty headers, which some answers carry, are no numbers, and a moment in the past says nothing. https://www.braze.com/docs/api/api_limits
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
