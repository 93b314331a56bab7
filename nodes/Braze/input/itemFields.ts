import { describe, shorten } from './describe';
import { identifierText } from './identifier';
import { InputError } from './inputError';
import { similarNames } from './similarNames';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The fields of a row without the byte order mark that some programs put at the start of a CSV file. It is invisible,
 * and becomes part of the first column's name.
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
 * The name of the field that identifies a row's person: the first with a value among several names for the same thing.
 *
 * @returns `undefined` if none of them has a value
 * @throws {InputError} if their values differ, because operations that read them in another order would pick another
 * person
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

/** Items with more fields than this are not listed in full. */
const MAX_LISTED = 8;

/**
 * Says in a sentence which fields an item has instead of those that it lacks: fields with similar names, or else all of
 * them if they are few. Empty if there is nothing useful to say.
 *
 * @param wanted the names of the fields that were read
 */
export function whatItemHas(json: Readonly<Record<string, unknown>>, wanted: readonly string[]): string {
	const given = Object.keys(json);
	const lacking = wanted.filter((name) => json[name] === undefined || json[name] === null);
	if (lacking.length === 0) return '';
	if (given.length === 0) return 'The item has no fields.';
	const similar = [...new Set(lacking.flatMap((name) => similarNames(name, without(given, wanted))))];
	if (similar.length > 0) return `The item has ${listed(similar)}.`;
	return given.length <= MAX_LISTED ? `The item has ${listed(given)}.` : '';
}

const without = (given: readonly string[], wanted: readonly string[]) =>
	given.filter((name) => !wanted.includes(name));

const listed = (names: readonly string[]) => names.map((name) => `'${shorten(name)}'`).join(', ');

/** Matches a reference to a field of the input item in an expression: `$json.id`, `$json["User ID"]`. */
const READS_FIELD =
	/\$json(?:\?)?(?:\.([\p{L}_$][\p{L}\p{N}_$]*)|(?:\?\.)?\[\s*\\?["'`]([^"'`\\]+)\\?["'`]\s*\])/gu;

/** The fields of the input item that the expressions in a saved parameter refer to. */
export function fieldsReadBy(parameter: unknown): string[] {
	const text = JSON.stringify(parameter) ?? '';
	return Array.from(text.matchAll(READS_FIELD), ([, name, quoted]) => name ?? quoted);
}
