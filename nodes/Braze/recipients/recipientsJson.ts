import { pathsIn } from '../input/problem';
import { describe } from '../input/describe';
import { InputError } from '../input/inputError';
import { isObject, readJson } from '../input/json';
import type { Recipient, RecipientType } from './recipient';
import { checkRecipients } from './recipientList';

/**
 * Reads recipients from JSON: a list, a single object, or the text of either. Errors name a member by its path.
 *
 * @throws {InputError}
 */
export function readRecipientsJson(field: string, type: RecipientType, raw: unknown): Recipient[] {
	const value = readJson(field, raw) ?? [];
	const list: unknown = isObject(value) ? [value] : value;
	if (Array.isArray(list))
		return checkRecipients(field, type, list, (index) => pathsIn(`${field}[${index}]`));
	throw new InputError(
		field,
		`must be a list of recipients, but is ${describe(list)}`,
		'Enter it as [{ "external_user_id": "…" }].',
	);
}
