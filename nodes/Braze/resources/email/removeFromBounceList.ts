import { allowAgentOption } from '../../fields/values/confirmation';
import { changeOf } from './change';

/** Lets Braze send to bounced addresses again. https://www.braze.com/docs/api/endpoints/email/post_remove_hard_bounces */
export const removeFromBounceList = changeOf({
	name: 'Remove From Bounce List',
	value: 'removeFromBounceList',
	action: 'Remove address from bounce list',
	description: 'Let Braze send to a bounced email address again',
	path: '/email/bounce/remove',
	permission: 'email.bounce.remove',
	verb: 'removed',
	options: [allowAgentOption],
});
