import { combineRecipientsOption, optionsField } from '../../fields/options/commonOptions';
import { deliveryOptionFields } from '../../fields/options/deliveryOptions';
import { deliveryModeFields } from '../../fields/options/mode';
import { MESSAGE_RECIPIENTS } from '../../recipients/recipient';
import { messageTarget, messageTargetFields } from '../../recipients/messageTarget';
import { targetedEntry } from '../../recipients/sendTo';
import type { Operation } from '../../operation';
import { channels } from './channels';
import { messageContentFields, readContent } from './content';
import { trackingOptions } from './tracking';
import { ignoreFrequencyOption, ignoresFrequency } from './frequencyOption';

/** Sends a message written in the node. https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_messages */
export const sendNow: Operation = {
	name: 'Send Now',
	value: 'sendNow',
	action: 'Send new message now',
	description: 'Send a message written here immediately',
	fields: [
		...deliveryModeFields,
		...messageTargetFields,
		...messageContentFields(channels),
		optionsField([
			combineRecipientsOption(
				true,
				'They then share one dispatch ID. Each person still gets their own message.',
			),
			...deliveryOptionFields,
			...trackingOptions,
			ignoreFrequencyOption,
		]),
	],
	endpoint: { method: 'POST', path: '/messages/send', permission: 'messages.send' },
	safety: 'notIdempotent',
	combine: { ...MESSAGE_RECIPIENTS, byDefault: true },
	entry: targetedEntry(messageTarget, (item) => {
		const { body, subject } = readContent(item, channels);
		return {
			subject,
			message: 'the message',
			body: { ...body, ...(ignoresFrequency(item) && { override_frequency_capping: true }) },
		};
	}),
};
