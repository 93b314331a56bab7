import type { IDataObject } from 'n8n-workflow';

/** Values above this are moments (seconds since 1970); smaller ones are seconds from now. */
const FIRST_EPOCH_SECONDS = 1_000_000_000;

/** The longest plausible wait: larger numbers cannot be intended, and would exceed every date. */
const LONGEST_MS = 366 * 24 * 3600 * 1000;

/**
 * How long Braze asks to wait, in milliseconds, by the headers of a 429 answer: `X-RateLimit-Retry-After`, else
 * `Retry-After` (seconds or a date), else `X-RateLimit-Reset` (a moment or seconds). `undefined` when no header says
 * so; empty headers, which some answers carry, are no numbers. https://www.braze.com/docs/api/api_limits
 *
 * @param now milliseconds since 1970
 */
export function requestedWait(headers: IDataObject, now: number): number | undefined {
	const byName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
	const header = (name: string) => byName.get(name);
	const wait =
		milliseconds(header('x-ratelimit-retry-after')) ??
		milliseconds(header('retry-after')) ??
		untilDate(header('retry-after'), now) ??
		untilReset(header('x-ratelimit-reset'), now);
	return wait === undefined ? undefined : Math.min(Math.max(wait, 0), LONGEST_MS);
}

function untilDate(value: unknown, now: number): number | undefined {
	const moment = typeof value === 'string' ? Date.parse(value) : NaN;
	return Number.isNaN(moment) ? undefined : moment - now;
}

function untilReset(value: unknown, now: number): number | undefined {
	const reset = milliseconds(value);
	return reset !== undefined && reset > FIRST_EPOCH_SECONDS * 1000 ? reset - now : reset;
}

function milliseconds(value: unknown): number | undefined {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : undefined;
}
