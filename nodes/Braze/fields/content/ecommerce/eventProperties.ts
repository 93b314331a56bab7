import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../../itemReader';
import { describe, oneOf } from '../../../input/describe';
import { readIdentifier } from '../../../input/identifier';
import { InputError } from '../../../input/inputError';
import { isObject, readJson, readJsonObject, refuseLostNames } from '../../../input/json';
import { currencyField, readKnownCurrency } from '../../values/currency';
import { readAmount } from '../../values/exactNumber';
import { isGiven, readText } from '../../values/text';
import { checkChoice } from '../../values/choice';
import { amount, PRODUCT_FIELDS as PRODUCT, text } from './fieldMakers';
import { LIST_EVENTS, ORDER_EVENTS, type EcommerceEvent } from './events';

/** A property of some of the events, with its field. */
interface Property {
	readonly key: string;
	readonly events: readonly EcommerceEvent[];
	readonly field: INodeProperties;
	/** Returns what is sent; `undefined` to leave it out. Gets the label for errors. */
	readonly read: (label: string, value: unknown) => unknown;
}

const VIEWED: readonly EcommerceEvent[] = ['product_viewed'];
const CART: readonly EcommerceEvent[] = ['cart_updated'];
const TOTALLED = LIST_EVENTS.filter((event) => event !== 'cart_updated');

/** The field of a cart's ID. */
const CART_ID = { description: 'The ID of the cart in your shop' };

const id = (label: string, value: unknown): string => readIdentifier(label, value);

const cartActionField: INodeProperties = {
	displayName: 'Cart Action',
	name: 'cartAction',
	type: 'options',
	options: [
		{ name: 'Add', value: 'add', description: 'The products are added, by their quantities' },
		{ name: 'Remove', value: 'remove', description: 'The products are taken out, by their quantities' },
		{ name: 'Replace', value: 'replace', description: 'The products are the whole cart' },
	],
	default: 'replace',
	description: 'What the products mean for the cart. Use either Replace or the other two for a cart.',
};

/** What an event cannot be without, besides currency, source and the total of a cart. */
const REQUIRED: readonly Property[] = [
	{ key: 'cart_id', events: CART, field: text('Cart ID', 'cartId', CART_ID), read: id },
	{
		key: 'action',
		events: CART,
		field: cartActionField,
		read: (_, value) => checkChoice(cartActionField, value),
	},
	{
		key: 'checkout_id',
		events: ['checkout_started'],
		field: text('Checkout ID', 'checkoutId', { description: 'The ID of the checkout in your shop' }),
		read: id,
	},
	{
		key: 'order_id',
		events: ORDER_EVENTS,
		field: text('Order ID', 'orderId', { description: 'The ID of the order in your shop' }),
		read: id,
	},
	{
		key: 'cancel_reason',
		events: ['order_cancelled'],
		field: text('Cancel Reason', 'cancelReason', { description: 'Why the order was cancelled' }),
		read: readText,
	},
	{ key: 'product_id', events: VIEWED, field: PRODUCT.product_id, read: id },
	{ key: 'product_name', events: VIEWED, field: PRODUCT.product_name, read: readText },
	{ key: 'variant_id', events: VIEWED, field: PRODUCT.variant_id, read: id },
	{ key: 'price', events: VIEWED, field: PRODUCT.price, read: readAmount },
	{
		key: 'total_value',
		events: TOTALLED,
		field: amount('Total Value', 'totalValue', { description: 'The total, 0 or more, for refunds, too' }),
		read: readAmount,
	},
];

const sourceField = text('Source', 'source', {
	required: true,
	placeholder: 'e.g. my-shop.example.com',
	description: 'Where the event comes from, such as the address of the shop',
});

/** Part of a change may do without it. */
const cartTotalField = amount('Total Value', 'totalValue', {
	description: 'The value of the whole cart. Add and Remove can do without it.',
	displayOptions: { show: { ecommerceEvent: [...CART] } },
});

const ALERTS = ['back_in_stock', 'price_drop'];

const costs: readonly EcommerceEvent[] = [
	'cart_updated',
	'checkout_started',
	'order_cancelled',
	'order_placed',
];

