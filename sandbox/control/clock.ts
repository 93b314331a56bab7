import { DateTime } from 'luxon';
import type { JsonObject } from '../types/json';
import { Refusal } from '../types/refusal';

/** Times that every part of the sandbox can write. */
const FIRST = Date.UTC(1970, 0, 1);
const LAST = Date.UTC(9999, 0, 1);

/**
 * What the sandbox's clock is to be set to: a moment, in UTC unless it has a zone, or back to the real time. Exactly
 * one of the three ways to say it is allowed.
 */
export function clockOrder(body: JsonObject, present: Date): Date | 'reset' {
	const ways = ['now', 'advanceSeconds', 'reset'].filter((name) => body[name] !== undefined);
	const wrong = new Refusal(400, 'Set now (ISO 8601), advanceSeconds (a number) or reset (true)');
	if (ways.length !== 1) throw wrong;
	const { now, advanceSeconds, reset } = body;
	if (reset === true) return 'reset';
	const moment =
		typeof advanceSeconds === 'number'
			? present.getTime() + advanceSeconds * 1000
			: DateTime.fromISO(typeof now === 'string' ? now : '', { zone: 'utc' }).toMillis();
	if (Number.isNaN(moment)) throw wrong;
	if (!(moment >= FIRST && moment <= LAST)) throw new Refusal(400, 'The clock can be between 1970 and 9999');
	return new Date(moment);
}
