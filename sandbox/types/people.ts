/** People: their profiles, what they did, and requests about them. */

import type { JsonObject } from './json';

export interface UserAlias {
	alias_name: string;
	alias_label: string;
}

export type SubscriptionState = 'opted_in' | 'subscribed' | 'unsubscribed';

/** A custom event as it was tracked. `time` is ISO 8601 in UTC. */
export interface TrackedEvent {
	name: string;
	time: string;
	app_id?: string;
	properties?: JsonObject;
}

/** A purchase as it was tracked. `time` is ISO 8601 in UTC. */
export interface TrackedPurchase {
	product_id: string;
	currency: string;
	price: number;
	quantity: number;
	time: string;
	app_id?: string;
	properties?: JsonObject;
}

/** A line of a cart, with everything else that its event contained about the product. */
export interface CartLine {
	product_id: string;
	variant_id: string;
	quantity: number;
	price: number;
}

export interface Cart {
	products: CartLine[];
	currency: string;
	total_value?: number;
	/** ISO 8601 in UTC; 30 days later Braze forgets the cart. */
	updated_at: string;
}

export interface Ecommerce {
	/** By cart ID. */
	carts: Record<string, Cart>;
	/** Placed and not cancelled. */
	orders: number;
	/** By currency: placed less refunded. */
	revenue: Record<string, number>;
}

export interface User {
	braze_id: string;
	external_id?: string;
	/** Earlier external IDs, which find the person too until they are removed. */
	deprecated_external_ids?: string[];
	user_aliases: UserAlias[];
	email?: string;
	phone?: string;
	first_name?: string;
	/** IANA name; without one the company's zone counts. */
	time_zone?: string;
	email_subscribe: SubscriptionState;
	push_subscribe: SubscriptionState;
	/** ISO 8601 in UTC. */
	last_used_app?: string;
	/** ISO 8601 in UTC; decides `most_recently_updated`. */
	updated_at: string;
	/** Hour of the day (0..23, own zone) for optimal-time delivery. */
	best_hour?: number;
	/** Profile fields that no rule of the sandbox uses: `last_name`, `country`, … */
	profile?: JsonObject;
	custom_attributes: JsonObject;
	/** Every event, oldest request first; the endpoints show their number, first and last time. */
	custom_events?: TrackedEvent[];
	purchases?: TrackedPurchase[];
	/** What eCommerce events left behind. */
	ecommerce?: Ecommerce;
	/** How many data points the writes of this person took. */
	data_points?: number;
	/** By group ID; a group without a recorded change is missing. */
	subscription_groups?: Record<string, 'subscribed' | 'unsubscribed'>;
}

/** Requests of `/users/track` that carry the same `group_id` (get_users_track_status.md, beta). */
export interface TrackGroup {
	group_id: string;
	/** How many requests of the group arrived. */
	received: number;
	/** ISO 8601 in UTC. */
	first_at: string;
	last_at: string;
}

/** One object of a `/users/track` request that was accepted, and when it will be on the profile (epoch milliseconds). */
export interface Unprocessed {
	at: number;
	input_array: 'attributes' | 'events' | 'purchases';
	object: JsonObject;
}

/** An export of the users in a segment or in the Global Control Group. */
export interface UserExport {
	/** The name of the file, without its ending. */
	object_prefix: string;
	/** Without one, the Global Control Group is exported. */
	segment_id?: string;
	fields: string[];
	/** The only custom attributes in the file; all without it. */
	attributes?: string[];
	/** Only profiles that changed since then, ISO 8601 in UTC. */
	updatedSince?: string;
	format: 'zip' | 'gzip';
	/** Called with `url` when the file is ready. */
	callback?: string;
	url: string;
	/** Whether that is done. */
	called?: true;
	/** ISO 8601 in UTC. */
	started_at: string;
	cancelled?: true;
}
