import { DateTime, IANAZone } from 'luxon';
import { byteLength, type JsonObject } from '../types/json';
import type { SandboxState } from '../state';
import { EXCLUSIVE, IDENTIFIERS, identifierOf, isSet } from './identifiers';

/** What `/users/track` refuses in one object (post_user_track.md). `sandbox/evidence` says how each text is known. */
export type Rule = (object: unknown, state: SandboxState) => string | undefined;

const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** A date and time as ISO 8601 or as `2019-02-15 00:00:00 -0500`, which Braze reads too; undefined for anything else. */
export function momentOf(value: unknown): DateTime | undefined {
	if (!isText(value) || !/\d[T ]\d\d/.test(value)) return undefined;
	const options = { zone: 'utc' };
	return [DateTime.fromISO(value, options), DateTime.fromSQL(value, options)].find(({ isValid }) => isValid);
}

const isMoment = (value: unknown) => momentOf(value) !== undefined;

export const MAX_EXTERNAL_ID_BYTES = 987;
const MAX_ALIAS_BYTES = 236;
const MAX_NAME = 255;
const EMAIL = /^[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)+$/;
const E164 = /^\+?[0-9][0-9 ().-]{4,24}$/;

export const isEmail = (value: unknown): value is string => typeof value === 'string' && EMAIL.test(value);
export const isPhone = (value: unknown): value is string => typeof value === 'string' && E164.test(value);

/** The first of several rules that is broken. */
const firstOf =
	(...rules: Array<(object: JsonObject, state: SandboxState) => string | undefined>): Rule =>
	(object, state) => {
		if (!isObject(object)) return 'must be an object';
		for (const rule of rules) {
			const broken = rule(object, state);
			if (broken) return broken;
		}
		return undefined;
	};

function identifier(object: JsonObject): string | undefined {
	const named = identifierOf(object);
	if (!named && object.push_token_import !== true) {
		return EXCLUSIVE.some((name) => isSet(object, name))
			? "You must specify only one of 'external_id', 'user_alias' or 'braze_id'"
			: "'external_id', 'braze_id', 'user_alias', 'email' or 'phone' is required";
	}
	const { external_id, user_alias, braze_id, email, phone } = object;
	if (named === 'external_id') {
		if (!isText(external_id) && !Number.isInteger(external_id))
			return "'external_id' must be a string that is not empty";
		if (byteLength(String(external_id)) > MAX_EXTERNAL_ID_BYTES) return 'EXTERNAL_USER_ID_TOO_LARGE';
	}
	if (named === 'braze_id' && !isText(braze_id)) return "'braze_id' must be a string that is not empty";
	if (named === 'user_alias' && !isAlias(user_alias)) return "'user_alias' needs alias_name and alias_label";
	if (email !== undefined && email !== null && !isEmail(email))
		return "The value provided for the 'email' field is not a valid email.";
	if (phone !== undefined && phone !== null && !isPhone(phone)) return "'phone' is not a phone number";
	return undefined;
}

/** Both parts, each a string of 1 to 236 bytes, and nothing else. */
function isAlias(value: unknown): boolean {
	if (!isObject(value) || Object.keys(value).length !== 2) return false;
	return [value.alias_name, value.alias_label].every(
		(part) => isText(part) && byteLength(part) <= MAX_ALIAS_BYTES,
	);
}

const STATES = ['opted_in', 'subscribed', 'unsubscribed'];

/** Values that profile fields may have; `null` empties all but the two subscription states. */
const FIELDS: Record<string, (value: unknown) => boolean> = {
	country: (value) => /^[A-Za-z]{2}$/.test(String(value)),
	dob: (value) => /^\d{4}-\d{2}-\d{2}$/.test(String(value)) && DateTime.fromISO(String(value)).isValid,
	first_name: (value) => typeof value === 'string',
	gender: (value) => ['M', 'F', 'O', 'N', 'P'].includes(String(value)),
	home_city: (value) => typeof value === 'string',
	language: (value) => /^[a-z]{2}([-_][A-Za-z]{2,4})?$/.test(String(value)),
	last_name: (value) => typeof value === 'string',
	time_zone: (value) => IANAZone.isValidZone(String(value)),
	date_of_first_session: isMoment,
	date_of_last_session: isMoment,
	marked_email_as_spam_at: isMoment,
	email_open_tracking_disabled: (value) => typeof value === 'boolean',
	email_click_tracking_disabled: (value) => typeof value === 'boolean',
};

function fields(object: JsonObject): string | undefined {
	if ('email_subscribe' in object && !STATES.includes(String(object.email_subscribe))) {
		return "'email_subscribe' must be 'subscribed', 'unsubscribed', or 'opted_in'";
	}
	if ('push_subscribe' in object && !STATES.includes(String(object.push_subscribe))) {
		return "'push_subscribe' must be 'subscribed', 'unsubscribed', or 'opted_in'";
	}
	for (const [name, fits] of Object.entries(FIELDS)) {
		const value = object[name];
		if (value !== undefined && value !== null && !fits(value)) return `'${name}' has an invalid value`;
	}
	return ['_update_existing_only', '_merge_objects', 'push_token_import']
		.filter((name) => name in object && typeof object[name] !== 'boolean')
		.map((name) => `'${name}' must be true or false`)
		.at(0);
}

