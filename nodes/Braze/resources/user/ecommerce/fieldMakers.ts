import type { INodeProperties } from 'n8n-workflow';

import { content, identifies } from '../../../fields/declarations';

type Others = Partial<INodeProperties>;

/** Creates a field for text. */
export const text = (displayName: string, name: string, others: Others = {}): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	...others,
});

/** Creates a field for an amount of money. It starts empty, because 0 is an amount, too. */
export const amount = (displayName: string, name: string, others: Others = {}): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { numberPrecision: 2 },
	default: '',
	...others,
});

/** The fields of a product, both for a viewed one and for one in a list. */
export const PRODUCT_FIELDS = {
	product_id: identifies(
		text('Product ID', 'productId', { description: 'The ID of the product in your shop' }),
	),
	product_name: content(text('Product Name', 'productName', { description: 'The name that people see' })),
	variant_id: identifies(
		text('Variant ID', 'variantId', { description: 'The ID of the size, color and so on' }),
	),
	price: amount('Price', 'price', { description: 'The price of one unit' }),
	image_url: identifies(text('Image URL', 'imageUrl', { description: 'The address of a picture' })),
	product_url: identifies(
		text('Product URL', 'productUrl', { description: "The address of the product's page" }),
	),
};
