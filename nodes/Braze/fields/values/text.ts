import { describe } from '../../input/describe';
import { InputError, missing } from '../../input/inputError';

/** Reads required text unchanged. Throws an InputError when it is empty or no text. */
export function readText(field: string, value: unknown): string {
	if (value === undefined || value === null) throw missing(field);
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (typeof value !== 'string')
		throw new InputError(field, `must be text, but is ${describe(value)}`, 'Use a single value from it.');
	if (value.trim() === '')
		throw new InputError(
			field,
			'is empty',
			'Enter a value. If it is an expression, it returned an empty string.',
		);
	return value;
}

/** The names in a list that is filled in by hand, or by an expression; blank ones count as not there. */
export const namesIn = (value: unknown): string[] =>
	(Array.isArray(value) ? (value as unknown[]) : [value])
		.map((name) => String(name ?? '').trim())
		.filter((name) => name !== '');

/** Whether an optional field was filled in. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
