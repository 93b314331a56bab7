import type { INodeProperties } from 'n8n-workflow';

import { LIST_EVENTS } from './events';
import { PRODUCT_FIELDS, text } from './fieldMakers';
import { content, identifies } from '../../../fields/declarations';

const shownFor = (mode?: string) => ({
	show: { ecommerceEvent: [...LIST_EVENTS], ...(mode !== undefined && { specifyProducts: [mode] }) },
});

/**
 * A property of a product: its key in Braze, its label, and the parameters for its value or for the name of its field.
 */
interface ProductProperty {
	readonly key: string;
	readonly label: string;
	/** The parameter of a row. */
	readonly inRow: INodeProperties;
	/** The parameter that names the field of a list. */
	readonly inList: INodeProperties;
}

const property = (key: string, inRow: INodeProperties, listed = ''): ProductProperty => ({
	key,
	label: inRow.displayName,
	inRow,
	inList: identifies(
		text(inRow.displayName, `${inRow.name}Field`, {
			default: listed,
			description: `The field with the ${inRow.displayName.replace(/^[A-Z][a-z]/, (start) => start.toLowerCase())}`,
		}),
	),
});

const { product_id, product_name, variant_id, price, image_url, product_url } = PRODUCT_FIELDS;

const quantity: INodeProperties = {
	displayName: 'Quantity',
	name: 'quantity',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description: 'How many units',
};

const metadata: INodeProperties = content({
	displayName: 'Metadata',
	name: 'metadata',
	type: 'json',
	default: '{}',
	description: 'Your own values, as an object',
});

/**
 * The properties of a product in a list, in the order that n8n requires. Default field names are those that Shopify and
 * WooCommerce have in common.
 */
export const PRODUCT: readonly ProductProperty[] = [
	property('image_url', image_url),
	property('metadata', metadata),
	property('price', price, 'price'),
	property('product_id', product_id, 'product_id'),
	property('product_name', product_name, 'name'),
	property('product_url', product_url),
	property('quantity', quantity, 'quantity'),
	property('variant_id', variant_id, 'variant_id'),
];

const named = PRODUCT.filter(({ key }) => key !== 'metadata').map(({ inList }) => inList);

/** The products of an event: as rows, as JSON, or mapped from a list in the item. */
export const productsFields: INodeProperties[] = [
	{
		displayName: 'Specify Products',
		name: 'specifyProducts',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'From List in Item',
				value: 'list',
				description: 'A list in the input item, such as the lines of an order',
			},
			{ name: 'Using Fields Below', value: 'fields', description: 'One row for each product' },
			{ name: 'Using JSON', value: 'json', description: 'A list of objects, with the names that Braze uses' },
		],
		default: 'fields',
		description: 'How to enter the products',
		displayOptions: shownFor(),
	},
	{
		displayName: 'Products',
		name: 'products',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Product',
		default: {},
		options: [{ displayName: 'Product', name: 'product', values: PRODUCT.map(({ inRow }) => inRow) }],
		description: 'The products, one row each',
		displayOptions: shownFor('fields'),
	},
	identifies({
		displayName: 'Products JSON',
		name: 'productsJson',
		type: 'json',
		default: '[]',
		placeholder:
			'e.g. [{ "product_id": "7", "product_name": "Mug", "variant_id": "7-red", "quantity": 1, "price": 9.5 }]',
		description: 'The products, or an expression that returns them',
		displayOptions: shownFor('json'),
	}),
	content({
		displayName: 'List',
		name: 'productsList',
		type: 'string',
		default: 'line_items',
		description:
			'The name of the field with the list, such as line_items, or body.line_items after a Webhook node; or an expression that returns the list',
		displayOptions: shownFor('list'),
	}),
	{
		displayName: 'Field Names',
		name: 'productFields',
		type: 'collection',
		placeholder: 'Add Field Name',
		default: {},
		description: "The names of the fields in the list, if they differ from Shopify's",
		options: [
			...named,
			identifies({
				...text('Metadata', 'metadataFields'),
				typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Field' },
				default: [],
				placeholder: 'e.g. sku',
				description: 'Fields to send as metadata',
			}),
		].sort((a, b) => a.displayName.localeCompare(b.displayName)),
		displayOptions: shownFor('list'),
	},
];

/** The option that fills in missing variants. */
export const fillVariantOption: INodeProperties = {
	displayName: 'Use Product ID as Variant ID',
	name: 'fillVariantId',
	type: 'boolean',
	default: false,
	description:
		'Whether products without a variant get their product ID as variant ID. If off, they are refused, because Braze would drop the whole event.',
};
