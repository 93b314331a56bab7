import { requestOptionFields } from '../../fields/options/deliveryOptions';
import { optionsField } from '../../fields/options/optionsCollection';
import { readSchedule, scheduleFields, SCHEDULE_PARAMETERS } from '../../fields/schedule/schedule';
import {
	ignoreMissingScheduleOption,
	MISSING_SCHEDULE_HINT,
	missingScheduleExcuse,
	readScheduleId,
	scheduleIdField,
	speaksOfSchedule,
} from '../../fields/schedule/scheduleId';
import type { Operation } from '../../operation';

/** Gives a scheduled message another time; its content stays. https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_update_scheduled_messages */
export const updateSchedule: Operation = {
	name: 'Update Schedule',
	value: 'updateSchedule',
	action: 'Update time of scheduled message by schedule ID',
	description: 'Change the time and delivery of a scheduled message',
	fields: [scheduleIdField, ...scheduleFields, optionsField([ignoreMissingScheduleOption, ...requestOptionFields])],
	endpoint: {
		method: 'POST',
		path: '/messages/schedule/update',
		permission: 'messages.schedule.update',
		verb: 'changed',
		refusalHint: MISSING_SCHEDULE_HINT,
	},
	safety: 'idempotent',
	entry(item) {
		const scheduleId = readScheduleId(item);
		const { sent, moments, hints } = item.shared(SCHEDULE_PARAMETERS, () => readSchedule(item));
		return {
			envelope: {
				body: { schedule_id: scheduleId, schedule: sent },
				subject: scheduleId,
				acceptRefusal: missingScheduleExcuse(item, speaksOfSchedule),
			},
			output: (answer) => [
				{
					changed: true,
					...answer,
					schedule_id: scheduleId,
					...(!('changed' in answer) && { schedule: { ...sent }, ...moments }),
				},
			],
			hints,
		};
	},
};
