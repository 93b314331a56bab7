import { describe } from './describe';
import { identifierText } from './identifier';
import { InputError } from './inputError';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The fields of a row without the byte order mark that some programs put before a CSV file. It is invisible, and
 * becomes a part of the first column's name.
 */
export function fieldsOf<T extends object>(row: T): T {
	for (const first in row) {
		if (!first.startsWith(BYTE_ORDER_MARK)) return row;
		const entries = Object.entries(row).map(([name, value]) => [name.replace(BYTE_ORDER_MARK, ''), value]);
		return Object.fromEntries(entries) as T;
	}
	return row;
}

/**
 * The field of a row that identifies its person: the first one with a value, of several names for the same.
 *
 * @returns `undefined` if none of them has a value
 * @throws {InputError} if they have different values: operations with another order would take another person
 */
export function identifyingField(
	label: string,
	row: Readonly<Record<string, unknown>>,
	names: readonly string[],
): string | undefined {
	const [first, ...others] = names.filter((name) => row[name] !== undefined && row[name] !== null);
	const other = others.find((name) => identifierText(row[name]) !== identifierText(row[first]));
	if (other === undefined) return first;
	throw new InputError(
		label,
		`identifies two people: ${first} is ${describe(row[first])}, and ${other} is ${describe(row[other])}`,
		'Remove one of the two fields.',
	);
}
