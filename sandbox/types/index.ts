/** The types of the sandbox: the content of a workspace, and the results of requests. */

export type JsonObject = Record<string, unknown>;

/** When the users of a schedule get it: all at once, at their own wall clock, or at their best hour of that day. */
export type DeliveryMode = 'one moment' | 'local time' | 'optimal time';

/** `audience` and `recipients in audience` also cover the segment of a messages endpoint. */
export type Target = 'recipients' | 'audience' | 'recipients in audience' | 'broadcast';

/** What was triggered: a Canvas, an API-triggered campaign, a message composed in the request, or a transactional one. */
export type MessageKind = 'canvas' | 'campaign' | 'message' | 'transactional';

/** `not sent`: the moment came while the Canvas or campaign was paused or archived. */
export type ScheduleStatus = 'scheduled' | 'partly sent' | 'sent' | 'not sent' | 'cancelled';

export type CanvasScheduleType = 'api_triggered' | 'action_based' | 'time_based';

/** A Canvas as kept in the sandbox; `/canvas/list` and `/canvas/details` each show a part of it. Times are ISO 8601 in UTC. */
export interface Canvas {
	id: string;
	name: string;
	description: string;
	tags: string[];
	created_at: string;
	last_edited: string;
	archived: boolean;
	draft: boolean;
	/** false: stopped (paused) in the dashboard. */
	enabled: boolean;
	schedule_type: CanvasScheduleType;
	channels: string[];
	/** The group that its messages belong to: whoever unsubscribed from it gets none of them. */
	subscription_group_id?: string;
	/** The custom attributes that its messages contain, as `{{custom_attribute.${plan}}}` does. */
	personalized_by?: string[];
}

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

/** A line of a cart, with whatever else its event said about the product. */
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
	/** Profile fields that no rule of the sandbox looks at: `last_name`, `country`, … */
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

/** The export of a segment's users, or of the Global Control Group's. */
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

/** An address that messages no longer go to, and since when (ISO 8601 in UTC). */
export interface ListedEmail {
	email: string;
	at: string;
}

export interface InvalidPhone {
	phone: string;
	at: string;
	reason: 'provider_error' | 'deactivated';
}

/** A subscription group of the workspace. */
export interface SubscriptionGroup {
	id: string;
	name: string;
	channel: 'email' | 'sms' | 'whats_app';
}

/** A recipient object as Braze expects it (recipient_object.md). */
export interface Recipient {
	external_user_id?: string;
	user_alias?: UserAlias;
	braze_id?: string;
	email?: string;
	prioritization?: string[];
	context?: JsonObject;
	canvas_entry_properties?: JsonObject;
	trigger_properties?: JsonObject;
	send_to_existing_only?: boolean;
	attributes?: JsonObject;
}

export interface Schedule {
	time: string;
	in_local_time?: boolean;
	at_optimal_time?: boolean;
}

/** One person a request really reaches, after duplicates collapsed; or does not, with the reason in `skipped`. */
export interface EffectiveRecipient {
	/** How the request named this person: `external_user_id`, `user_alias`, `braze_id` or `email`. */
	identifier: 'external_user_id' | 'user_alias' | 'braze_id' | 'email';
	/** The identifier's value; an alias as `label:name`. */
	id: string;
	external_id?: string;
	/** The profile that was found or created; without one, no one is reached. */
	braze_id?: string;
	/** Made by this request (`send_to_existing_only: false`). */
	created: boolean;
	skipped?: string;
	time_zone: string;
	/** Entry or trigger properties as they count for this person: the shared ones, overwritten by the recipient's own. */
	properties: JsonObject;
	/** ISO 8601 in UTC. */
	send_at: string;
	/** ISO 8601 in UTC, once it went out. */
	sent_at?: string;
}

/** What a record is about: `canvas_…` for a Canvas; `campaign_…` for a campaign, and a message tracked under one. */
export interface Source {
	kind: MessageKind;
	canvas_id?: string;
	canvas_name?: string;
	campaign_id?: string;
	campaign_name?: string;
	send_id?: string;
	/** What it goes out by: `email`, `ios_push`, … */
	channels: string[];
}

interface TriggerRecord extends Source {
	dispatch_id: string;
	/** ISO 8601 in UTC. */
	created_at: string;
	/** `id` of the request in the log. */
	request_id: number;
	target: Target;
	broadcast: boolean;
	/** The recipients as received, duplicates included. */
	recipients: Recipient[];
	audience?: JsonObject;
	segment_id?: string;
	/** The shared entry properties of a Canvas. */
	context: JsonObject;
	/** The shared properties of a campaign. */
	trigger_properties?: JsonObject;
	/** The messaging objects of a messages endpoint, by channel. */
	messages?: JsonObject;
	/** The caller's own id of a transactional send. */
	external_send_id?: string;
	effectiveRecipients: EffectiveRecipient[];
	notice?: string;
}

export interface SendRecord extends TriggerRecord {
	/** How many people got it. */
	delivered: number;
}

export interface ScheduleRecord extends TriggerRecord {
	schedule_id: string;
	schedule: Schedule;
	mode: DeliveryMode;
	status: ScheduleStatus;
	updated_at?: string;
	cancelled_at?: string;
	/** First and last moment it goes out, ISO 8601 in UTC. */
	first_send_at: string;
	last_send_at: string;
}

/** One message to one person: count these to prove that no one got it twice. */
export interface Delivery extends Source {
	/** ISO 8601 in UTC. */
	at: string;
	id: string;
	external_id?: string;
	dispatch_id: string;
	schedule_id?: string;
	properties: JsonObject;
	/** The custom attributes that the message contains, as they were on the profile when it went out. */
	attributes?: JsonObject;
}

/** A request that is refused: answered with the status and `{message}`, and with further keys at some endpoints. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly details: JsonObject = {},
	) {
		super(message);
	}
}
