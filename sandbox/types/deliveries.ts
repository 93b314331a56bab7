/** What was triggered, and the people that it was meant to reach and reached. */

import type { JsonObject } from './json';
import type { UserAlias } from './people';

/** When the users of a schedule get it: all at once, at their own wall clock, or at their best hour of that day. */
export type DeliveryMode = 'one moment' | 'local time' | 'optimal time';

/** `audience` and `recipients in audience` also cover the segment of a messages endpoint. */
export type Target = 'recipients' | 'audience' | 'recipients in audience' | 'broadcast';

/** What was triggered: a Canvas, an API-triggered campaign, a message composed in the request, or a transactional one. */
export type MessageKind = 'canvas' | 'campaign' | 'message' | 'transactional';

/** `not sent`: the moment came while the Canvas or campaign was paused or archived. */
export type ScheduleStatus = 'scheduled' | 'partly sent' | 'sent' | 'not sent' | 'cancelled';

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

/**
 * A person that a request actually reaches, after duplicates collapsed, or doesn't reach for the reason in `skipped`.
 */
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
	/** The entry or trigger properties for this person: the shared ones, overridden by the recipient's own. */
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

/** One message to one person. Count these to prove that nobody got it twice. */
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
