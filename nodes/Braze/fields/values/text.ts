import { describe } from '../../input/describe';
import { isExact } from '../../input/exactJson';
import { InputError, missing } from '../../input/inputError';
import { refuseSize } from '../../input/size';

/** Reads required text as it is, with the spaces around it. Throws an InputError when it is empty or no text. */
export function readText(field: string, value: unknown): string {
	const text = readAnyText(field, value);
	if (text.trim() !== '') return text;
	throw new InputError(
		field,
		'is empty',
		'Enter a value. If it is an expression, it returned an empty string.',
	);
}

/** As {@link readText}, for text that may be empty. An expression that returned no value is still an error. */
export function readAnyText(field: string, value: unknown): string {
	if (value === undefined || value === null) throw missing(field);
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return textOfNumber(field, value);
	if (typeof value === 'boolean') return String(value);
	throw new InputError(field, `must be text, but is ${describe(value)}`, 'Use a single value from it.');
}

/** As {@link readText}, for optional text: `undefined` if it is empty or blank. */
export function readOptionalText(field: string, value: unknown): string | undefined {
	const text = isGiven(value) ? readAnyText(field, value) : '';
	return text.trim() === '' ? undefined : text;
}

/** As {@link readText}, up to a length in bytes of UTF-8. */
export function readLimitedText(field: string, value: unknown, maxKilobytes: number): string {
	const text = readText(field, value);
	refuseSize(field, text, maxKilobytes, 'Shorten it.');
	return text;
}

/** The names in a list that is filled in by hand, or by an expression; blank ones count as not there. */
export const namesIn = (value: unknown): string[] =>
	(Array.isArray(value) ? (value as unknown[]) : [value])
		.map((name) => String(name ?? '').trim())
		.filter((name) => name !== '');

/** Whether an optional field was filled in. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** The text of a number. Throws an InputError for one that is not what was meant, such as NaN or an ID that lost digits. */
export function textOfNumber(field: string, value: number): string {
	if (isExact(value)) return String(value);
	throw new InputError(
		field,
		`is ${describe(value)}`,
		Number.isFinite(value)
			? 'Pass long numeric IDs as text. As numbers, they lose digits.'
			: 'Correct the expression: it calculates with a value that is no number.',
	);
}
