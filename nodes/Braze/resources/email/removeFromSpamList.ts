import { allowAgentOption } from '../../fields/values/confirmation';
import { changeOf } from './change';

/** Lets Braze send again to addresses that reported spam. https://www.braze.com/docs/api/endpoints/email/post_remove_spam */
export const removeFromSpamList = changeOf({
	name: 'Remove From Spam List',
	value: 'removeFromSpamList',
	action: 'Remove address from spam list',
	description: 'Let Braze send again to an email address that reported spam',
	path: '/email/spam/remove',
	permission: 'email.spam.remove',
	verb: 'removed',
	options: [allowAgentOption],
});
