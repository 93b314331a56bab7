import { isCurrency, isObject, oneOf } from '../people/values';
import type { JsonObject } from '../types/json';

/**
 * The six recommended eCommerce events (recommended_events), which Braze checks strictly: no other keys, no other
 * types. Their names are matched exactly; with any other name an event is an ordinary custom event.
 */

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const integer: Check = (value) => Number.isInteger(value);
const list: Check = Array.isArray;
const object: Check = isObject;
const money: Check = (value) => typeof value === 'number' && value >= 0;

interface Fields {
	required: Record<string, Check>;
	optional?: Record<string, Check>;
}

const alerts: Check = (value) => Array.isArray(value) && value.every(oneOf(['price_drop', 'back_in_stock']));

const action: Check = oneOf(['add', 'remove', 'replace']);

const SHARED: Record<string, Check> = { currency: text, source: text };
const ORDER: Record<string, Check> = { ...SHARED, order_id: text, total_value: money, products: list };
const COSTS: Record<string, Check> = { subtotal_value: money, tax: money, shipping: money };
const DISCOUNTS: Record<string, Check> = { total_discounts: money, discounts: list };

const EVENTS: Record<string, Fields> = {
	'ecommerce.product_viewed': {
		required: { ...SHARED, product_id: text, product_name: text, variant_id: text, price: money },
		optional: { image_url: text, product_url: text, type: alerts, metadata: object },
	},
	'ecommerce.cart_updated': {
		required: { ...SHARED, cart_id: text, products: list },
		optional: { ...COSTS, action, total_value: money, metadata: object },
	},
	'ecommerce.checkout_started': {
		required: { ...SHARED, checkout_id: text, total_value: money, products: list },
		optional: { ...COSTS, cart_id: text, metadata: object },
	},
	'ecommerce.order_placed': {
		required: ORDER,
		optional: { ...COSTS, ...DISCOUNTS, cart_id: text, metadata: object },
	},
	'ecommerce.order_cancelled': {
		required: { ...ORDER, cancel_reason: text },
		optional: { ...COSTS, ...DISCOUNTS, metadata: object },
	},
	'ecommerce.order_refunded': { required: ORDER, optional: { ...DISCOUNTS, metadata: object } },
};

const PRODUCT: Fields = {
	required: { product_id: text, product_name: text, variant_id: text, quantity: integer, price: money },
	optional: { image_url: text, product_url: text, metadata: object },
};

/** Whether Braze checks the event with this name as an eCommerce event. */
export const isEcommerce = (name: unknown): boolean => Object.hasOwn(EVENTS, String(name));

/**
 * Why Braze drops an eCommerce event, although it responds with success; undefined for a valid one. The three codes and
 * the text about the currency are Braze's. Appending the property to a code is a guess.
 */
export function ecommerceRefusal(name: string, properties: unknown): string | undefined {
	const given = (properties ?? {}) as JsonObject;
	const broken = fieldsRefusal(given, EVENTS[name]);
	if (broken) return broken;
	if (!isCurrency(given.currency)) return "'currency' must be an ISO 4217 currency";
	if (name === 'ecommerce.cart_updated' && !('total_value' in given) && replaces(given))
		return 'missing_property: total_value';
	const products = (given.products ?? []) as unknown[];
	return products
		.map((product) =>
			object(product) ? fieldsRefusal(product as JsonObject, PRODUCT) : 'unexpected_data_type: products',
		)
		.find(Boolean);
}

function fieldsRefusal(given: JsonObject, { required, optional = {} }: Fields): string | undefined {
	const known: Record<string, Check> = { ...required, ...optional };
	const missing = Object.keys(required).find((key) => given[key] === undefined || given[key] === null);
	if (missing !== undefined) return `missing_property: ${missing}`;
	const extra = Object.keys(given).find((key) => !Object.hasOwn(known, key));
	if (extra !== undefined) return `extra_property: ${extra}`;
	const wrong = Object.keys(given).find((key) => !known[key](given[key]));
	return wrong === undefined ? undefined : `unexpected_data_type: ${wrong}`;
}

/** Whether the products of a cart_updated event are the whole cart, and not only the lines that change. */
export const replaces = ({ action: given = 'replace' }: JsonObject): boolean => given === 'replace';
