import type { IDataObject } from 'n8n-workflow';

/** A line of an order as Shopify's webhooks have it: IDs are numbers, money is text. */
const shopifyLine = (number: number): IDataObject => ({
	id: 4_668_000_000_00 + number,
	product_id: 7_000_000_000_000 + number,
	variant_id: 4_400_000_000_0000 + number,
	title: `Shirt ${number}`,
	variant_title: 'M',
	name: `Shirt ${number} - M`,
	sku: `SHIRT-${number}`,
	vendor: 'Acme',
	quantity: (number % 3) + 1,
	current_quantity: 0,
	price: '19.90',
	total_discount: '0.00',
	properties: [],
	tax_lines: [],
});

/** An order as Shopify's webhook `orders/create` has it. */
export const shopifyOrder = (lines = 40): IDataObject => ({
	id: 5_600_000_000_001,
	name: '#1001',
	email: 'ada@example.com',
	created_at: '2026-09-07T10:30:00+02:00',
	currency: 'EUR',
	cart_token: 'c1-abc',
	total_price: '1572.10',
	subtotal_price: '1572.10',
	total_tax: '251.00',
	total_discounts: '20.00',
	total_shipping_price_set: { shop_money: { amount: '0.00', currency_code: 'EUR' } },
	discount_codes: [{ code: 'SPRING', amount: '20.00', type: 'fixed_amount' }],
	order_status_url: 'https://shop.example.com/orders/1001',
	customer: { id: 6_900_000_000_001 },
	line_items: Array.from({ length: lines }, (_, index) => shopifyLine(index + 1)),
});

/** An order as WooCommerce's webhook `order.created` has it; a product without variations has the variation 0. */
export const wooCommerceOrder = (): IDataObject => ({
	id: 727,
	number: '727',
	date_created_gmt: '2026-09-07T08:30:00',
	currency: 'USD',
	total: '29.35',
	total_tax: '1.35',
	shipping_total: '10.00',
	discount_total: '0.00',
	customer_id: 26,
	billing: { email: 'ada@example.com' },
	line_items: [
		{
			id: 315,
			name: 'Woo Single #1',
			product_id: 93,
			variation_id: 0,
			quantity: 2,
			price: 3,
			sku: '',
			image: { id: '', src: 'https://shop.example.com/single.png' },
		},
		{
			id: 316,
			name: 'Ship Your Idea',
			product_id: 22,
			variation_id: 23,
			quantity: 1,
			price: 12,
			sku: 'Bar3',
		},
	],
});
