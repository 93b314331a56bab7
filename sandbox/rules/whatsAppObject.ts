import type { JsonObject } from '../types/json';
import type { JsonSchema } from './jsonSchema';

/** The WhatsApp object (whats_app_object.md): each `message_type` has its own form of `message`. */

const TEXT = { type: 'string', format: 'notBlank' };
const STRING = { type: 'string' };
const VARIABLES = { type: 'object', additionalProperties: STRING };

const shape = (required: string[], properties: JsonObject): JsonSchema => ({
	type: 'object',
	required,
	additionalProperties: false,
	properties,
});

const LIST_ROW = shape(['row_title'], { row_title: TEXT, row_description: STRING });
const LIST_SECTION = shape(['section_title', 'list_rows'], {
	section_title: TEXT,
	list_rows: { type: 'array', minItems: 1, maxItems: 10, items: LIST_ROW },
});

const MEDIA_TYPE = { enum: ['image', 'video'] };

/** How many cards a carousel has. */
const cards = (card: JsonSchema) => ({ type: 'array', minItems: 2, maxItems: 10, items: card });

const MESSAGES: Record<string, JsonSchema> = {
	template_message: shape(['template_name', 'template_language_code'], {
		template_name: TEXT,
		template_language_code: TEXT,
		header_variables: { ...VARIABLES, maxProperties: 1 },
		body_variables: VARIABLES,
		button_variables: { ...VARIABLES, maxProperties: 1 },
		header_media_uri: STRING,
		carousel_cards: cards(
			shape(['header_media_uri', 'header_media_type'], {
				header_media_uri: TEXT,
				header_media_type: MEDIA_TYPE,
				body_variables: VARIABLES,
				button_variables: VARIABLES,
			}),
		),
	}),
	text_response_message: shape(['body'], { body: TEXT, preview_url: { type: 'boolean' } }),
	text_image_response_message: shape(['image_uri'], { image_uri: TEXT, caption: STRING }),
	quick_reply_response_message: {
		...shape(['body', 'buttons'], {
			body: TEXT,
			header_image_uri: STRING,
			header_text: STRING,
			footer: STRING,
			buttons: { type: 'array', minItems: 1, items: shape(['text'], { text: TEXT }) },
		}),
		not: { required: ['header_image_uri', 'header_text'] },
	},
	list_response_message: shape(['body', 'list'], {
		header: STRING,
		body: TEXT,
		footer: STRING,
		list: shape(['list_button_text', 'list_sections'], {
			list_button_text: TEXT,
			list_sections: { type: 'array', minItems: 1, maxRows: 10, items: LIST_SECTION },
		}),
	}),
	carousel_response_message: shape(['body', 'carousel_button_type', 'cards'], {
		body: TEXT,
		carousel_button_type: { enum: ['quick_reply', 'url'] },
		cards: cards(
			shape(['media_uri', 'media_type'], {
				media_uri: TEXT,
				media_type: MEDIA_TYPE,
				body_text: { ...STRING, maxLength: 160 },
				buttons: { type: 'array', minItems: 1, maxItems: 2, items: { type: 'object' } },
				cta_url_button: shape(['display_text', 'url'], { display_text: TEXT, url: TEXT }),
			}),
		),
	}),
	flow_response_message: shape(['body', 'flow_button'], {
		header_text: STRING,
		body: TEXT,
		footer: STRING,
		flow_button: shape(['caption', 'flow_id'], { caption: { ...TEXT, maxLength: 20 }, flow_id: TEXT }),
		generate_custom_attribute: { type: 'boolean' },
	}),
};

export const WHATS_APP_SCHEMA: JsonSchema = {
	...shape(['app_id', 'subscription_group_id', 'message_type', 'message'], {
		app_id: TEXT,
		subscription_group_id: TEXT,
		message_variation_id: STRING,
		message_type: { enum: Object.keys(MESSAGES) },
		message: { type: 'object' },
	}),
	allOf: Object.entries(MESSAGES).map(([message_type, message]) => ({
		if: { properties: { message_type: { const: message_type } }, required: ['message_type'] },
		then: { properties: { message } },
	})),
};
