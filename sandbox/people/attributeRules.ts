import { DateTime, IANAZone } from 'luxon';
import type { SandboxState } from '../state';
import type { JsonObject } from '../types/json';
import { isEmail, isMoment, isObject, isPhone, isText, matching, oneOf } from './values';

/** What Braze refuses in attributes, of `/users/track` and of a recipient (user_attributes_object.md, array_of_objects.md). */

const isState = oneOf(['opted_in', 'subscribed', 'unsubscribed']);

const within = (most: number) => (value: unknown) => typeof value === 'number' && Math.abs(value) <= most;

const isLocation = (value: unknown) =>
	isObject(value) && within(180)(value.longitude) && within(90)(value.latitude);

const isPushToken = (value: unknown) => isObject(value) && isText(value.app_id) && isText(value.token);

const isDay = (value: unknown) =>
	matching(/^\d{4}-\d{2}-\d{2}$/)(value) && DateTime.fromISO(String(value)).isValid;

/** Values that profile fields may have; `null` empties all but the two subscription states. */
const FIELDS: Record<string, (value: unknown) => boolean> = {
	country: matching(/^[A-Za-z]{2}$/),
	dob: isDay,
	first_name: (value) => typeof value === 'string',
	gender: oneOf(['M', 'F', 'O', 'N', 'P']),
	home_city: (value) => typeof value === 'string',
	image_url: (value) => typeof value === 'string',
	language: matching(/^[a-z]{2}([-_][A-Za-z]{2,4})?$/),
	last_name: (value) => typeof value === 'string',
	time_zone: (value) => typeof value === 'string' && IANAZone.isValidZone(value),
	date_of_first_session: isMoment,
	date_of_last_session: isMoment,
	marked_email_as_spam_at: isMoment,
	email_open_tracking_disabled: (value) => typeof value === 'boolean',
	email_click_tracking_disabled: (value) => typeof value === 'boolean',
};

/** Why Braze refuses an address or a number, also one that stands beside another identifier. */
export function contactsRefusal({ email, phone }: JsonObject): string | undefined {
	if (email !== undefined && email !== null && !isEmail(email))
		return "The value provided for the 'email' field is not a valid email.";
	if (phone !== undefined && phone !== null && !isPhone(phone)) return "'phone' is not a phone number";
	return undefined;
}

/** Why Braze refuses attributes; undefined for valid ones. */
export function attributesRefusal(object: JsonObject, state: SandboxState): string | undefined {
	return fields(object) ?? groups(object, state) ?? pushTokens(object) ?? customValues(object);
}

function fields(object: JsonObject): string | undefined {
	if ('email_subscribe' in object && !isState(object.email_subscribe)) {
		return "'email_subscribe' must be 'subscribed', 'unsubscribed', or 'opted_in'";
	}
	if ('push_subscribe' in object && !isState(object.push_subscribe)) {
		return "'push_subscribe' must be 'subscribed', 'unsubscribed', or 'opted_in'";
	}
	const isGiven = (name: string) => object[name] !== undefined && object[name] !== null;
	for (const [name, fits] of Object.entries(FIELDS)) {
		if (isGiven(name) && !fits(object[name])) return `'${name}' has an invalid value`;
	}
	if (isGiven('current_location') && !isLocation(object.current_location)) return 'BAD_LOCATION_UPDATE';
	return ['_update_existing_only', '_merge_objects', 'push_token_import']
		.filter((name) => name in object && typeof object[name] !== 'boolean')
		.map((name) => `'${name}' must be true or false`)
		.at(0);
}

const isGroupState = oneOf(['subscribed', 'unsubscribed']);

function groups(
	{ subscription_groups }: JsonObject,
	{ subscriptionGroups }: SandboxState,
): string | undefined {
	if (subscription_groups === undefined) return undefined;
	if (!Array.isArray(subscription_groups)) return 'BAD_SUBSCRIPTION_GROUP_ARRAY';
	for (const group of subscription_groups as unknown[]) {
		if (!isObject(group) || !isFlag(group.use_double_opt_in_logic)) return 'BAD_SUBSCRIPTION_GROUP_HASH';
		if (!subscriptionGroups.some(({ id }) => id === group.subscription_group_id)) {
			return 'BAD_SUBSCRIPTION_GROUP_ID';
		}
		if (!isGroupState(group.subscription_state)) return 'BAD_SUBSCRIPTION_GROUP_STATE';
	}
	return undefined;
}

const isFlag = (value: unknown) => value === undefined || typeof value === 'boolean';

function pushTokens(object: JsonObject): string | undefined {
	const { push_tokens: tokens } = object;
	const isList = Array.isArray(tokens);
	if (object.push_token_import === true && ('external_id' in object || 'braze_id' in object || !isList))
		return 'BAD_PUSH_TOKEN_IMPORT';
	if (tokens === undefined || tokens === null) return undefined;
	return isList && tokens.every(isPushToken) ? undefined : 'BAD_PUSH_TOKEN_VALUE';
}

const isSelection = (value: unknown) =>
	isObject(value) && isText(value.$identifier_key) && '$identifier_value' in value;

/** What each operator takes a list of. */
const OPERATORS: Record<string, (value: unknown) => boolean> = {
	$add: isObject,
	$remove: isSelection,
	$update: (value) => isSelection(value) && isObject((value as JsonObject).$new_object),
};

/** Names must not begin with a dollar sign, and operators must have their documented form. */
function customValues(object: JsonObject): string | undefined {
	for (const [name, value] of Object.entries(object)) {
		if (name === '' || name.startsWith('$')) return `'${name}' is not a valid attribute name`;
		const broken = isObject(value) ? operatorRefusal(name, value) : undefined;
		if (broken) return broken;
	}
	return undefined;
}

function operatorRefusal(name: string, value: JsonObject): string | undefined {
	if ('inc' in value && !Number.isInteger(value.inc)) return `'${name}.inc' must be an integer`;
	const keys = Object.keys(value);
	const lists = keys.every((key) => key === 'add' || key === 'remove') ? keys : [];
	const noList = lists.find((key) => !Array.isArray(value[key]));
	if (noList !== undefined) return `'${name}.${noList}' must be an array`;
	if (!keys.some((key) => key.startsWith('$')) || (keys.length === 1 && keys[0] === '$time'))
		return undefined;
	const wrong = keys.find((key) => {
		const given = value[key];
		return !(Object.hasOwn(OPERATORS, key) && Array.isArray(given) && given.every(OPERATORS[key]));
	});
	return wrong === undefined ? undefined : `'${name}.${wrong}' is not a valid change`;
}
