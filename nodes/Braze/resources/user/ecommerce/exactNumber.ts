import { describe } from '../../../input/describe';
import { InputError } from '../../../input/inputError';

const DECIMAL = /^(-?)0*(\d+?)(?:\.(\d+?)0*)?$/;

/**
 * Returns a number, or the number that a decimal text stands for if no digit is lost: `"29.90"` is 29.9. Returns
 * `undefined` for everything else, such as `"29,90"`, `"$5"`, `"1e3"` and text with more digits than a number can
 * store. So is `".99"`, which may be all that is left of `{{ $json.euros }}.{{ $json.cents }}`.
 */
export function parseExactNumber(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	const text = typeof value === 'string' ? value.trim() : '';
	const parts = DECIMAL.exec(text);
	if (!parts) return undefined;
	const [, sign, whole, fraction = ''] = parts;
	const shortest = /^0*$/.test(fraction) ? sign + whole : `${sign}${whole}.${fraction}`;
	const number = Number(text);
	return String(number) === shortest ? number : undefined;
}

/**
 * Reads an amount of money, 0 or more. Throws an InputError on anything else, and on text that is not exactly a number.
 */
export function readAmount(field: string, value: unknown): number {
	if (isBlank(value))
		throw new InputError(field, 'is missing', 'Enter an amount. If there is none, enter 0.');
	const amount = parseExactNumber(value);
	if (amount === undefined)
		throw new InputError(
			field,
			`must be a number, but is ${describe(value)}`,
			'Use digits and a decimal point, without a currency sign or separators: 1234.50.',
		);
	// -0 passes, but JSON writes it as 0.
	if (amount >= 0) return amount;
	throw new InputError(
		field,
		`is negative: ${describe(value)}`,
		'Enter the amount without a minus sign, also for refunds.',
	);
}

/** Reads a number of units. Throws an InputError on anything but a whole number of 1 or more. */
export function readUnits(field: string, value: unknown): number {
	if (isBlank(value)) throw new InputError(field, 'is missing', 'Enter the number of units.');
	const units = parseExactNumber(value);
	if (units !== undefined && Number.isSafeInteger(units) && units >= 1) return units;
	throw new InputError(
		field,
		`must be a whole number, 1 or more, but is ${describe(value)}`,
		'Enter the number of units. Remove products with a quantity of 0.',
	);
}

const isBlank = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
