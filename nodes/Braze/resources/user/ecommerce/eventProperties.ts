import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../../itemReader';
import { currencyField, readKnownCurrency } from '../currency';
import { addedTo, isGiven, readText } from '../../../fields/values';
import { identifies } from '../../../fields/declarations';
import { readAmount } from './exactNumber';
import { CART, cartActionField, OPTIONAL, type Property, REQUIRED } from './eventFields';
import { LIST_EVENTS, type EcommerceEvent } from './events';
import { amount, text } from './fieldMakers';

const sourceField = identifies(
	text('Source', 'source', {
		required: true,
		placeholder: 'e.g. my-shop.example.com',
		description: 'Where the event comes from, such as the address of the shop',
	}),
);

/** The total of a cart, which not every change requires. */
const cartTotalField = amount('Total Value', 'totalValue', {
	description: 'The value of the whole cart. Optional with Add and Remove.',
	displayOptions: { show: { ecommerceEvent: [...CART] } },
});

const DETAILS = 'ecommerceDetails';

/** The fields of an event, except for its products. */
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

/** The optional fields of an event. */
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
 * Reads the properties of an event, except for its products. Reads only those that Braze knows for the event, because
 * Braze drops an event with any other.
 *
 * @throws {InputError} naming the first field that is missing or of the wrong type
 */
export function readEventProperties(item: ItemReader, event: EcommerceEvent): Record<string, unknown> {
	const given = addedTo(item, DETAILS);
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

/** Reads the total of a cart. Braze can't replace a cart without it. */
function readCartTotal(item: ItemReader): { total_value?: number } {
	const total = item.get(cartTotalField.name, '');
	if (!isGiven(total) && item.get(cartActionField.name, 'replace') !== 'replace') return {};
	return { total_value: readAmount(cartTotalField.displayName, total) };
}
