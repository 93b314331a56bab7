import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../fields/options/commonOptions';
import { changeModeField } from '../../fields/options/mode';
import { readWholeNumber } from '../../fields/values';
import type { ItemReader } from '../../itemReader';
import type { Operation } from '../../operation';
import { describe } from '../../input/describe';
import { readIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import { appIdOption, readAppIdOption } from '../../fields/resource/names';
import { identifies } from '../../fields/declarations';
import { currencyField, readCurrency } from './currency';
import { parseExactNumber } from './ecommerce/exactNumber';
import {
	PURCHASE,
	readTrackProperties,
	formerTrackPropertiesFields,
	trackPropertiesOptions,
} from './trackProperties';
import { readTrackTime, trackTimeField } from './trackTime';
import { person, TRACK_OPERATION, trackEntry, trackOptionFields, updateExistingOnly } from './track';

/** The maximum length of a product ID, in bytes. */
const MAX_PRODUCT_BYTES = 255;

const quantityField: INodeProperties = {
	displayName: 'Quantity',
	name: 'quantity',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100 },
	default: 1,
	description: 'How many units were bought, at most 100',
};

/** Records a purchase. https://www.braze.com/docs/api/objects_filters/purchase_object */
export const trackPurchase: Operation = {
	name: 'Track Purchase',
	value: 'trackPurchase',
	action: 'Track purchase for user',
	description: 'Record a purchase for a user, which counts as revenue',
	fields: [
		changeModeField,
		...person.fields,
		identifies({
			displayName: 'Product ID',
			name: 'productId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. pro-plan-yearly',
			description: 'The ID or name of the product, as used in your reports',
		}),
		currencyField,
		{
			displayName: 'Price',
			name: 'price',
			type: 'number',
			typeOptions: { numberPrecision: 2 },
			default: '',
			required: true,
			placeholder: 'e.g. 9.99',
			description: 'The price of one unit. Enter 0 for a gift.',
		},
		quantityField,
		trackTimeField,
		...formerTrackPropertiesFields,
		optionsField([...trackOptionFields, ...trackPropertiesOptions, appIdOption]),
	],
	...TRACK_OPERATION,
	entry(item) {
		const { identifier } = person.read(item);
		const properties = readTrackProperties(item, PURCHASE);
		const object = {
			...identifier,
			...updateExistingOnly(item, identifier),
			...readAppIdOption(item),
			product_id: readIdentifier('Product ID', item.get('productId'), MAX_PRODUCT_BYTES),
			currency: readCurrency(item.get('currency')),
			price: readPrice(item),
			quantity: readWholeNumber(
				quantityField,
				item.get('quantity', 1),
				'Record more than 100 units as several purchases.',
			),
			time: readTrackTime(item),
			...(properties && { properties }),
		};
		return trackEntry(item, identifier, [{ list: 'purchases', object }], 'once');
	},
};

/** Reads the price. An empty price is an error, because 0 is a price, too. */
function readPrice(item: ItemReader): number {
	const price = item.get('price', '');
	if (price === '')
		throw new InputError('Price', 'is missing', 'Enter the price of one unit. For a gift, enter 0.');
	const number = parseExactNumber(price);
	if (number !== undefined) return number;
	throw new InputError(
		'Price',
		`must be a number, but is ${describe(price)}`,
		'Use digits and a decimal point, without a currency sign or separators: 1234.50.',
	);
}
