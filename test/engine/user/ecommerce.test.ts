import type { IDataObject, INodeParameters } from 'n8n-workflow';
import fc from 'fast-check';

import { parseExactNumber } from '../../../nodes/Braze/resources/user/ecommerce/exactNumber';
import { Bench, itemErrors, jsons, stop } from '../../support/bench';
import { fastClock, useClock } from '../../support/clocks';
import { shopifyOrder, wooCommerceOrder } from '../../support/shopOrders';

useClock(fastClock);

const MUG = { productId: 7, productName: 'Mug', variantId: '7-red', quantity: 2, price: 9.5 };

const SENT_MUG = { product_id: '7', product_name: 'Mug', variant_id: '7-red', quantity: 2, price: 9.5 };

const rows = (...product: INodeParameters[]) => ({ product });

const COMMON = {
	resource: 'user',
	operation: 'trackEcommerceEvent',
	externalUserId: 'ada',
	ecommerceEvent: 'order_placed',
	orderId: '1001',
	totalValue: 19,
	currency: 'eur',
	source: 'my-shop',
	products: rows(MUG),
};

const bench = new Bench(COMMON);

/** The properties of the events that were sent. */
const sent = () =>
	(bench.bodies as Array<{ events: Array<{ name: string; properties: IDataObject }> }>).flatMap(
		({ events }) => events,
	);

const shopify = {
	identifyBy: 'externalId',
	externalUserId: '={{ $json.customer.id }}',
	orderId: '={{ $json.id }}',
	totalValue: '={{ $json.total_price }}',
	currency: '={{ $json.currency }}',
	source: 'shop.example.com',
	time: '={{ $json.created_at }}',
	specifyProducts: 'list',
	ecommerceDetails: {
		cartId: '={{ $json.cart_token }}',
		subtotal: '={{ $json.subtotal_price }}',
		tax: '={{ $json.total_tax }}',
		shipping: '={{ $json.total_shipping_price_set.shop_money.amount }}',
		totalDiscounts: '={{ $json.total_discounts }}',
		discounts: '={{ $json.discount_codes }}',
		metadata: '={{ { order_status_url: $json.order_status_url } }}',
	},
};

const lines = (order: IDataObject) => order.line_items as IDataObject[];

