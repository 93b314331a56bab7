import { describe } from '../../input/describe';
import { readIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';

/** The longest name of a catalog or field, and the longest item ID, in characters. */
const MAX_NAME = 250;

/**
 * Reads the name of a catalog or field, or the ID of a catalog item: at most 250 letters, digits, hyphens and
 * underscores, so none can lead to another path.
 * https://www.braze.com/docs/api/endpoints/catalogs/catalog_management/synchronous/post_create_catalog
 *
 * @throws {InputError} naming `field`
 */
export function readCatalogName(
	field: string,
	value: unknown,
	resolution = 'Use only letters, digits, hyphens and underscores.',
): string {
	const name = readIdentifier(field, value, MAX_NAME);
	if (/^[A-Za-z0-9_-]+$/.test(name)) return name;
	throw new InputError(field, `has characters that Braze does not accept: ${describe(name)}`, resolution);
}

/**
 * Reads the name of a selection, for which Braze does not restrict characters. It becomes part of a path, so it must
 * not contain anything that leads to another path.
 *
 * @throws {InputError} naming `field`
 */
export function readSelectionName(field: string, value: unknown): string {
	const name = readIdentifier(field, value, MAX_NAME);
	if (!/^\.+$|[/\\?#%\p{Cc}]/u.test(name)) return name;
	throw new InputError(
		field,
		`is not a valid name: ${describe(name)}`,
		'Use a name without slashes, question marks, percent signs or number signs.',
	);
}
