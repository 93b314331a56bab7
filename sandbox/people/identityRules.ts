import { byteLength, type JsonObject } from '../types/json';
import { MAX_EXTERNAL_ID_BYTES } from './trackRules';
import { isText } from './values';

/**
 * What identify, alias/new and alias/update refuse in one element of their lists: the rest of the request is processed.
 * Of the texts, only that of a missing external ID is known from Braze; the others are of the same form.
 */

const MAX_ALIAS_BYTES = 236;

const isMissing = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Refuses an element without an external ID, or with one that cannot be any. */
export function idRefusal({ external_id: id }: JsonObject): string | undefined {
	if (isMissing(id)) return "'external_id' is required";
	const fits = (isText(id) && byteLength(id) <= MAX_EXTERNAL_ID_BYTES) || Number.isInteger(id);
	return fits ? undefined : "'external_id' is not valid";
}

/** Refuses an element in which a text is missing or empty, or longer than the parts of an alias may be. */
export function requiredText(element: JsonObject, names: string[]): string | undefined {
	const missing = names.find((name) => isMissing(element[name]));
	if (missing !== undefined) return `'${missing}' is required`;
	const wrong = names.find((name) => {
		const value = element[name];
		return !isText(value) || byteLength(value) > MAX_ALIAS_BYTES;
	});
	return wrong === undefined ? undefined : `'${wrong}' is not valid`;
}

/** Refuses what is no alias. */
export function aliasRefusal(alias: unknown): string | undefined {
	if (isMissing(alias)) return "'user_alias' is required";
	if (typeof alias !== 'object' || Array.isArray(alias)) return "'user_alias' is not valid";
	return requiredText(alias as JsonObject, ['alias_name', 'alias_label']);
}

const RULES = ['identified', 'unidentified', 'most_recently_updated', 'least_recently_updated'];

/** Refuses an element without its email address or phone number, or without the rules that choose a profile. */
export function contactRefusal(element: JsonObject, kind: 'email' | 'phone'): string | undefined {
	if (isMissing(element[kind])) return `'${kind}' is required`;
	if (!isText(element[kind])) return `'${kind}' is not valid`;
	const { prioritization: rules } = element;
	if (isMissing(rules)) return "'prioritization' is required";
	const fits =
		Array.isArray(rules) &&
		rules.length > 0 &&
		rules.every((rule) => RULES.includes(rule as string)) &&
		!(rules.includes('identified') && rules.includes('unidentified'));
	return fits ? undefined : "'prioritization' is not valid";
}
