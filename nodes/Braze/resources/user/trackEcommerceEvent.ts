import { changeModeField } from '../../fields/options/mode';
import { optionsField } from '../../fields/options/commonOptions';
import type { ItemReader } from '../../itemReader';
import type { Operation } from '../../operation';
import { InputError } from '../../input/inputError';
import { refuseSize } from '../../input/size';
import { appIdOption, readAppIdOption } from '../../fields/resource/names';
import { ecommerceEventField, LIST_EVENTS, nameOf, readEcommerceEvent } from './ecommerce/events';
import { eventDetailsField, eventPropertyFields, readEventProperties } from './ecommerce/eventProperties';
import { fillVariantOption, productsFields } from './ecommerce/products';
import { readProducts } from './ecommerce/readProducts';
import { readTrackTime, trackTimeField } from './trackTime';
import { person, TRACK_OPERATION, trackEntry, trackOptionFields, updateExistingOnly } from './track';

/** The maximum size of an event. */
const MAX_KILOBYTES = 100;

/**
 * Records one of the eCommerce events that Braze recommends, on which its carts, orders and revenue are based. Braze
 * drops an invalid one although it responds with success, so everything is checked here.
 * https://www.braze.com/docs/user_guide/data/activation/events/recommended_events
 */
export const trackEcommerceEvent: Operation = {
	name: 'Track eCommerce Event',
	value: 'trackEcommerceEvent',
	action: 'Track ecommerce event for user',
	description: 'Record a viewed product, a cart, a checkout or an order',
	fields: [
		changeModeField,
		...person.fields,
		ecommerceEventField,
		...eventPropertyFields,
		...productsFields,
		trackTimeField,
		eventDetailsField,
		optionsField([...trackOptionFields, appIdOption, fillVariantOption]),
	],
	...TRACK_OPERATION,
	entry(item) {
		const { identifier } = person.read(item);
		const object = {
			...identifier,
			...updateExistingOnly(item, identifier),
			...readAppIdOption(item),
			...readEvent(item),
		};
		refuseSize('Event', object, MAX_KILOBYTES, 'Send fewer products, or less metadata.');
		return trackEntry(item, identifier, [{ list: 'events', object }], 'once');
	},
};

function readEvent(item: ItemReader): Record<string, unknown> {
	const event = readEcommerceEvent(item);
	const properties = readEventProperties(item, event);
	return {
		name: nameOf(event),
		time: readTrackTime(item),
		properties: {
			...properties,
			...(LIST_EVENTS.includes(event) && { products: readProductsOf(item, properties) }),
		},
	};
}

/** The products of an event. At least one is required, unless a cart is replaced, which may empty it. */
function readProductsOf(item: ItemReader, { action }: Record<string, unknown>): unknown[] {
	const products = readProducts(item);
	if (products.length > 0 || action === 'replace') return products;
	throw new InputError(
		'Products',
		'is empty',
		'Add the products of the event. If they come from an expression, it returned none.',
	);
}
