import type { JsonSchema } from './jsonSchema';

/** The four push objects (apple_object.md, android_object.md, web_objects.md, kindle_and_fireos_object.md). */

const TEXT = { type: 'string', format: 'notBlank' };
const STRING = { type: 'string' };
const FLAG = { type: 'boolean' };
const INTEGER = { type: 'integer' };
const STRINGS = { type: 'array', items: STRING };
const BUTTONS = { type: 'array', items: { type: 'object' } };
const ALERT_AND_TITLE = ['alert', 'title'];

/** What every push object can have. */
const COMMON = { message_variation_id: STRING, custom_uri: STRING, extra: { type: 'object' } };

const APPLE_ALERT: JsonSchema = {
	type: 'object',
	additionalProperties: false,
	properties: {
		body: TEXT,
		title: STRING,
		title_loc_key: STRING,
		title_loc_args: STRINGS,
		action_loc_key: STRING,
		loc_key: STRING,
		loc_args: STRINGS,
		sound: STRING,
	},
};

const APPLE: JsonSchema = {
	type: 'object',
	additionalProperties: false,
	properties: {
		...COMMON,
		extra: { type: 'object', properties: { ab: false, aps: false } },
		badge: INTEGER,
		alert: { if: { type: 'object' }, then: APPLE_ALERT, else: TEXT },
		sound: STRING,
		'content-available': FLAG,
		interruption_level: { enum: ['passive', 'active', 'time-sensitive', 'critical'] },
		relevance_score: { type: 'number', minimum: 0, maximum: 1 },
		expiry: { type: 'string', format: 'moment' },
		use_webview: FLAG,
		notification_group_thread_id: STRING,
		asset_url: STRING,
		asset_file_type: { enum: ['aif', 'gif', 'jpg', 'm4a', 'mp3', 'mp4', 'png', 'wav'] },
		collapse_id: STRING,
		mutable_content: FLAG,
		send_to_most_recent_device_only: FLAG,
		category: STRING,
		buttons: BUTTONS,
		apns_priority: { type: 'integer', minimum: 1, maximum: 10 },
	},
	dependencies: { asset_url: ['asset_file_type'] },
	if: { properties: { 'content-available': { const: true } }, required: ['content-available'] },
	else: {
		required: ['alert'],
		properties: { alert: { if: { type: 'object' }, then: { required: ['body'] } } },
	},
};

const ANDROID: JsonSchema = {
	type: 'object',
	additionalProperties: false,
	properties: {
		...COMMON,
		alert: TEXT,
		title: TEXT,
		notification_channel_id: STRING,
		priority: INTEGER,
		send_to_sync: FLAG,
		collapse_key: STRING,
		sound: STRING,
		summary_text: STRING,
		time_to_live: { type: 'integer', minimum: 0, maximum: 2_419_200 },
		notification_id: INTEGER,
		push_icon_image_url: STRING,
		accent_color: INTEGER,
		send_to_most_recent_device_only: FLAG,
		buttons: BUTTONS,
		conversation_data: { type: 'object' },
	},
	if: { properties: { send_to_sync: { const: true } }, required: ['send_to_sync'] },
	then: { properties: { alert: false, title: false } },
	else: { required: ALERT_AND_TITLE },
};

const WEB: JsonSchema = {
	type: 'object',
	required: ALERT_AND_TITLE,
	additionalProperties: false,
	properties: {
		...COMMON,
		alert: TEXT,
		title: TEXT,
		image_url: STRING,
		large_image_url: STRING,
		require_interaction: FLAG,
		time_to_live: INTEGER,
		send_to_most_recent_device_only: FLAG,
		buttons: BUTTONS,
	},
};

const KINDLE: JsonSchema = {
	type: 'object',
	required: ALERT_AND_TITLE,
	additionalProperties: false,
	properties: { ...COMMON, alert: TEXT, title: TEXT, priority: INTEGER, collapse_key: STRING, sound: STRING },
};

export const PUSH_SCHEMAS = { apple_push: APPLE, android_push: ANDROID, web_push: WEB, kindle_push: KINDLE };
