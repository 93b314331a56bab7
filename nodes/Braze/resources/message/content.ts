import type { Channel } from '../../fields/content/channels/channel';
import { readMessages } from '../../fields/content/messageContent';
import { readTracking, refuseUntracked } from '../../fields/options/tracking';
import type { ItemReader } from '../../itemReader';

/** The content and tracking of a message, as in the body. */
export interface MessageContent {
	readonly body: Readonly<Record<string, unknown>>;
	/** What identifies an earlier attempt. */
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
