import { shorten } from './describe';
import { similarNames } from './similarNames';

/** An item with more fields than this is not listed whole. */
const MAX_LISTED = 8;

/**
 * What an item has in place of fields that it lacks, as a sentence: those with similar names, otherwise all, if they
 * are few. Empty if that says nothing.
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

/** A field of the input item in an expression: `$json.id`, `$json["User ID"]`. */
const READS_FIELD =
	/\$json(?:\?)?(?:\.([\p{L}_$][\p{L}\p{N}_$]*)|(?:\?\.)?\[\s*\\?["'`]([^"'`\\]+)\\?["'`]\s*\])/gu;

/** The fields of the input item that the expressions of a saved parameter read. */
export function fieldsReadBy(parameter: unknown): string[] {
	const text = JSON.stringify(parameter) ?? '';
	return Array.from(text.matchAll(READS_FIELD), ([, name, quoted]) => name ?? quoted);
}
