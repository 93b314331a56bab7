import type { INodeProperties } from 'n8n-workflow';

import { describe } from '../../../input/describe';
import { InputError } from '../../../input/inputError';
import { readJsonObject } from '../../../input/json';
import {
	appIdField,
	readAppId,
	readSubscriptionGroupId,
	subscriptionGroupField,
} from '../../../fields/resource/names';
import { chosen, type Channel } from './channel';
import { content } from '../../../fields/declarations';

const typeField: INodeProperties = {
	displayName: 'Message Type',
	name: 'whatsAppType',
	type: 'options',
	options: [
		{ name: 'Carousel Response', value: 'carousel_response_message' },
		{ name: 'Flow Response', value: 'flow_response_message' },
		{ name: 'List Response', value: 'list_response_message' },
		{ name: 'Quick Reply Response', value: 'quick_reply_response_message' },
		{ name: 'Template', value: 'template_message' },
		{ name: 'Text and Image Response', value: 'text_image_response_message' },
		{ name: 'Text Response', value: 'text_response_message' },
	],
	default: 'template_message',
	description: 'Outside a conversation, WhatsApp accepts only templates',
};

/** https://www.braze.com/docs/api/objects_filters/messaging/whats_app_object */
export const whatsApp: Channel = {
	name: 'WhatsApp',
	value: 'whatsApp',
	key: 'whats_app',
	fields: [
		appIdField,
		subscriptionGroupField,
		typeField,
		content({
			displayName: 'Message JSON',
			name: 'whatsAppMessage',
			type: 'json',
			default: '',
			required: true,
			placeholder: 'e.g. { "template_name": "order_update", "template_language_code": "en" }',
			description:
				'The <a href="https://www.braze.com/docs/api/objects_filters/messaging/whats_app_object">message</a> of the chosen type',
		}),
	],
	read(item) {
		const message = readJsonObject('Message JSON', item.get('whatsAppMessage', ''));
		if (Object.keys(message).length === 0) {
			throw new InputError(
				'Message JSON',
				`contains no message: it is ${describe(message)}`,
				'Enter a message of the chosen type.',
			);
		}
		const type = chosen(item, typeField);
		refuseCarousel(type, message);
		return {
			app_id: readAppId(item),
			subscription_group_id: readSubscriptionGroupId(item),
			message_type: type,
			message,
		};
	},
};

/** The range of carousel sizes that WhatsApp accepts. */
const [FEWEST_CARDS, MOST_CARDS] = [2, 10];

/** Refuses a carousel of an invalid size. The cards of a response are required; those of a template are not. */
function refuseCarousel(type: unknown, message: Readonly<Record<string, unknown>>): void {
	const key = type === 'carousel_response_message' ? 'cards' : 'carousel_cards';
	const cards = message[key];
	if (key === 'carousel_cards' && cards === undefined) return;
	const count = Array.isArray(cards) ? cards.length : undefined;
	if (count !== undefined && count >= FEWEST_CARDS && count <= MOST_CARDS) return;
	throw new InputError(
		'Message JSON',
		count === undefined
			? `has no list "${key}"`
			: `has ${count} ${count === 1 ? 'card' : 'cards'} in "${key}"`,
		`Enter ${FEWEST_CARDS} to ${MOST_CARDS} cards.`,
	);
}
