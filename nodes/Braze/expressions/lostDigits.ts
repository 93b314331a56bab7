import { LongInteger, parseExactly } from '../input/exactJson';
import { InputError } from '../input/inputError';
import type { Leaf } from './leaf';
import { findOutsideContent } from './contentMembers';

export const DIGITS_ADVICE = 'Pass long numeric IDs as text. As numbers, they lose digits.';

/**
 * In JSON text that an expression writes, an ID beyond 2^53 may have been a number that had lost digits before. Text of
 * a field has the digits that somebody wrote, and so has a number that JavaScript would write in another way.
 *
 * @throws {InputError} with the number
 */
export function refuseLostDigits({ label, type, whole }: Leaf, text: string): void {
	if (type !== 'json' || !whole || whole.isPath || !/\d{16}/.test(text)) return;
	const lost = findOutsideContent(readJson(text), longNumberIn);
	if (lost === undefined) return;
	throw new InputError(
		label,
		`contains ${lost}, which is not a whole number that can be stored exactly`,
		DIGITS_ADVICE,
	);
}

/** JSON with long numbers as {@link LongInteger}; nothing for text that is no JSON, which its reader refuses. */
function readJson(text: string): unknown {
	try {
		return parseExactly(text);
	} catch {
		return undefined;
	}
}

function longNumberIn(value: unknown): string | undefined {
	const digits = value instanceof LongInteger ? String(value) : '';
	return digits !== '' && String(Number(digits)) === digits ? digits : undefined;
}