describe('an order of Shopify', () => {
	it('is sent whole: IDs as text, money as numbers, everything else only as metadata', async () => {
		const result = await bench.run(
			{ ...shopify, productFields: { metadataFields: ['sku', 'vendor', 'missing'] } },
			{ items: [shopifyOrder()] },
		);

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{
				method: 'POST',
				path: '/users/track',
				query: {},
				body: {
					events: [
						{
							external_id: '6900000000001',
							name: 'ecommerce.order_placed',
							time: '2026-09-07T08:30:00.000Z',
							properties: {
								order_id: '5600000000001',
								total_value: 1572.1,
								currency: 'EUR',
								source: 'shop.example.com',
								cart_id: 'c1-abc',
								discounts: [{ code: 'SPRING', amount: 20, type: 'fixed_amount' }],
								metadata: { order_status_url: 'https://shop.example.com/orders/1001' },
								shipping: 0,
								subtotal_value: 1572.1,
								tax: 251,
								total_discounts: 20,
								products: Array.from({ length: 40 }, (_, index) => ({
									product_id: String(7_000_000_000_001 + index),
									product_name: `Shirt ${index + 1} - M`,
									variant_id: String(44_000_000_000_001 + index),
									quantity: ((index + 1) % 3) + 1,
									price: 19.9,
									metadata: { sku: `SHIRT-${index + 1}`, vendor: 'Acme' },
								})),
							},
						},
					],
				},
			},
		]);
		expect(jsons(result)).toMatchObject([
			{ external_id: '6900000000001', events_count: 1, message: 'success' },
		]);
	});

	it('counts on the profile', async () => {
		await bench.run({ ...shopify, externalUserId: 'ada' }, { items: [shopifyOrder()] });

		const { ecommerce } = bench.sandbox.state.users.find(({ external_id: id }) => id === 'ada') ?? {};
		expect(ecommerce).toEqual({ carts: {}, orders: 1, revenue: { EUR: 1572.1 } });
	});

	it.each([
		[
			'a price with a comma',
			{ price: '19,90' },
			'\'Product 17: Price (line_items[16].price)\' must be a number, but is "19,90"',
			'Use digits and a decimal point, without a currency sign or separators: 1234.50.',
		],
		[
			'no variant',
			{ variant_id: null },
			"'Product 17: Variant ID (line_items[16].variant_id)' is missing",
			"Braze would drop the whole event. For products without variants, turn on the option 'Use Product ID as Variant ID'.",
		],
		[
			'half a unit',
			{ quantity: 0.5 },
			"'Product 17: Quantity (line_items[16].quantity)' must be a whole number, 1 or more, but is 0.5",
			'Enter the number of units. Remove products with a quantity of 0.',
		],
	])('is refused for %s, while the next order is sent', async (_, change, message, description) => {
		const broken = shopifyOrder();
		Object.assign(lines(broken)[16], change);
		const result = await bench.run(shopify, {
			items: [broken, shopifyOrder(1)],
			settings: { onError: 'continueErrorOutput' },
		});

		expect(itemErrors(result)).toMatchObject([{ message, description }]);
		expect(result.failed[0].pairedItem).toEqual({ item: 0 });
		expect(sent()).toMatchObject([{ properties: { products: [{ price: 19.9 }] } }]);
	});

	it('takes the product ID for a missing variant if that is wanted', async () => {
		const order = shopifyOrder(2);
		lines(order)[1].variant_id = null;
		await bench.run({ ...shopify, options: { fillVariantId: true } }, { items: [order] });

		expect(sent()[0].properties.products).toMatchObject([
			{ variant_id: '44000000000001' },
			{ variant_id: '7000000000002' },
		]);
	});

	it('is found inside the body of a webhook, or by an expression', async () => {
		const inBody = { ...COMMON, specifyProducts: 'list' };
		await bench.run({ ...inBody, productsList: 'body.line_items' }, { items: [{ body: shopifyOrder(1) }] });
		await bench.run(
			{ ...inBody, productsList: '={{ $json.body.line_items }}' },
			{ items: [{ body: shopifyOrder(1) }] },
		);

		const [one, other] = sent().map(({ properties }) => properties.products);
		expect(one).toMatchObject([{ product_name: 'Shirt 1 - M' }]);
		expect(other).toEqual(one);
	});
});

it('an order of WooCommerce is sent with its own names of fields', async () => {
	const result = await bench.run(
		{
			identifyBy: 'email',
			email: '={{ $json.billing.email }}',
			orderId: '={{ $json.id }}',
			totalValue: '={{ $json.total }}',
			currency: '={{ $json.currency }}',
			specifyProducts: 'list',
			productFields: { variantIdField: 'variation_id', imageUrlField: 'image.src', metadataFields: ['sku'] },
			options: { fillVariantId: true },
		},
		{ items: [wooCommerceOrder()] },
	);

	expect(stop(result)).toEqual({});
	expect(sent()[0].properties).toEqual({
		order_id: '727',
		total_value: 29.35,
		currency: 'USD',
		source: 'my-shop',
		products: [
			{
				product_id: '93',
				product_name: 'Woo Single #1',
				variant_id: '93',
				quantity: 2,
				price: 3,
				image_url: 'https://shop.example.com/single.png',
			},
			{
				product_id: '22',
				product_name: 'Ship Your Idea',
				variant_id: '23',
				quantity: 1,
				price: 12,
				metadata: { sku: 'Bar3' },
			},
		],
	});
});

