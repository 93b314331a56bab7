import { requestOptionFields } from '../../fields/options/deliveryOptions';
import { optionsField } from '../../fields/options/optionsCollection';
import { scheduleFinder } from '../../fields/schedule/findSchedule';
import { readSchedule, scheduleFields, SCHEDULE_PARAMETERS } from '../../fields/schedule/schedule';
import {
	ignoreMissingScheduleOption,
	MISSING_SCHEDULE_HINT,
	missingScheduleExcuse,
} from '../../fields/schedule/scheduleId';
import { keyCatalogOption, timesOf } from '../../fields/schedule/scheduleKey';
import type { Operation } from '../../operation';
import { speaksOfSchedule } from '../../transport/scheduleGone';
import { aroundKeys } from '../../scheduleKeys/aroundKeys';
import { messageKeyUse } from './keyUse';

const finder = scheduleFinder();

/** Gives a scheduled message another time; its content stays. https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_update_scheduled_messages */
export const updateSchedule: Operation = {
	name: 'Update Schedule',
	value: 'updateSchedule',
	action: 'Update time of scheduled message by schedule ID or key',
	description: 'Change the time and delivery of a scheduled message',
	fields: [...finder.fields, ...scheduleFields, optionsField([ignoreMissingScheduleOption, keyCatalogOption, ...requestOptionFields])],
	endpoint: {
		method: 'POST',
		path: '/messages/schedule/update',
		permission: 'messages.schedule.update',
		verb: 'changed',
		refusalHint: MISSING_SCHEDULE_HINT,
	},
	around: (sending) => aroundKeys(messageKeyUse('change'), sending),
	safety: 'idempotent',
	entry(item) {
		const { ids, key, subject, report } = finder.read(item);
		const { sent, moments, hints } = item.shared(SCHEDULE_PARAMETERS, () => readSchedule(item));
		return {
			envelope: {
				body: { ...ids, schedule: sent },
				subject,
				acceptRefusal: missingScheduleExcuse(item, speaksOfSchedule),
				...(key !== undefined && { scheduleKey: { key, times: timesOf(moments) } }),
			},
			output: (answer) => [
				{
					changed: true,
					...answer,
					...report,
					...(!('changed' in answer) && { schedule: { ...sent }, ...moments }),
				},
			],
			hints,
		};
	},
};
