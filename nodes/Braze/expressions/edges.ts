import { describe } from '../input/describe';
import { InputError } from '../input/inputError';
import type { Leaf } from './leaf';
import { SEARCHES, textsIn, type WrittenText } from './code';

/** Not `/`, `.` and `#`: addresses, names such as `C#` and abbreviations begin and end with them. */
const FIRST = /^[-_:|,\s]/;
const LAST = /[-_:|,\s]$/;

/** Code that puts several texts together. */
const JOINS = /\+|\$\{|\.concat\(|\.join\(/;

/**
 * Refuses a text of which an expression wrote the first or the last part, up to a separator, and nothing beyond it: `cart-`
 * is the key of every cart without a token. A value that only comes from a field may begin and end with anything, and so may
 * one that code ends itself: `$json.plan + '-'`.
 *
 * @throws {InputError} with what the expression wrote
 */
export function refuseOpenEdges({ label, type, whole, mixed, composed }: Leaf, text: string): void {
	if (!whole || whole.isPath || type === 'json') return;
	const code = whole.code.replace(SEARCHES, '');
	if (!JOINS.test(code)) return;
	// Its parts were looked at.
	if (composed && mixed?.optional.size === 0) return;
	const written = textsIn(code);
	const isOpen =
		written.some((one) => LAST.test(one.text) && !one.isLast && meets(text, one, 'endsWith')) ||
		written.some((one) => FIRST.test(one.text) && !one.isFirst && meets(text, one, 'startsWith'));
	if (!isOpen) return;
	throw new InputError(
		label,
		`begins or ends with a separator: ${describe(text)}`,
		'An expression in it may have returned nothing. Check the name of the input field.',
	);
}

/** Whether a text ends or begins with one that code wrote, with nothing beyond it that anybody sees. */
function meets(text: string, written: WrittenText, how: 'endsWith' | 'startsWith'): boolean {
	const whole = text.toLowerCase();
	const edge = written.text.toLowerCase();
	const seen = seenIn(edge);
	return whole[how](edge) || (SEPARATED.test(seen) && seenIn(whole)[how](seen));
}

/** A text without what nobody sees at its edges. */
const seenIn = (text: string): string => text.replace(/^[\s\p{Cc}\p{Cf}]+|[\s\p{Cc}\p{Cf}]+$/gu, '');

/** A text that begins or ends with a separator that anybody sees. */
const SEPARATED = /^[-_:|,]|[-_:|,]$/;