function groups(
	{ subscription_groups }: JsonObject,
	{ subscriptionGroups }: SandboxState,
): string | undefined {
	if (subscription_groups === undefined) return undefined;
	if (!Array.isArray(subscription_groups)) return 'BAD_SUBSCRIPTION_GROUP_ARRAY';
	for (const group of subscription_groups as unknown[]) {
		if (!isObject(group)) return 'BAD_SUBSCRIPTION_GROUP_HASH';
		if (!subscriptionGroups.some(({ id }) => id === group.subscription_group_id)) {
			return 'BAD_SUBSCRIPTION_GROUP_ID';
		}
		if (!['subscribed', 'unsubscribed'].includes(String(group.subscription_state))) {
			return 'BAD_SUBSCRIPTION_GROUP_STATE';
		}
	}
	return undefined;
}

function pushToken(object: JsonObject): string | undefined {
	if (object.push_token_import !== true) return undefined;
	const named = 'external_id' in object || 'braze_id' in object;
	return named || !Array.isArray(object.push_tokens) ? 'BAD_PUSH_TOKEN_IMPORT' : undefined;
}

/** `{inc}` must count in whole numbers, and names must not begin with a dollar sign. */
function customValues(object: JsonObject): string | undefined {
	for (const [name, value] of Object.entries(object)) {
		if (name === '' || name.startsWith('$')) return `'${name}' is not a valid attribute name`;
		if (isObject(value) && 'inc' in value && !Number.isInteger(value.inc))
			return `'${name}.inc' must be an integer`;
	}
	return undefined;
}

const name =
	(key: string) =>
	(object: JsonObject): string | undefined => {
		const value = object[key];
		if (key === 'product_id' && Number.isInteger(value)) return undefined;
		return isText(value) && value.length <= MAX_NAME
			? undefined
			: `'${key}' must be a string of 1 to ${MAX_NAME} characters`;
	};

const time = ({ time: value }: JsonObject): string | undefined =>
	isMoment(value) ? undefined : "'time' must be an ISO 8601 date and time";

const MAX_PROPERTY_BYTES = 100 * 1024;
const MAX_PURCHASE_PROPERTY_BYTES = 50 * 1024;

/** Names that the properties of a purchase must not have (purchase_object.md). */
const RESERVED = ['time', 'product_id', 'quantity', 'event_name', 'price', 'currency'];

function purchaseProperties({ properties: given }: JsonObject): string | undefined {
	if (!isObject(given)) return undefined;
	if (byteLength(JSON.stringify(given)) > MAX_PURCHASE_PROPERTY_BYTES)
		return "'properties' is larger than 50 KB";
	return RESERVED.some((name) => name in given) ? "Invalid 'properties' field" : undefined;
}

function properties({ properties: given }: JsonObject): string | undefined {
	if (given === undefined) return undefined;
	if (!isObject(given)) return "'properties' must be an object";
	if (byteLength(JSON.stringify(given)) > MAX_PROPERTY_BYTES) return "'properties' is larger than 100 KB";
	for (const [key, value] of Object.entries(given)) {
		if (key === '' || key.length > MAX_NAME || key.startsWith('$') || ['time', 'event_name'].includes(key)) {
			return `'${key}' is not a valid property name`;
		}
		if (typeof value === 'string' && value.length > MAX_NAME)
			return `'${key}' is longer than ${MAX_NAME} characters`;
	}
	return undefined;
}

function price({ currency, price: value, quantity }: JsonObject): string | undefined {
	if (!/^[A-Z]{3}$/.test(String(currency))) return "'currency' must be an ISO 4217 code";
	if (typeof value !== 'number') return "'price' must be a number";
	const fits =
		quantity === undefined ||
		(Number.isInteger(quantity) && Number(quantity) >= 1 && Number(quantity) <= 100);
	return fits ? undefined : "'quantity' is not valid";
}

/** Unknown keys are refused here, to find mistakes. */
const only =
	(keys: string[]) =>
	(object: JsonObject): string | undefined =>
		Object.keys(object)
			.filter(
				(key) =>
					![...IDENTIFIERS, '_update_existing_only', 'app_id', 'properties', 'time', ...keys].includes(key),
			)
			.map((key) => `'${key}' is unknown`)
			.at(0);

/** The rules of each array of the endpoint. */
export const TRACK_RULES: Record<'attributes' | 'events' | 'purchases', Rule> = {
	attributes: firstOf(identifier, fields, groups, pushToken, customValues),
	events: firstOf(identifier, name('name'), time, properties, only(['name'])),
	purchases: firstOf(
		identifier,
		name('product_id'),
		time,
		price,
		purchaseProperties,
		properties,
		only(['product_id', 'currency', 'price', 'quantity']),
	),
};
