import type { KeyUse } from '../../scheduleKeys/keyUse';

/** What an operation of messages does with schedule keys. */
export const messageKeyUse = (does: KeyUse['does']): KeyUse => ({
	kind: 'message',
	does,
	cancel: { method: 'POST', path: '/messages/schedule/delete', permission: 'messages.schedule.delete', verb: 'cancelled' },
});
