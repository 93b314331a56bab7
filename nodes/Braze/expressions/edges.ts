import { describe } from '../input/describe';
import { InputError } from '../input/inputError';
import type { Leaf } from './leaves';
import { stringsIn } from './splitCode';

const FIRST = /^[-_:/.|,#\s]/;
const LAST = /[-_:/.|,#\s]$/;

/** Code that puts several texts together. */
const JOINS = /\+|\$\{|\.concat\(|\.join\(/;

/**
 * Refuses a text of which an expression wrote the first or the last part, up to a separator, and nothing beyond it: `cart-`
 * is the key of every cart without a token. A value that only comes from a field may begin and end with anything.
 *
 * @throws {InputError} with what the expression wrote
 */
export function refuseOpenEdges({ label, purpose, type, whole, mixed, composed }: Leaf, text: string): void {
	if (!whole || whole.isPath || type === 'json' || !JOINS.test(whole.code)) return;
	// Its parts were looked at.
	if (composed && mixed?.optional.size === 0) return;
	const written = stringsIn(whole.code);
	const lower = text.toLowerCase();
	const ends = written.filter((one) => LAST.test(one));
	const starts = written.filter((one) => FIRST.test(one));
	const isOpen =
		ends.some((one) => lower.endsWith(one.toLowerCase())) ||
		starts.some((one) => lower.startsWith(one.toLowerCase())) ||
		// What the expression did not write itself stands in fields, and the separator with it.
		(purpose === 'identifies' && ends.length + starts.length === 0 && (FIRST.test(text) || LAST.test(text)));
	if (!isOpen) return;
	throw new InputError(
		label,
		`begins or ends with a separator: ${describe(text)}`,
		'An expression in it gave nothing. Check the name of the input field.',
	);
}
