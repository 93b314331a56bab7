import { describe } from '../input/describe';
import { InputError } from '../input/inputError';
import type { Leaf } from './leaf';
import { stringsIn } from './readExpression';

/** Not `/`, `.` and `#`: addresses, names such as `C#` and abbreviations begin and end with them. */
const FIRST = /^[-_:|,\s]/;
const LAST = /[-_:|,\s]$/;

/** Code that puts several texts together. */
const JOINS = /\+|\$\{|\.concat\(|\.join\(/;

/** Calls whose arguments are looked for, or put in place of what was found: `.replace(/[^a-z0-9]+/g, '-')`. */
const SEARCHES = /\.(?:replace|replaceAll|split|match|search)\((?:[^()'"]|'[^']*'|"[^"]*"|\([^()]*\))*\)/g;

/**
 * Refuses a text of which an expression wrote the first or the last part, up to a separator, and nothing beyond it: `cart-`
 * is the key of every cart without a token. A value that only comes from a field may begin and end with anything.
 *
 * @throws {InputError} with what the expression wrote
 */
export function refuseOpenEdges({ label, type, whole, mixed, composed }: Leaf, text: string): void {
	if (!whole || whole.isPath || type === 'json') return;
	const code = whole.code.replace(SEARCHES, '');
	if (!JOINS.test(code)) return;
	// Its parts were looked at.
	if (composed && mixed?.optional.size === 0) return;
	const written = stringsIn(code);
	const lower = text.toLowerCase();
	const ends = written.filter((one) => LAST.test(one));
	const starts = written.filter((one) => FIRST.test(one));
	const isOpen =
		ends.some((one) => lower.endsWith(one.toLowerCase())) ||
		starts.some((one) => lower.startsWith(one.toLowerCase()));
	if (!isOpen) return;
	throw new InputError(
		label,
		`begins or ends with a separator: ${describe(text)}`,
		'An expression in it may have given nothing. Check the name of the input field.',
	);
}
