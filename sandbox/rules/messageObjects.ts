import { DateTime } from 'luxon';
import type { MessageVariation } from '../types/campaigns';
import { byteLength, type JsonObject } from '../types/json';
import { Refusal } from '../types/refusal';
import { checker, type JsonSchema } from './jsonSchema';
import { PUSH_SCHEMAS } from './pushObjects';
import { WHATS_APP_SCHEMA } from './whatsAppObject';

/** The messaging objects of the messages endpoints, each with its own page under objects_filters/messaging. */

const TEXT = { type: 'string', format: 'notBlank' };
const STRING = { type: 'string' };
const FLAG = { type: 'boolean' };
const MAX_CARD_DAYS = 30;

/** A messaging object: `required` and other members, and `message_variation_id`, which all can have. */
function messageObject(required: string[], properties: JsonObject, more: JsonObject = {}): JsonSchema {
	return {
		type: 'object',
		required,
		additionalProperties: false,
		properties: { ...properties, message_variation_id: STRING },
		...more,
	};
}

const EMAIL = messageObject(
	['app_id', 'from'],
	{
		app_id: TEXT,
		subject: STRING,
		from: { type: 'string', format: 'sender' },
		reply_to: { type: 'string', format: 'replyTo' },
		bcc: STRING,
		body: TEXT,
		plaintext_body: STRING,
		preheader: STRING,
		email_template_id: TEXT,
		extras: { type: 'object' },
		headers: { type: 'object' },
		should_inline_css: FLAG,
		attachments: {
			type: 'array',
			items: {
				type: 'object',
				required: ['file_name', 'url'],
				additionalProperties: false,
				properties: { file_name: TEXT, url: TEXT, basic_auth_credential: TEXT },
			},
		},
	},
	{ if: { not: { required: ['email_template_id'] } }, then: { required: ['body'] } },
);

const SMS = messageObject(['subscription_group_id', 'body', 'app_id'], {
	subscription_group_id: TEXT,
	body: TEXT,
	app_id: TEXT,
	media_items: { type: 'array', items: TEXT },
	link_shortening_enabled: FLAG,
	use_click_tracking_enabled: FLAG,
});

const CONTENT_CARD = messageObject(
	['type', 'title', 'description'],
	{
		type: { enum: ['CLASSIC', 'CAPTIONED_IMAGE', 'BANNER'] },
		title: TEXT,
		description: TEXT,
		pinned: FLAG,
		image_url: TEXT,
		time_to_live: { type: 'integer', minimum: 1, maximum: MAX_CARD_DAYS * 86_400 },
		expire_at: { type: 'string', format: 'moment' },
		expire_in_local_time: FLAG,
		ios_uri: STRING,
		android_uri: STRING,
		web_uri: STRING,
		ios_use_webview: FLAG,
		android_use_webview: FLAG,
		uri_text: STRING,
		extra: { type: 'object' },
	},
	{
		if: { properties: { type: { enum: ['CAPTIONED_IMAGE', 'BANNER'] } }, required: ['type'] },
		then: { required: ['image_url'] },
	},
);

const WEBHOOK = messageObject(['url', 'request_method'], {
	url: TEXT,
	request_method: { enum: ['POST', 'PUT', 'DELETE', 'GET'] },
	request_headers: { type: 'object', additionalProperties: STRING },
	body: { type: ['string', 'object'] },
});

const CHECKS = Object.fromEntries(
	Object.entries<JsonSchema>({
		email: EMAIL,
		sms: SMS,
		whats_app: WHATS_APP_SCHEMA,
		...PUSH_SCHEMAS,
		content_card: CONTENT_CARD,
		webhook: WEBHOOK,
	}).map(([channel, schema]) => [channel, checker(schema)]),
);

/** A messaging object's key in the words of `/campaigns/details`. */
export function channelOf(key: string): string {
	return key === 'apple_push' ? 'ios_push' : key;
}

/**
 * Throws a 400 for the first thing wrong in `messages`.
 * @param scheduled whether a schedule endpoint asks, which knows no WhatsApp
 * @param variations those of the API campaign that tracks the messages, if one does
 */
export function checkMessages(
	messages: unknown,
	scheduled: boolean,
	variations: MessageVariation[] | undefined,
	now: Date,
): void {
	if (messages === undefined || messages === null) throw new Refusal(400, 'No message to send');
	if (typeof messages !== 'object' || Array.isArray(messages))
		throw new Refusal(400, 'messages must be object');
	const entries = Object.entries(messages as JsonObject);
	if (entries.length === 0) throw new Refusal(400, 'No message to send');
	for (const [key, value] of entries) {
		const known = Object.hasOwn(CHECKS, key) && !(scheduled && key === 'whats_app');
		if (!known) throw new Refusal(400, `messages has an unknown key: ${key}`);
		const message = (value ?? {}) as JsonObject;
		checkExtra(key, message);
		CHECKS[key](value, `messages.${key}`);
		checkPush(key, message);
		if (key === 'content_card') checkExpiry(message, now);
		if (variations) checkVariation(key, message, variations);
	}
}

function checkExtra(key: string, { extra }: JsonObject): void {
	const isObject = typeof extra === 'object' && extra !== null && !Array.isArray(extra);
	if (key.endsWith('_push') && extra !== undefined && !isObject) {
		throw new Refusal(400, 'Invalid Extra Push Payload');
	}
}

function checkPush(key: string, message: JsonObject): void {
	const counted = { ...message, message_variation_id: undefined };
	if (key === 'apple_push' && byteLength(JSON.stringify(counted)) > 1912) {
		throw new Refusal(400, 'Apple Push Length Exceeded');
	}
	const { alert, extra } = message;
	if (key === 'android_push' && byteLength(JSON.stringify({ alert, extra })) > 4000) {
		throw new Refusal(400, 'Android Push Length Exceeded');
	}
}

function checkExpiry({ time_to_live, expire_at }: JsonObject, now: Date): void {
	if ((time_to_live === undefined) === (expire_at === undefined)) {
		throw new Refusal(400, 'messages.content_card must have exactly one of time_to_live and expire_at');
	}
	const latest = now.getTime() + MAX_CARD_DAYS * 86_400_000;
	if (typeof expire_at === 'string' && DateTime.fromISO(expire_at, { zone: 'utc' }).toMillis() > latest) {
		throw new Refusal(400, `messages.content_card.expire_at is more than ${MAX_CARD_DAYS} days ahead`);
	}
}

function checkVariation(
	key: string,
	{ message_variation_id: id }: JsonObject,
	variations: MessageVariation[],
) {
	if (id === undefined) throw new Refusal(400, 'Message Variant Unspecified');
	const variation = variations.find((one) => one.id === id);
	if (!variation) throw new Refusal(400, 'Invalid Message Variant');
	if (variation.channel !== channelOf(key)) throw new Refusal(400, 'Mismatched Message Type');
}
