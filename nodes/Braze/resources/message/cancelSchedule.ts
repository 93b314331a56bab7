import { requestOptionFields } from '../../fields/options/deliveryOptions';
import { optionsField } from '../../fields/options/optionsCollection';
import { scheduleFinder } from '../../fields/schedule/findSchedule';
import {
	ignoreMissingScheduleOption,
	MISSING_SCHEDULE_HINT,
	missingScheduleExcuse,
	REPEATED_CANCEL_HINT,
} from '../../fields/schedule/scheduleId';
import { keyCatalogOption } from '../../fields/schedule/scheduleKey';
import type { Operation } from '../../operation';
import { aroundKeys } from '../../scheduleKeys/aroundKeys';
import { messageKeyUse } from './keyUse';

const finder = scheduleFinder();

/** Cancels a scheduled message. https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_delete_scheduled_messages */
export const cancelSchedule: Operation = {
	name: 'Cancel Schedule',
	value: 'cancelSchedule',
	action: 'Cancel scheduled message by schedule ID or key',
	description: 'Cancel a scheduled message before it goes out',
	fields: [...finder.fields, optionsField([ignoreMissingScheduleOption, keyCatalogOption, ...requestOptionFields])],
	endpoint: {
		method: 'POST',
		path: '/messages/schedule/delete',
		permission: 'messages.schedule.delete',
		verb: 'cancelled',
		refusalHint: MISSING_SCHEDULE_HINT,
		repetitionHint: REPEATED_CANCEL_HINT,
	},
	around: (sending) => aroundKeys(messageKeyUse('cancel'), sending),
	safety: 'idempotent',
	entry(item) {
		const { ids, key, subject, report } = finder.read(item);
		return {
			envelope: {
				body: ids,
				subject,
				acceptRefusal: missingScheduleExcuse(item),
				...(key !== undefined && { scheduleKey: { key } }),
			},
			output: (answer) => [{ changed: true, ...answer, ...report }],
		};
	},
};