/** What an event may have, in alphabetical order. */
const OPTIONAL: readonly Property[] = [
	{
		key: 'type',
		events: VIEWED,
		field: {
			displayName: 'Alerts',
			name: 'alerts',
			type: 'multiOptions',
			options: [
				{ name: 'Back in Stock', value: 'back_in_stock' },
				{ name: 'Price Drop', value: 'price_drop' },
			],
			default: [],
			description: 'What people may subscribe to for the product',
		},
		read: readAlerts,
	},
	{
		key: 'cart_id',
		events: ['checkout_started', 'order_placed'],
		field: text('Cart ID', 'cartId', CART_ID),
		read: id,
	},
	{
		key: 'discounts',
		events: ORDER_EVENTS,
		field: {
			displayName: 'Discounts',
			name: 'discounts',
			type: 'json',
			default: '[]',
			placeholder: 'e.g. [{ "code": "SPRING", "amount": 5 }]',
			description: 'The discounts, as a list of objects',
		},
		read: readDiscounts,
	},
	{ key: 'image_url', events: VIEWED, field: PRODUCT.image_url, read: readText },
	{
		key: 'metadata',
		events: [...LIST_EVENTS, ...VIEWED],
		field: {
			displayName: 'Metadata',
			name: 'metadata',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "order_status_url": "https://…" }',
			description: 'Values of your own. Braze accepts them nowhere else.',
		},
		read: readMetadata,
	},
	{ key: 'product_url', events: VIEWED, field: PRODUCT.product_url, read: readText },
	{
		key: 'shipping',
		events: costs,
		field: amount('Shipping', 'shipping', { description: 'The cost of shipping' }),
		read: readAmount,
	},
	{
		key: 'subtotal_value',
		events: costs,
		field: amount('Subtotal', 'subtotal', { description: 'The value of the products alone' }),
		read: readAmount,
	},
	{
		key: 'tax',
		events: costs,
		field: amount('Tax', 'tax', { description: 'The taxes in the total' }),
		read: readAmount,
	},
	{
		key: 'total_discounts',
		events: ORDER_EVENTS,
		field: amount('Total Discounts', 'totalDiscounts', { description: 'All discounts together' }),
		read: readAmount,
	},
];

const DETAILS = 'ecommerceDetails';

/** The fields of an event, without its products. */
export const eventPropertyFields: INodeProperties[] = [
	...REQUIRED.map(({ field, events }) => ({
		...field,
		...(field.type !== 'options' && { required: true }),
		displayOptions: { show: { ecommerceEvent: [...events] } },
	})),
	cartTotalField,
	currencyField,
	sourceField,
];

/** The fields that an event can do without. */
export const eventDetailsField: INodeProperties = {
	displayName: 'Additional Fields',
	name: DETAILS,
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: OPTIONAL.map(({ field, events }) => ({
		...field,
		...(events.length <= LIST_EVENTS.length && {
			displayOptions: { show: { '/ecommerceEvent': [...events] } },
		}),
	})),
};

/**
 * Reads the properties of an event, without its products: only those that Braze knows for it, as it drops an event that
 * has any other.
 *
 * @throws {InputError} naming the first field that is missing or of another type
 */
export function readEventProperties(item: ItemReader, event: EcommerceEvent): Record<string, unknown> {
	const details = item.get(DETAILS, {});
	const given = isObject(details) ? details : {};
	return {
		...read(REQUIRED, event, (name, fallback) => item.get(name, fallback)),
		...(event === 'cart_updated' && readCartTotal(item)),
		currency: readKnownCurrency(item.get(currencyField.name, '')),
		source: readText(sourceField.displayName, item.get(sourceField.name, '')),
		...read(
			OPTIONAL.filter(({ field }) => isGiven(given[field.name])),
			event,
			(name) => given[name],
		),
	};
}

function read(
	properties: readonly Property[],
	event: EcommerceEvent,
	valueOf: (name: string, fallback: unknown) => unknown,
): Record<string, unknown> {
	const entries = properties
		.filter(({ events }) => events.includes(event))
		.map(({ key, field, read: reader }) => [
			key,
			reader(field.displayName, valueOf(field.name, field.default)),
		]);
	return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Record<string, unknown>;
}

/** Without the total, Braze cannot replace a cart. */
function readCartTotal(item: ItemReader): { total_value?: number } {
	const total = item.get(cartTotalField.name, '');
	if (!isGiven(total) && item.get(cartActionField.name, 'replace') !== 'replace') return {};
	return { total_value: readAmount(cartTotalField.displayName, total) };
}

function readAlerts(label: string, value: unknown): unknown {
	const alerts: unknown[] = Array.isArray(value) ? value : [value];
	const bad = alerts.find((one) => !ALERTS.some((alert) => alert === one));
	if (bad !== undefined) throw new InputError(label, `is ${describe(bad)}`, `Use ${oneOf(ALERTS)}.`);
	return alerts.length > 0 ? alerts : undefined;
}

/** Shops have the amount of a discount in text. */
function readDiscounts(label: string, value: unknown): unknown {
	const discounts = readJson(label, value) ?? [];
	if (!Array.isArray(discounts))
		throw new InputError(
			label,
			`must be a list, but is ${describe(discounts)}`,
			'Enter it as [{ "code": "SPRING", "amount": 5 }].',
		);
	const list = discounts.map((discount: unknown, index) => {
		const where = `${label} ${index + 1}`;
		if (!isObject(discount))
			throw new InputError(
				where,
				`must be an object, but is ${describe(discount)}`,
				'Enter it as { "code": "SPRING", "amount": 5 }.',
			);
		refuseLostNames(where, discount);
		return 'amount' in discount
			? { ...discount, amount: readAmount(`${where}: amount`, discount.amount) }
			: discount;
	});
	return list.length > 0 ? list : undefined;
}

/** Reads values of one's own. Throws an InputError if they are no object. */
export function readMetadata(label: string, value: unknown): Record<string, unknown> | undefined {
	const metadata = readJsonObject(label, value);
	refuseLostNames(label, metadata);
	return Object.keys(metadata).length > 0 ? metadata : undefined;
}
