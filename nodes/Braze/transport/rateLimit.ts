import type { IDataObject } from 'n8n-workflow';

/** Values above this are moments (seconds since 1970); smaller ones are seconds from now. */
const FIRST_EPOCH_SECONDS = 1_000_000_000;

/**
 * How long Braze asks to wait, in milliseconds, by the headers of a 429 answer: `X-RateLimit-Retry-After`, else
 * `Retry-After` (seconds or a date), else `X-RateLimit-Reset` (a moment or seconds). `undefined` when no header says
 * so; empty headers, which some answers carry, are no numbers. https://www.braze.com/docs/api/api_limits
 *
 * @param now milliseconds since 1970
 */
export function requestedWait(headers: IDataObject, now: number): number | undefined {
	const byName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
	const retryAfter = seconds(byName.get('x-ratelimit-retry-after')) ?? seconds(byName.get('retry-after'));
	if (retryAfter !== undefined) return retryAfter * 1000;
	const date = byName.get('retry-after');
	const moment = typeof date === 'string' ? Date.parse(date) : NaN;
	if (!Number.isNaN(moment)) return Math.max(0, moment - now);
	const reset = seconds(byName.get('x-ratelimit-reset'));
	if (reset === undefined) return undefined;
	return reset > FIRST_EPOCH_SECONDS ? Math.max(0, reset * 1000 - now) : reset * 1000;
}

function seconds(value: unknown): number | undefined {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
