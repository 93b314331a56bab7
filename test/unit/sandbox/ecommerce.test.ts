import { omit } from 'lodash';
import type { JsonObject } from '../../../sandbox/types/json';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { call, MONDAY } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const shared = { currency: 'EUR', source: 'https://shop.example' };
const line = { product_id: 'tea', product_name: 'Tea', variant_id: 'green', quantity: 2, price: 4.5 };
const order = { ...shared, order_id: 'o-1', total_value: 9, products: [line] };
const cart = { ...shared, cart_id: 'c-1', total_value: 9, products: [line] };

/** A valid event of each kind. */
const VALID: Record<string, JsonObject> = {
	'ecommerce.product_viewed': {
		...shared,
		product_id: 'tea',
		product_name: 'Tea',
		variant_id: 'green',
		price: 4.5,
	},
	'ecommerce.cart_updated': cart,
	'ecommerce.checkout_started': { ...shared, checkout_id: 'k-1', total_value: 9, products: [line] },
	'ecommerce.order_placed': order,
	'ecommerce.order_cancelled': { ...order, cancel_reason: 'too late' },
	'ecommerce.order_refunded': order,
};

const track = async (...events: Array<[name: string, properties: JsonObject]>) =>
	(
		await call(sandbox, 'POST', '/users/track', {
			events: events.map(([name, properties]) => ({
				external_id: 'user-001',
				name,
				time: '2026-09-01T10:00:00Z',
				properties,
			})),
		})
	).body;
const shop = () => sandbox.state.users[0].ecommerce;

it.each(Object.entries(VALID))('takes a valid %s, for no data point', async (name, properties) => {
	expect(await track([name, { ...properties, metadata: { own: 1 } }])).toEqual({
		message: 'success',
		events_processed: 1,
	});
	expect(sandbox.state.users[0].data_points).toBeUndefined();
});

const REQUIRED = Object.entries(VALID).flatMap(([name, properties]) =>
	Object.keys(properties).map((key) => [name, key] as const),
);

it.each(REQUIRED)('drops %s without %s, and says success', async (name, key) => {
	const answer = await track([name, { ...VALID[name], [key]: undefined }]);
	expect(answer).toEqual({
		message: 'success',
		errors: [{ type: `missing_property: ${key}`, input_array: 'purchases', index: 0 }],
	});
	expect(sandbox.state.users[0].custom_events).toBeUndefined();
});

it.each<[what: string, name: string, change: JsonObject, type: string]>([
	['another key', 'order_placed', { coupon: 'X' }, 'extra_property: coupon'],
	[
		'another key in a product',
		'order_placed',
		{ products: [{ ...line, size: 'M' }] },
		'extra_property: size',
	],
	[
		'a product without its price',
		'cart_updated',
		{ products: [{ ...line, price: undefined }] },
		'missing_property: price',
	],
	[
		'a negative price of a product',
		'cart_updated',
		{ products: [{ ...line, price: -1 }] },
		'unexpected_data_type: price',
	],
	['an action in a list', 'cart_updated', { action: ['add'] }, 'unexpected_data_type: action'],
	['a price as text', 'product_viewed', { price: '29.99' }, 'unexpected_data_type: price'],
	[
		'half a piece',
		'cart_updated',
		{ products: [{ ...line, quantity: 1.5 }] },
		'unexpected_data_type: quantity',
	],
	['a negative refund', 'order_refunded', { total_value: -9 }, 'unexpected_data_type: total_value'],
	['another action', 'cart_updated', { action: 'empty' }, 'unexpected_data_type: action'],
	['a cart in a cancellation', 'order_cancelled', { cart_id: 'c-1' }, 'extra_property: cart_id'],
	['taxes in a refund', 'order_refunded', { tax: 1 }, 'extra_property: tax'],
	['discounts of a cart', 'cart_updated', { discounts: [] }, 'extra_property: discounts'],
	['no currency there is', 'order_placed', { currency: 'EURO' }, "'currency' must be an ISO 4217 currency"],
])('drops %s', async (_what, name, change, type) => {
	const { errors } = await track([`ecommerce.${name}`, { ...VALID[`ecommerce.${name}`], ...change }]);
	expect(errors).toEqual([{ type, input_array: 'purchases', index: 0 }]);
});

it('names a dropped event by its index among the events', async () => {
	const answer = await track(['ecommerce.order_placed', order], ['ecommerce.order_placed', {}]);
	expect(answer).toMatchObject({ events_processed: 1, errors: [{ index: 1 }] });
	expect(shop()).toMatchObject({ orders: 1 });
});

it('takes a near miss of a name for an ordinary event', async () => {
	expect(await track(['ecommerce.OrderPlaced', { any: 1 }])).toEqual({
		message: 'success',
		events_processed: 1,
	});
	expect(shop()).toBeUndefined();
});

it('keeps carts: replaced whole, or changed line by line', async () => {
	const change = omit(cart, 'total_value');
	await track(['ecommerce.cart_updated', cart]);
	await track(
		['ecommerce.cart_updated', { ...change, action: 'add', products: [{ ...line, quantity: 3 }] }],
		['ecommerce.cart_updated', { ...change, action: 'add', products: [{ ...line, variant_id: 'black' }] }],
		['ecommerce.cart_updated', { ...change, action: 'remove', products: [{ ...line, quantity: 4 }] }],
	);
	const lines = () =>
		shop()?.carts['c-1']?.products.map(({ variant_id, quantity }) => [variant_id, quantity]);
	expect(lines()).toEqual([
		['black', 2],
		['green', 1],
	]);
	await track(['ecommerce.cart_updated', { ...cart, products: [] }]);
	expect(lines()).toEqual([]);
	sandbox.clock.advance(31 * 24 * 3600);
	await track(['ecommerce.cart_updated', { ...cart, cart_id: 'c-2' }]);
	expect(Object.keys(shop()?.carts ?? {})).toEqual(['c-2']);
});

it('counts orders and revenue, and exports the revenue', async () => {
	await track(
		['ecommerce.cart_updated', cart],
		['ecommerce.order_placed', { ...order, cart_id: 'c-1' }],
		['ecommerce.order_placed', { ...order, total_value: 20 }],
		['ecommerce.order_cancelled', { ...order, cancel_reason: 'x' }],
		['ecommerce.order_refunded', { ...order, total_value: 4 }],
	);
	expect(shop()).toEqual({ carts: {}, orders: 1, revenue: { EUR: 25 } });
	const { body } = await call(sandbox, 'POST', '/users/export/ids', {
		external_ids: ['user-001'],
		fields_to_export: ['total_revenue'],
	});
	expect(body.users).toEqual([{ total_revenue: 25 }]);
});
