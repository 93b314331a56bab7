import { requestOptionFields } from '../../fields/options/deliveryOptions';
import { optionsField } from '../../fields/options/optionsCollection';
import {
	ignoreMissingScheduleOption,
	MISSING_SCHEDULE_HINT,
	missingScheduleExcuse,
	readScheduleId,
	REPEATED_CANCEL_HINT,
	scheduleIdField,
} from '../../fields/schedule/scheduleId';
import type { Operation } from '../../operation';

/** Cancels a scheduled message. https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_delete_scheduled_messages */
export const cancelSchedule: Operation = {
	name: 'Cancel Schedule',
	value: 'cancelSchedule',
	action: 'Cancel scheduled message by schedule ID',
	description: 'Cancel a scheduled message before it goes out',
	fields: [scheduleIdField, optionsField([ignoreMissingScheduleOption, ...requestOptionFields])],
	endpoint: {
		method: 'POST',
		path: '/messages/schedule/delete',
		permission: 'messages.schedule.delete',
		verb: 'cancelled',
		refusalHint: MISSING_SCHEDULE_HINT,
		repetitionHint: REPEATED_CANCEL_HINT,
	},
	safety: 'idempotent',
	entry(item) {
		const scheduleId = readScheduleId(item);
		return {
			envelope: { body: { schedule_id: scheduleId }, subject: scheduleId, acceptRefusal: missingScheduleExcuse(item) },
			output: (answer) => [{ changed: true, ...answer, schedule_id: scheduleId }],
		};
	},
};
