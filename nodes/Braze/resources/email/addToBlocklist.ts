import { allowAgentOption } from '../../fields/values/confirmation';
import { changeOf } from './change';

/** Keeps Braze from sending to addresses. https://www.braze.com/docs/api/endpoints/email/post_blocklist */
export const addToBlocklist = changeOf({
	name: 'Add to Blocklist',
	value: 'addToBlocklist',
	action: 'Add address to blocklist',
	description: 'Unsubscribe an email address and mark it as bounced',
	path: '/email/blocklist',
	permission: 'email.blacklist',
	verb: 'blocked',
	options: [allowAgentOption],
});
