import type { INodeProperties } from 'n8n-workflow';

import { parseNumber, readOptionalText, readText } from '../../../fields/values';
import { describe } from '../../../input/describe';
import { InputError } from '../../../input/inputError';
import { chosen, given, type Channel } from './channel';
import { content, mayBeLiquid } from '../../../fields/declarations';

const MAX_DAYS = 30;

const SECONDS_PER_DAY = 86_400;

const cardTypeField: INodeProperties = {
	displayName: 'Card Type',
	name: 'cardType',
	type: 'options',
	options: [
		{ name: 'Banner', value: 'BANNER' },
		{ name: 'Captioned Image', value: 'CAPTIONED_IMAGE' },
		{ name: 'Classic', value: 'CLASSIC' },
	],
	default: 'CLASSIC',
	description: 'The layout of the card',
};

/** https://www.braze.com/docs/api/objects_filters/messaging/content_cards_object */
export const contentCard: Channel = {
	name: 'Content Card',
	value: 'contentCard',
	key: 'content_card',
	fields: [
		cardTypeField,
		content({
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Good news',
			description: 'The title of the card',
		}),
		content({
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			required: true,
			placeholder: 'e.g. Your order is on its way',
			description: 'The text of the card',
		}),
		mayBeLiquid({
			displayName: 'Image URL',
			name: 'imageUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://files.example.com/card.png',
			description: 'The URL of the image. Required for banners and captioned images.',
		}),
		{
			displayName: 'Days to Live',
			name: 'daysToLive',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: MAX_DAYS },
			default: 7,
			required: true,
			description: 'The number of days until the card disappears, at most 30',
		},
	],
	read(item) {
		const type = chosen(item, cardTypeField);
		const imageUrl =
			type === 'CLASSIC'
				? readOptionalText('Image URL', item.get('imageUrl', ''))
				: readText('Image URL', item.get('imageUrl', ''));
		return given({
			type,
			title: readText('Title', item.get('title', '')),
			description: readText('Text', item.get('text', '')),
			image_url: imageUrl === undefined ? undefined : checkImage(imageUrl),
			time_to_live: secondsToLive(item.get('daysToLive', 7)),
		});
	},
};

/** Checks the URL of an image, unless it contains Liquid. */
function checkImage(url: string): string {
	if (/^https?:\/\/\S|\{[{%]/i.test(url)) return url;
	throw new InputError(
		'Image URL',
		`is not a URL: ${describe(url)}`,
		'Enter a full URL that starts with https://.',
	);
}

function secondsToLive(raw: unknown): number {
	const days = parseNumber(raw);
	if (days !== undefined && days > 0 && days <= MAX_DAYS) return Math.round(days * SECONDS_PER_DAY);
	throw new InputError(
		'Days to Live',
		`must be a number above 0, at most ${MAX_DAYS}, but is ${describe(raw)}`,
		'Enter the number of days.',
	);
}
