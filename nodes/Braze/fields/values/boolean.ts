import { describe } from '../../schemas/describe';
import { InputError } from '../../schemas/inputError';

/**
 * Reads a switch, which an expression may give as a boolean or as the text of one. Throws an InputError on anything
 * else, since a switch that is taken for off in silence does something else than what was asked for.
 *
 * @param fallback what nothing stands for
 */
export function readBoolean(field: string, value: unknown, fallback = false): boolean {
	if (value === undefined || value === null || value === '') return fallback;
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw new InputError(field, `must be true or false, but is ${describe(value)}`, 'Set it in the editor, or use a boolean.');
}
