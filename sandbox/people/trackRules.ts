import { byteLength, type JsonObject } from '../types/json';
import type { SandboxState } from '../state';
import { attributesRefusal, contactsRefusal } from './attributeRules';
import { EXCLUSIVE, IDENTIFIERS, identifierOf, isSet } from './identifiers';
import { isCurrency, isMoment, isObject, isText } from './values';

/** What `/users/track` refuses in one object (post_user_track.md). `sandbox/evidence` says how each text is known. */
export type Rule = (object: unknown, state: SandboxState) => string | undefined;

export const MAX_EXTERNAL_ID_BYTES = 987;
const MAX_ALIAS_BYTES = 236;
const MAX_NAME = 255;

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
	const { external_id, user_alias, braze_id } = object;
	if (named === 'external_id') {
		if (!isText(external_id) && !Number.isInteger(external_id))
			return "'external_id' must be a string that is not empty";
		if (byteLength(String(external_id)) > MAX_EXTERNAL_ID_BYTES) return 'EXTERNAL_USER_ID_TOO_LARGE';
	}
	if (named === 'braze_id' && !isText(braze_id)) return "'braze_id' must be a string that is not empty";
	if (named === 'user_alias' && !isAlias(user_alias)) return "'user_alias' needs alias_name and alias_label";
	return undefined;
}

/** Both parts, each a string of 1 to 236 bytes, and nothing else. */
function isAlias(value: unknown): boolean {
	if (!isObject(value) || Object.keys(value).length !== 2) return false;
	return [value.alias_name, value.alias_label].every(
		(part) => isText(part) && byteLength(part) <= MAX_ALIAS_BYTES,
	);
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
	if (!isCurrency(currency)) return "'currency' must be an ISO 4217 code";
	if (typeof value !== 'number') return "'price' must be a number";
	const fits =
		quantity === undefined ||
		(Number.isInteger(quantity) && Number(quantity) >= 1 && Number(quantity) <= 100);
	return fits ? undefined : "'quantity' is not valid";
}

const app = ({ app_id }: JsonObject): string | undefined =>
	app_id === undefined || app_id === null || isText(app_id)
		? undefined
		: "'app_id' must be a string that is not empty";

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
	attributes: firstOf(identifier, contactsRefusal, attributesRefusal),
	events: firstOf(identifier, contactsRefusal, name('name'), time, properties, app, only(['name'])),
	purchases: firstOf(
		identifier,
		contactsRefusal,
		name('product_id'),
		time,
		price,
		purchaseProperties,
		properties,
		app,
		only(['product_id', 'currency', 'price', 'quantity']),
	),
};
