import { ALIAS, ID } from '../people/personSchemas';
import type { Campaign, Segment } from '../types/campaigns';
import type { SandboxState } from '../state';
import type { Recipient, Schedule } from '../types/deliveries';
import type { JsonObject } from '../types/json';
import type { User, UserAlias } from '../types/people';
import { Refusal } from '../types/refusal';
import { checkAudience } from './audience';
import { checker } from './jsonSchema';
import { channelOf, checkMessages } from './messageObjects';
import type { Reach } from './reach';
import { checkRecipientCount } from './recipients';
import { SCHEDULE_SCHEMA } from './scheduleTime';

/** The body of `/messages/send` and `/messages/schedule/create` (post_send_messages.md, post_schedule_messages.md). */
interface MessageBody {
	external_user_ids?: string[];
	user_aliases?: UserAlias[];
	segment_id?: string;
	audience?: JsonObject;
	broadcast?: boolean;
	campaign_id?: string;
	send_id?: string;
	recipient_subscription_state?: 'opted_in' | 'subscribed' | 'all';
	schedule?: Schedule;
	messages: JsonObject;
}

/** A message body, read: its users, segment and campaign looked up. */
export interface Message extends Reach {
	broadcast: boolean;
	campaign?: Campaign;
	send_id?: string;
	messages: JsonObject;
	channels: string[];
}

const shape = (required: string[], more: JsonObject) => ({
	type: 'object',
	required,
	additionalProperties: false,
	properties: {
		external_user_ids: { type: 'array', items: ID },
		user_aliases: { type: 'array', items: ALIAS },
		segment_id: { type: 'string' },
		audience: { type: 'object' },
		broadcast: { type: 'boolean' },
		campaign_id: { type: 'string' },
		send_id: { type: 'string' },
		recipient_subscription_state: { enum: ['opted_in', 'subscribed', 'all'] },
		messages: {},
		...more,
	},
});

// The same idea has another key at each endpoint.
const checkSend = checker(shape([], { override_frequency_capping: { type: 'boolean' } }));
const checkCreate = checker(
	shape(['schedule'], { override_messaging_limits: { type: 'boolean' }, schedule: SCHEDULE_SCHEMA }),
);

/** Throws a 400 for the first rule that a message body breaks; the schedule's time is checked by `checkSchedule`. */
export function readMessage(body: JsonObject, scheduled: boolean, state: SandboxState, now: Date): Message {
	checkRecipientCount(namedIn(body));
	(scheduled ? checkCreate : checkSend)(body);
	const message = body as unknown as MessageBody;
	const recipients = recipientsOf(message);
	if (recipients && message.broadcast) {
		throw new Refusal(400, 'broadcast cannot be true when external_user_ids or user_aliases are given');
	}
	const targeted = recipients ?? message.segment_id ?? message.audience;
	if (targeted === undefined || (!recipients && message.broadcast !== true)) {
		throw new Refusal(400, 'No Recipients');
	}
	if (message.audience) checkAudience(message.audience);
	const segment = message.segment_id === undefined ? undefined : segmentOf(state, message.segment_id);
	const campaign = message.campaign_id === undefined ? undefined : apiCampaignOf(state, message.campaign_id);
	checkMessages(message.messages, scheduled, campaign?.variations, now);
	const channels = Object.keys(message.messages).map(channelOf);
	return {
		recipients,
		segment,
		campaign,
		channels,
		audience: message.audience,
		broadcast: message.broadcast === true,
		send_id: message.send_id,
		messages: message.messages,
		schedule: message.schedule,
		properties: {},
		excludes: subscriptionRule(channels, message.recipient_subscription_state ?? 'subscribed'),
	};
}

/** Everyone that a body lists, to be counted before anything else is checked; undefined if it lists nobody. */
function namedIn({ external_user_ids, user_aliases }: JsonObject): unknown[] | undefined {
	const lists = [external_user_ids, user_aliases].filter((list) => Array.isArray(list));
	return lists.length === 0 ? undefined : lists.flat();
}

function recipientsOf({ external_user_ids, user_aliases }: MessageBody): Recipient[] | undefined {
	if (!external_user_ids && !user_aliases) return undefined;
	return [
		...(external_user_ids ?? []).map((external_user_id) => ({ external_user_id })),
		...(user_aliases ?? []).map((user_alias) => ({ user_alias })),
	];
}

/** The refusal's words are a guess. */
function segmentOf({ segments }: SandboxState, id: string): Segment {
	const segment = segments.find((one) => one.id === id);
	if (!segment) throw new Refusal(400, 'Invalid Segment ID');
	return segment;
}

/** The words for a campaign that is not an API campaign are a guess. */
function apiCampaignOf({ campaigns }: SandboxState, id: string): Campaign {
	const campaign = campaigns.find((one) => one.id === id);
	if (!campaign) throw new Refusal(400, 'Invalid Campaign ID');
	if (campaign.type !== 'api') throw new Refusal(400, 'The campaign is not an API campaign.');
	return campaign;
}

/** Excludes users whose subscription state forbids every channel. Only email and push have their own state. */
function subscriptionRule(channels: string[], wanted: 'opted_in' | 'subscribed' | 'all') {
	return (user: User): string | undefined => {
		const states = channels.map((channel) => {
			if (channel === 'email') return user.email_subscribe;
			return channel.endsWith('_push') ? user.push_subscribe : 'opted_in';
		});
		if (wanted === 'all' || states.includes('opted_in')) return undefined;
		if (wanted === 'opted_in') return 'not opted in';
		return states.includes('subscribed') ? undefined : 'unsubscribed';
	};
}