describe('each event has the properties that Braze knows for it, and no others', () => {
	/** A value for every field there is: those of other events are left out. */
	const everything = {
		cartId: 'c1',
		cartAction: 'replace',
		checkoutId: 'k1',
		cancelReason: 'too late',
		...MUG,
		time: '2026-09-07T08:30:00Z',
		ecommerceDetails: {
			alerts: ['price_drop'],
			cartId: 'c1',
			discounts: '[{ "code": "A" }]',
			imageUrl: 'https://a.example/i.png',
			metadata: '{ "own": true }',
			productUrl: 'https://a.example',
			shipping: 1,
			subtotal: '2.50',
			tax: 3,
			totalDiscounts: 4,
		},
	};
	const common = { currency: 'EUR', source: 'my-shop', metadata: { own: true } };
	const costs = { shipping: 1, subtotal_value: 2.5, tax: 3 };
	const discounts = { discounts: [{ code: 'A' }], total_discounts: 4 };
	const order = { ...common, ...discounts, order_id: '1001', total_value: 19, products: [SENT_MUG] };

	it.each<[string, object]>([
		[
			'product_viewed',
			{
				...common,
				product_id: '7',
				product_name: 'Mug',
				variant_id: '7-red',
				price: 9.5,
				type: ['price_drop'],
				image_url: 'https://a.example/i.png',
				product_url: 'https://a.example',
			},
		],
		[
			'cart_updated',
			{ ...common, ...costs, cart_id: 'c1', action: 'replace', total_value: 19, products: [SENT_MUG] },
		],
		[
			'checkout_started',
			{ ...common, ...costs, cart_id: 'c1', checkout_id: 'k1', total_value: 19, products: [SENT_MUG] },
		],
		['order_placed', { ...order, ...costs, cart_id: 'c1' }],
		['order_cancelled', { ...order, ...costs, cancel_reason: 'too late' }],
		['order_refunded', order],
	])('%s', async (ecommerceEvent, properties) => {
		const result = await bench.run({ ...everything, ecommerceEvent });

		expect(stop(result)).toEqual({});
		expect(sent()).toEqual([
			{
				external_id: 'ada',
				name: `ecommerce.${ecommerceEvent}`,
				time: '2026-09-07T08:30:00.000Z',
				properties,
			},
		]);
	});
});

describe('a cart', () => {
	const cart = { ecommerceEvent: 'cart_updated', cartId: 'c1', totalValue: '' };

	it('may be emptied, and changed without a total', async () => {
		const first = await bench.run({
			...cart,
			totalValue: 0,
			specifyProducts: 'json',
			productsJson: '[]',
		});
		const second = await bench.run({ ...cart, cartAction: 'add' });

		expect([stop(first), stop(second)]).toEqual([{}, {}]);
		expect(sent().map(({ properties }) => properties)).toMatchObject([
			{ action: 'replace', total_value: 0, products: [] },
			{ action: 'add', products: [SENT_MUG] },
		]);
		expect(sent()[1].properties).not.toHaveProperty('total_value');
	});

	it.each([
		['a whole cart without a total', {}, "'Total Value' is missing"],
		['a change of nothing', { cartAction: 'remove', products: {} }, "'Products' is empty"],
		['another action', { cartAction: 'swap' }, `'Cart Action' is "swap"`],
	])('is refused: %s', async (_, parameters, message) => {
		const result = await bench.run({ ...cart, ...parameters });
		expect([result.error?.message, bench.wire]).toEqual([message, []]);
	});
});

const json = (...products: object[]) => ({
	specifyProducts: 'json',
	productsJson: JSON.stringify(products),
});

