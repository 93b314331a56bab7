import { describe } from '../../input/describe';
import { InputError, type Reading } from '../../input/inputError';
import { isGiven } from './text';

/**
 * Reads a boolean, which an expression may return as a boolean or a string. Throws an InputError for anything else,
 * because treating it as off could do something other than intended.
 *
 * @param fallback the value if nothing was set
 */
export function readBoolean(field: string, value: unknown, fallback = false): boolean {
	if (!isGiven(value)) return fallback;
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw new InputError(
		field,
		`must be true or false, but is ${describe(value)}`,
		'Set it in the editor, or use a boolean.',
	);
}

/** Reads a boolean, but not text such as `"true"`, or says what is wrong. */
export function booleanReading(given: unknown): Reading<boolean> {
	if (typeof given === 'boolean') return { value: given };
	return {
		problem: `must be true or false, but is ${describe(given)}`,
		resolution: 'Enter true or false, without quotes.',
	};
}
