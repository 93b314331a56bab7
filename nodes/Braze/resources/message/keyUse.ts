import type { KeyUse } from '../../scheduleKeys/key';
import type { Endpoint } from '../../transport/endpoint';

/** Cancels a scheduled message. */
export const CANCEL_ENDPOINT: Endpoint = {
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