it.each<[string, Record<string, unknown>, string]>([
	['another event', { ecommerceEvent: 'order_lost' }, `'Event' is "order_lost"`],
	['no order', { orderId: ' ' }, "'Order ID' is empty"],
	['no total', { totalValue: '' }, "'Total Value' is missing"],
	['a negative total', { ecommerceEvent: 'order_refunded', totalValue: -5 }, "'Total Value' is negative: -5"],
	['a total with a currency', { totalValue: '$5' }, `'Total Value' must be a number, but is "$5"`],
	['a total with an exponent', { totalValue: '1e3' }, `'Total Value' must be a number, but is "1e3"`],
	[
		'a total with more digits than a number has',
		{ totalValue: '12345678901234567.89' },
		`'Total Value' must be a number, but is "12345678901234567.89"`,
	],
	['a made-up currency', { currency: 'EUX' }, `'Currency' is not a currency of ISO 4217: "EUX"`],
	['a sign as the currency', { currency: '€' }, `'Currency' is not a currency code: "€"`],
	['no source', { source: "={{ '' }}" }, "'Source' is empty"],
	['no reason', { ecommerceEvent: 'order_cancelled', cancelReason: "={{ '' }}" }, "'Cancel Reason' is empty"],
	['no products', { products: {} }, "'Products' is empty"],
	['a row without a price', { products: rows(MUG, { ...MUG, price: '' }) }, "'Product 2: Price' is missing"],
	[
		'a row without a name',
		{ products: rows({ ...MUG, productName: ' ' }) },
		"'Product 1: Product Name' is empty",
	],
	[
		'a row with metadata that is no object',
		{ products: rows({ ...MUG, metadata: '[1]' }) },
		"'Product 1: Metadata' must be a JSON object, but is a list of 1 value",
	],
	[
		'a row without units',
		{ products: rows({ ...MUG, quantity: 0 }) },
		"'Product 1: Quantity' must be a whole number, 1 or more, but is 0",
	],
	[
		'a key that Braze does not know',
		json(SENT_MUG, { ...SENT_MUG, color: 'red' }),
		`'Products JSON: product 2' has "color", which Braze does not know`,
	],
	[
		'a key that is missing',
		json({ ...SENT_MUG, product_id: undefined }),
		"'Products JSON: product 1, product_id' is missing",
	],
	[
		'a product that is none',
		{ specifyProducts: 'json', productsJson: '["mug"]' },
		`'Products JSON: product 1' must be an object, but is "mug"`,
	],
	[
		'products that are no list',
		{ specifyProducts: 'json', productsJson: '{}' },
		"'Products JSON' must be a list, but is an empty object",
	],
	[
		'a list that the item lacks',
		{ specifyProducts: 'list' },
		`'List' names a field that the input item lacks: "line_items"`,
	],
	['another way', { specifyProducts: 'guess' }, `'Specify Products' is "guess"`],
	[
		'discounts that are no list',
		{ ecommerceDetails: { discounts: '{}' } },
		"'Discounts' must be a list, but is an empty object",
	],
	[
		'a discount with an amount that is none',
		{ ecommerceDetails: { discounts: '[{ "amount": "10%" }]' } },
		`'Discounts 1: amount' must be a number, but is "10%"`,
	],
	[
		'other alerts',
		{ ...MUG, ecommerceEvent: 'product_viewed', ecommerceDetails: { alerts: ['sale'] } },
		`'Alerts' is "sale"`,
	],
	[
		'more than 100 KB',
		{ ecommerceDetails: { metadata: JSON.stringify({ note: 'x'.repeat(102_400) }) } },
		"'Event' is 101 KB, but Braze accepts at most 100 KB",
	],
])('refuses %s, and sends nothing', async (_, parameters, message) => {
	const result = await bench.run(parameters);
	expect([result.error?.message, bench.wire]).toEqual([message, []]);
});

it('changes no digit of a number in text, and takes no other text for one', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 10 ** 11 }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
			const text = `${whole}.${String(cents).padStart(2, '0')}`;
			expect(parseExactNumber(text)?.toFixed(2)).toBe(text);
		}),
	);
	fc.assert(
		fc.property(fc.string(), (text) => {
			const number = parseExactNumber(text);
			if (number !== undefined) expect(text.trim()).toMatch(/^-?\d+(\.\d+)?$/);
		}),
	);
	expect(
		['007', '1.', '.5', '0x10', 'Infinity', '', '1 000', '0.1000', '9007199254740993'].map(parseExactNumber),
	).toEqual([7, undefined, undefined, undefined, undefined, undefined, undefined, 0.1, undefined]);
});

describe('Track Event', () => {
	const track = { operation: 'trackEvent', properties: undefined };

	it.each([
		['ecommerce.OrderPlaced', 'ecommerce.order_placed'],
		['eCommerce Order Completed', 'ecommerce.order_placed'],
		['ecommerce.order_canceled', 'ecommerce.order_cancelled'],
	])('says that %s is not %s', async (eventName, meant) => {
		const { hints } = await bench.run({ ...track, eventName });
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringContaining(
				`The event "${eventName}" is recorded as an ordinary custom event. If you mean the eCommerce event ${meant}, use 'Track eCommerce Event'.`,
			),
		]);
	});

	it.each(['ecommerce.order_placed', 'order_placed', 'deal_closed'])(
		'says nothing about %s',
		async (eventName) => {
			const valid = { order_id: '1', total_value: 19, currency: 'EUR', source: 'shop', products: [] };
			const result = await bench.run({
				...track,
				eventName,
				specifyProperties: 'json',
				propertiesJson: JSON.stringify(valid),
			});
			expect([stop(result), result.hints]).toEqual([{}, []]);
		},
	);
});
