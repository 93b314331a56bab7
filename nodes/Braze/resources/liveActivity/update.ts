import { appIdField, readAppId } from '../../fields/resource/names';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { identicalMessagesOption } from '../../fields/options/repeats';
import { addedTo, isGiven, readBoolean, readText } from '../../fields/values';
import type { Operation } from '../../operation';
import { InputError } from '../../input/inputError';
import { content } from '../../fields/declarations';
import { updateFieldsOf } from '../../fields/content/givenMembers';
import {
	activityIdField,
	contentStateField,
	endOptions,
	readActivityId,
	readEnd,
	readRequiredObject,
} from './activityFields';

const updateFields = updateFieldsOf([
	content({
		displayName: 'Alert Text',
		name: 'text',
		type: 'string',
		default: '',
		placeholder: 'e.g. Your order is at the door',
		description: 'The text of an alert about the update. Also needs an alert title.',
	}),
	content({
		displayName: 'Alert Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. Almost there',
		description: 'The title of an alert about the update. Also needs an alert text.',
	}),
	{
		displayName: 'End Activity',
		name: 'endActivity',
		type: 'boolean',
		default: false,
		description: 'Whether the activity ends with this update',
	},
	...endOptions,
]);

/** Changes or ends a Live Activity wherever it is shown. https://www.braze.com/docs/api/endpoints/messaging/live_activity/update */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update or end live activity',
	description: 'Change what a Live Activity shows, or end it',
	fields: [
		appIdField,
		activityIdField,
		contentStateField,
		updateFields,
		optionsField([...requestOptionFields, identicalMessagesOption]),
	],
	endpoint: {
		method: 'POST',
		path: '/messages/live_activity/update',
		permission: 'messages.live_activity.update',
		verb: 'changed',
	},
	safety: 'notIdempotent',
	entry(item) {
		const activity = readActivityId(item);
		const more = addedTo(item, 'updateFields');
		const alert = readAlert(more);
		return {
			envelope: {
				body: {
					app_id: readAppId(item),
					activity_id: activity,
					content_state: readRequiredObject(item, contentStateField),
					...(readBoolean('End Activity', more.endActivity) && { end_activity: true }),
					...readEnd(item, more),
					...(alert && { notification: { alert } }),
				},
				subject: activity,
				// Showing the same content again is harmless, unlike a second alert.
				...(!alert && { repeatable: true }),
			},
			...(alert && { message: `Live Activity “${activity}”` }),
			report: { activity_id: activity },
		};
	},
};

function readAlert({ title, text }: Record<string, unknown>): Record<string, string> | undefined {
	if (!isGiven(title) && !isGiven(text)) return undefined;
	if (isGiven(title) && isGiven(text))
		return { title: readText('Alert Title', title), body: readText('Alert Text', text) };
	throw new InputError(
		isGiven(title) ? 'Alert Text' : 'Alert Title',
		'is empty',
		'An alert needs both a title and text.',
	);
}
