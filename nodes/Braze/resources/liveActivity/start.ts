import type { INodeProperties } from 'n8n-workflow';

import { alertField, titleField } from '../../fields/content/notification';
import { appIdField, readAppId } from '../../fields/resource/names';
import { addedTo, readText } from '../../fields/values';
import { combineRecipientsOption, optionsField } from '../../fields/options/commonOptions';
import { deliveryOptionFields } from '../../fields/options/deliveryOptions';
import { deliveryModeFields } from '../../fields/options/mode';
import { liveActivityTarget, liveActivityTargetFields } from '../../recipients/liveActivityTarget';
import { MESSAGE_RECIPIENTS } from '../../recipients/recipient';
import { targetedEntry } from '../../recipients/sendTo';
import type { Operation } from '../../operation';
import { readIdentifier } from '../../input/identifier';
import { content, identifies } from '../../fields/declarations';
import { additionalFieldsOf } from '../../fields/content/givenMembers';
import {
	activityIdField,
	contentStateField,
	endOptions,
	readActivityId,
	readEnd,
	readRequiredObject,
} from './activityFields';

const typeField: INodeProperties = identifies({
	displayName: 'Attributes Type',
	name: 'activityAttributesType',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. OrderActivity',
	description: 'The type of activity that the app registers for push-to-start',
});

const attributesField: INodeProperties = content({
	displayName: 'Attributes (JSON)',
	name: 'activityAttributes',
	type: 'json',
	default: '',
	required: true,
	placeholder: 'e.g. { "orderNumber": "1042" }',
	description: 'The values of the activity that do not change',
});

const additionalFields = additionalFieldsOf(endOptions);

/**
 * Starts a Live Activity on people's iPhones. https://www.braze.com/docs/api/endpoints/messaging/live_activity/start
 */
export const start: Operation = {
	name: 'Start',
	value: 'start',
	action: 'Start live activity',
	description: 'Start a Live Activity on the lock screen of iPhones',
	fields: [
		...deliveryModeFields,
		...liveActivityTargetFields,
		appIdField,
		activityIdField,
		typeField,
		attributesField,
		contentStateField,
		titleField,
		alertField,
		additionalFields,
		optionsField([
			combineRecipientsOption(true, 'They then show the same activity.'),
			...deliveryOptionFields,
		]),
	],
	endpoint: {
		method: 'POST',
		path: '/messages/live_activity/start',
		permission: 'messages.live_activity.start',
		verb: 'started',
	},
	safety: 'notIdempotent',
	combine: { ...MESSAGE_RECIPIENTS, byDefault: true },
	entry: targetedEntry(liveActivityTarget, (item) => {
		const activity = readActivityId(item);
		return {
			subject: { activity_id: activity },
			message: `Live Activity “${activity}”`,
			report: { activity_id: activity },
			body: {
				app_id: readAppId(item),
				activity_id: activity,
				activity_attributes_type: readIdentifier(typeField.displayName, item.get(typeField.name)),
				activity_attributes: readRequiredObject(item, attributesField),
				content_state: readRequiredObject(item, contentStateField),
				notification: {
					alert: {
						title: readText(titleField.displayName, item.get(titleField.name)),
						body: readText(alertField.displayName, item.get(alertField.name)),
					},
				},
				...readEnd(item, addedTo(item, 'additionalFields')),
			},
		};
	}),
};
