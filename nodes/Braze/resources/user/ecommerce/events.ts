import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../../itemReader';
import { readChoice } from '../../../fields/values';

/**
 * The eCommerce events that Braze recommends, in alphabetical order. Braze checks them strictly, and drops an invalid
 * one although it responds with success.
 * https://www.braze.com/docs/user_guide/data/activation/events/recommended_events
 */
const ECOMMERCE_EVENTS = [
	'cart_updated',
	'checkout_started',
	'order_cancelled',
	'order_placed',
	'order_refunded',
	'product_viewed',
] as const;

export type EcommerceEvent = (typeof ECOMMERCE_EVENTS)[number];

/** The events that concern an order. */
export const ORDER_EVENTS: readonly EcommerceEvent[] = ['order_cancelled', 'order_placed', 'order_refunded'];

/** The events with a list of products. */
export const LIST_EVENTS: readonly EcommerceEvent[] = ['cart_updated', 'checkout_started', ...ORDER_EVENTS];

const titleOf = (event: string): string =>
	event.replace(/(^|_)([a-z])/g, (_, gap: string, letter: string) => (gap && ' ') + letter.toUpperCase());

/** Chooses the event. */
export const ecommerceEventField: INodeProperties = {
	displayName: 'Event',
	name: 'ecommerceEvent',
	type: 'options',
	noDataExpression: true,
	options: ECOMMERCE_EVENTS.map((value) => ({ name: titleOf(value), value })),
	default: 'order_placed',
	description: 'What happened. These events cost no data points.',
};

/** Reads {@link ecommerceEventField}. Throws an InputError if there is no such event. */
export const readEcommerceEvent = (item: ItemReader): EcommerceEvent =>
	readChoice<EcommerceEvent>(ecommerceEventField, item.get('ecommerceEvent', 'order_placed'));

/** The name of an event in Braze. */
export const nameOf = (event: EcommerceEvent): string => `ecommerce.${event}`;

const lettersOf = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

/** Other systems' words, and Braze's words for the same. */
const OTHER_SPELLINGS: ReadonlyArray<[RegExp, string]> = [
	[/canceled/, 'cancelled'],
	[/completed?$/, 'placed'],
];

const BY_LETTERS = new Map(ECOMMERCE_EVENTS.map((event) => [lettersOf(nameOf(event)), nameOf(event)]));

/** The eCommerce event that a name was probably meant to be: `ecommerce.order_placed` for `ecommerce.OrderPlaced`. */
export function intendedEvent(name: string): string | undefined {
	const letters = OTHER_SPELLINGS.reduce((text, [other, ours]) => text.replace(other, ours), lettersOf(name));
	const meant = BY_LETTERS.get(letters);
	return meant === name ? undefined : meant;
}
