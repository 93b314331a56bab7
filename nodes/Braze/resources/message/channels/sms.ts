import {
	appIdField,
	readAppId,
	readSubscriptionGroupId,
	subscriptionGroupField,
} from '../../../fields/resource/names';
import { readText } from '../../../fields/values';
import type { Channel } from './channel';
import { content } from '../../../fields/declarations';

/** https://www.braze.com/docs/api/objects_filters/messaging/sms_object */
export const sms: Channel = {
	name: 'SMS',
	value: 'sms',
	key: 'sms',
	fields: [
		appIdField,
		subscriptionGroupField,
		content({
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			required: true,
			placeholder: 'e.g. Your table is booked for 7 pm',
			description: 'The text of the message',
		}),
	],
	read: (item) => ({
		app_id: readAppId(item),
		subscription_group_id: readSubscriptionGroupId(item),
		body: readText('Text', item.get('text', '')),
	}),
};
