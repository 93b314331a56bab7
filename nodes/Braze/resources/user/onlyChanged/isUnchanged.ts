import { isObject } from '../../../input/object';

/** Profile fields that are exported under the same name and in the same form as they are written. */
export const EXPORTED_FIELDS: ReadonlySet<string> = new Set([
	'country',
	'dob',
	'email',
	'email_subscribe',
	'first_name',
	'gender',
	'home_city',
	'language',
	'last_name',
	'phone',
	'push_subscribe',
	'time_zone',
]);

/** Attributes that are not custom, and that exports lack or show in another form. They can't be compared. */
const NOT_EXPORTED: ReadonlySet<string> = new Set([
	'alias_label',
	'alias_name',
	'current_location',
	'date_of_first_session',
	'date_of_last_session',
	'email_click_tracking_disabled',
	'email_open_tracking_disabled',
	'facebook',
	'image_url',
	'marked_email_as_spam_at',
	'push_token_import',
	'push_tokens',
	'sms_subscribe',
	'subscription_groups',
	'twitter',
]);

/** Whether an attribute is compared among the custom attributes of a profile. */
export const isCustom = (name: string): boolean => !EXPORTED_FIELDS.has(name) && !NOT_EXPORTED.has(name);

/** Keys that make Braze change a value instead of setting it. */
const OPERATORS: ReadonlySet<string> = new Set(['inc', 'add', 'remove']);

/**
 * Whether a profile certainly has a value already. Whatever the export can't tell counts as changed: numbers with a
 * fraction, a list in another order, a date in another form, an email in another case.
 *
 * @param profile as exported: empty fields are absent
 * @param merges whether objects are merged into the current ones
 */
export function isUnchanged(
	profile: Readonly<Record<string, unknown>>,
	name: string,
	value: unknown,
	merges: boolean,
): boolean {
	if (NOT_EXPORTED.has(name)) return false;
	const custom = isObject(profile.custom_attributes) ? profile.custom_attributes : {};
	const holder = isCustom(name) ? custom : profile;
	return isSame(Object.hasOwn(holder, name) ? holder[name] : undefined, value, merges);
}

/** Compares two values. `null` removes an attribute, so it changes nothing if there is none. */
function isSame(current: unknown, value: unknown, merges: boolean): boolean {
	if (value === null) return current === undefined || current === null;
	switch (typeof value) {
		case 'string':
		case 'boolean':
			return current === value;
		case 'number':
			return current === value && Number.isSafeInteger(value);
		case 'object':
			return Array.isArray(value) ? isSameList(current, value) : isSameObject(current, value, merges);
		default:
			return false;
	}
}

const isSameList = (current: unknown, value: readonly unknown[]): boolean =>
	Array.isArray(current) &&
	current.length === value.length &&
	value.every((one, index) => one !== null && isSame(current[index], one, false));

function isSameObject(current: unknown, value: object, merges: boolean): boolean {
	if (!isObject(current) || !isObject(value)) return false;
	const names = Object.keys(value);
	if (names.some((name) => OPERATORS.has(name) || name.startsWith('$'))) return false;
	if (!merges && names.length !== Object.keys(current).length) return false;
	return names.every((name) =>
		Object.hasOwn(current, name)
			? isSame(current[name], value[name], merges)
			: merges && value[name] === null,
	);
}
