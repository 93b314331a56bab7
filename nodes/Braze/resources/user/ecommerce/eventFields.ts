import type { INodeProperties } from 'n8n-workflow';

import { readIdentifier } from '../../../input/identifier';
import { readChoice, readText } from '../../../fields/values';
import { readAmount } from './exactNumber';
import { LIST_EVENTS, ORDER_EVENTS, type EcommerceEvent } from './events';
import { readAlerts, readDiscounts, readMetadata } from './eventValues';
import { amount, PRODUCT_FIELDS as PRODUCT, text } from './fieldMakers';
import { content, identifies } from '../../../fields/declarations';

/** A property of some events, and its field. */
export interface Property {
	readonly key: string;
	readonly events: readonly EcommerceEvent[];
	readonly field: INodeProperties;
	/** Returns the value to send, or `undefined` to leave it out. Gets the label for errors. */
	readonly read: (label: string, value: unknown) => unknown;
}

const VIEWED: readonly EcommerceEvent[] = ['product_viewed'];

/** The event about a cart. */
export const CART: readonly EcommerceEvent[] = ['cart_updated'];

const TOTALLED = LIST_EVENTS.filter((event) => event !== 'cart_updated');

/** The field of a cart's ID. */
const CART_ID = { description: 'The ID of the cart in your shop' };

const id = (label: string, value: unknown): string => readIdentifier(label, value);

/** How an event changes the cart. Replace requires its total. */
export const cartActionField: INodeProperties = {
	displayName: 'Cart Action',
	name: 'cartAction',
	type: 'options',
	options: [
		{ name: 'Add', value: 'add', description: 'The products are added in these quantities' },
		{ name: 'Remove', value: 'remove', description: 'The products are removed in these quantities' },
		{ name: 'Replace', value: 'replace', description: 'The products are the whole cart' },
	],
	default: 'replace',
	description: 'What the products mean for the cart. Use either Replace or the other two for a cart.',
};

/** The required properties, apart from currency, source and a cart's total. */
export const REQUIRED: readonly Property[] = [
	{ key: 'cart_id', events: CART, field: identifies(text('Cart ID', 'cartId', CART_ID)), read: id },
	{
		key: 'action',
		events: CART,
		field: cartActionField,
		read: (_, value) => readChoice(cartActionField, value),
	},
	{
		key: 'checkout_id',
		events: ['checkout_started'],
		field: identifies(
			text('Checkout ID', 'checkoutId', { description: 'The ID of the checkout in your shop' }),
		),
		read: id,
	},
	{
		key: 'order_id',
		events: ORDER_EVENTS,
		field: identifies(text('Order ID', 'orderId', { description: 'The ID of the order in your shop' })),
		read: id,
	},
	{
		key: 'cancel_reason',
		events: ['order_cancelled'],
		field: content(text('Cancel Reason', 'cancelReason', { description: 'Why the order was cancelled' })),
		read: readText,
	},
	{ key: 'product_id', events: VIEWED, field: PRODUCT.product_id, read: id },
	{ key: 'product_name', events: VIEWED, field: PRODUCT.product_name, read: readText },
	{ key: 'variant_id', events: VIEWED, field: PRODUCT.variant_id, read: id },
	{ key: 'price', events: VIEWED, field: PRODUCT.price, read: readAmount },
	{
		key: 'total_value',
		events: TOTALLED,
		field: amount('Total Value', 'totalValue', { description: 'The total, 0 or more, also for refunds' }),
		read: readAmount,
	},
];

const costs: readonly EcommerceEvent[] = [
	'cart_updated',
	'checkout_started',
	'order_cancelled',
	'order_placed',
];

/** The optional properties, in alphabetical order. */
export const OPTIONAL: readonly Property[] = [
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
		field: identifies(text('Cart ID', 'cartId', CART_ID)),
		read: id,
	},
	{
		key: 'discounts',
		events: ORDER_EVENTS,
		field: content({
			displayName: 'Discounts',
			name: 'discounts',
			type: 'json',
			default: '[]',
			placeholder: 'e.g. [{ "code": "SPRING", "amount": 5 }]',
			description: 'The discounts, as a list of objects',
		}),
		read: readDiscounts,
	},
	{ key: 'image_url', events: VIEWED, field: PRODUCT.image_url, read: readText },
	{
		key: 'metadata',
		events: [...LIST_EVENTS, ...VIEWED],
		field: content({
			displayName: 'Metadata',
			name: 'metadata',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "order_status_url": "https://…" }',
			description: 'Your own values. Braze accepts them nowhere else.',
		}),
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
