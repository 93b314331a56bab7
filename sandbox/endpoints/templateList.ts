import { DateTime } from 'luxon';
import { Refusal } from '../types/refusal';
import type { Call } from './endpoint';
import { single } from './query';

/** How the lists of Content Blocks and email templates are filtered and paged (get_list_email_content_blocks.md). */

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1_000;

/**
 * Returns the part of a list that a call asks for.
 *
 * @param noun the name of an entry in errors
 */
export function listPart<T>(
	call: Call,
	noun: string,
	all: readonly T[],
	changedAt: (entry: T) => string,
): T[] {
	const after = modified(call, 'modified_after', 'Modified after time is invalid');
	const before = modified(call, 'modified_before', 'Modified before time is invalid');
	if (after && before && after > before) {
		throw new Refusal(400, 'Modified after time must be earlier than or the same as modified before time.');
	}
	const limit =
		positive(
			call,
			'limit',
			`${noun} number limit is invalid`,
			`${noun} number limit must be greater than 0`,
		) ?? DEFAULT_LIMIT;
	if (limit > MAX_LIMIT) throw new Refusal(400, `${noun} number limit exceeds maximum of ${MAX_LIMIT}`);
	const offset = positive(call, 'offset', 'Offset is invalid', 'Offset must be greater than 0') ?? 0;
	const fitting = all.filter((entry) => {
		const at = DateTime.fromISO(changedAt(entry));
		return (!after || at >= after) && (!before || at <= before);
	});
	return fitting.slice(offset, offset + limit);
}

function modified(call: Call, name: string, message: string): DateTime | undefined {
	const value = single(call, name);
	if (value === undefined) return undefined;
	const time = DateTime.fromISO(value, { zone: 'utc' });
	if (!time.isValid) throw new Refusal(400, message);
	return time;
}

function positive(call: Call, name: string, invalid: string, tooSmall: string): number | undefined {
	const value = single(call, name);
	if (value === undefined) return undefined;
	if (!/^-?\d+$/.test(value)) throw new Refusal(400, invalid);
	if (Number(value) < 1) throw new Refusal(400, tooSmall);
	return Number(value);
}
