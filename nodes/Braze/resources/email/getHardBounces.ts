import { listingOf } from './listing';

/** Lists addresses that permanently bounced. https://www.braze.com/docs/api/endpoints/email/get_list_hard_bounces */
export const getHardBounces = listingOf({
	name: 'Get Many Hard Bounces',
	value: 'getHardBounces',
	action: 'Get many hard bounced addresses',
	description: 'Get email addresses that permanently bounced',
	path: '/email/hard_bounces',
	permission: 'email.hard_bounces',
});
