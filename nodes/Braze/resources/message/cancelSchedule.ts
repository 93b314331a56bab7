import { MISSING_SCHEDULE_HINT, REPEATED_CANCEL_HINT } from '../../schedule/scheduleId';
import type { Operation } from '../../operation';
import { keyInterceptor } from '../../scheduleKeys/keyInterceptor';
import { cancellation } from '../scheduleChange';
import { CANCEL_ENDPOINT, messageKeyUse } from './keyUse';

/** Cancels a scheduled message. https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_delete_scheduled_messages */
export const cancelSchedule: Operation = {
	...cancellation(),
	name: 'Cancel Schedule',
	value: 'cancelSchedule',
	action: 'Cancel scheduled message',
	description: 'Cancel a scheduled message before it goes out',
	endpoint: { ...CANCEL_ENDPOINT, refusalHint: MISSING_SCHEDULE_HINT, repetitionHint: REPEATED_CANCEL_HINT },
	intercept: (...run) => keyInterceptor(messageKeyUse('cancel'), ...run),
};
