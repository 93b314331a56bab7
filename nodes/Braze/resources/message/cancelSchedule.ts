import { MISSING_SCHEDULE_HINT, REPEATED_CANCEL_HINT } from '../../schedule/scheduleId';
import type { Operation } from '../../operation';
import { keyInterceptor } from '../../scheduleKeys/keyInterceptor';
import { cancellation } from '../scheduleChange';
import type { KeyUse } from '../../scheduleKeys/key';
import type { Endpoint } from '../../transport/endpoint';

/** Cancels a scheduled message. */
const CANCEL_ENDPOINT: Endpoint = {
	method: 'POST',
	path: '/messages/schedule/delete',
	permission: 'messages.schedule.delete',
	verb: 'cancelled',
};

/** What an operation of messages does with schedule keys. */
export const messageKeyUse = (does: KeyUse['does']): KeyUse => ({
	kind: 'message',
	does,
	cancel: CANCEL_ENDPOINT,
});

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
