import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { readOneOf } from '../../fields/values';
import type { ItemReader } from '../../itemReader';
import { describe } from '../../input/describe';
import { InputError } from '../../input/inputError';
import { readJsonObject, refusePrototypeNames } from '../../input/json';
import { isObject } from '../../input/object';
import type { Channel } from './channels/channel';
import { readTracking, refuseUntracked } from './tracking';
import { content } from '../../fields/declarations';

const MESSAGES_LABEL = 'Messages JSON';

const MORE_LABEL = 'More Fields (JSON)';

const severalChannels = {
	name: 'Several (JSON)',
	value: 'json',
	description: "Braze's whole messages object, for one or more channels",
};

const channelField: INodeProperties = {
	displayName: 'Channel',
	name: 'channel',
	type: 'options',
	noDataExpression: true,
	options: [],
	default: 'email',
	description: 'The channel to send the message through',
};

const moreField: INodeProperties = content({
	displayName: MORE_LABEL,
	name: 'moreFields',
	type: 'json',
	default: '{}',
	description: "Other fields of this channel's message object, as documented by Braze",
});

const messagesField: INodeProperties = content({
	displayName: MESSAGES_LABEL,
	name: 'messagesJson',
	type: 'json',
	typeOptions: { rows: 8 },
	default: '',
	required: true,
	placeholder: 'e.g. { "email": { "app_id": "…", "from": "…", "subject": "…", "body": "…" } }',
	description:
		'The <a href="https://www.braze.com/docs/api/objects_filters#messaging-objects">message objects</a> by channel, such as email, sms or apple_push',
});

/** The content of a message: fields by channel, and JSON for the rest. */
export function messageContentFields(channels: readonly Channel[]): INodeProperties[] {
	const choices = channels.map(({ name, value }) => ({ name, value }));
	const shownFor = (values: string[], fields: INodeProperties[]) =>
		updateDisplayOptions({ show: { channel: values } }, fields);
	return [
		{ ...channelField, options: [...choices, severalChannels].sort((a, b) => a.name.localeCompare(b.name)) },
		...channels.flatMap(({ value, fields }) => shownFor([value], fields)),
		...shownFor(
			channels.map(({ value }) => value),
			[moreField],
		),
		...shownFor(['json'], [messagesField]),
	];
}

/** The content and tracking of a message, as in the body. */
export interface MessageContent {
	readonly body: Readonly<Record<string, unknown>>;
	/** Identifies an earlier attempt. */
	readonly subject: Readonly<Record<string, unknown>>;
}

/** Reads channel, content and tracking of an item. Throws an InputError naming the field. */
export function readContent(item: ItemReader, channels: readonly Channel[]): MessageContent {
	const tracking = readTracking(item);
	const messages = readMessages(item, channels, tracking.variationId);
	refuseUntracked(tracking, messages);
	return {
		body: { ...tracking.body, messages },
		subject: { channels: Object.keys(messages), campaign_id: tracking.body.campaign_id },
	};
}

/**
 * Reads the `messages` object of an item.
 *
 * @param variationId the message variation, which is added to every message that counts for a campaign
 * @throws {InputError} naming the field
 */
function readMessages(
	item: ItemReader,
	channels: readonly Channel[],
	variationId: string | undefined,
): Record<string, unknown> {
	const chosen = item.get('channel', 'email');
	const messages = chosen === 'json' ? wholeObject(item) : oneChannel(item, channels, chosen);
	refusePrototypeNames(chosen === 'json' ? MESSAGES_LABEL : MORE_LABEL, messages);
	if (variationId === undefined) return messages;
	return Object.fromEntries(
		Object.entries(messages).map(([key, message]) => [
			key,
			isObject(message) ? { message_variation_id: variationId, ...message } : message,
		]),
	);
}

function oneChannel(
	item: ItemReader,
	channels: readonly Channel[],
	chosen: unknown,
): Record<string, unknown> {
	const name = readOneOf(
		channelField.displayName,
		channels.map(({ value }) => value),
		chosen,
	);
	const channel = channels.find(({ value }) => value === name) as Channel;
	const message = channel.read(item);
	const more = readJsonObject(MORE_LABEL, item.get('moreFields', '{}'));
	const twice = Object.keys(more).find((name) => name in message);
	if (twice !== undefined)
		throw new InputError(MORE_LABEL, `repeats ${twice}`, 'Remove it here, because it has its own field.');
	return { [channel.key]: { ...message, ...more } };
}

function wholeObject(item: ItemReader): Record<string, unknown> {
	const messages = readJsonObject(MESSAGES_LABEL, item.get('messagesJson', ''));
	const empty = Object.keys(messages).find((key) => !isObject(messages[key]));
	if (empty !== undefined) {
		throw new InputError(
			`${MESSAGES_LABEL}: ${empty}`,
			`must be an object, but is ${describe(messages[empty])}`,
			'Enter the message of this channel as { … }.',
		);
	}
	if (Object.keys(messages).length === 0)
		throw new InputError(
			MESSAGES_LABEL,
			'contains no message',
			'Enter a message for at least one channel, such as email.',
		);
	return messages;
}
