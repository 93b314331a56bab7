import { MISSING_SCHEDULE_HINT } from '../../schedule/scheduleId';
import type { Operation } from '../../operation';
import { keyInterceptor } from '../../scheduleKeys/keyInterceptor';
import { timeChange } from '../scheduleChange';
import { messageKeyUse } from './cancelSchedule';

/**
 * Changes the time of a scheduled message, and keeps its content.
 * https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_update_scheduled_messages
 */
export const updateSchedule: Operation = {
	...timeChange(),
	name: 'Update Schedule',
	value: 'updateSchedule',
	action: 'Update time of scheduled message',
	description: 'Change the time and delivery of a scheduled message',
	endpoint: {
		method: 'POST',
		path: '/messages/schedule/update',
		permission: 'messages.schedule.update',
		verb: 'changed',
		refusalHint: MISSING_SCHEDULE_HINT,
	},
	intercept: (...run) => keyInterceptor(messageKeyUse('move'), ...run),
};
