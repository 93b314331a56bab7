import { readListFilters, sortedListFilters } from '../../fields/output/listFilters';
import { listingOf } from './listing';

/** Lists addresses that unsubscribed. https://www.braze.com/docs/api/endpoints/email/get_query_unsubscribed_email_addresses */
export const getUnsubscribes = listingOf({
	name: 'Get Many Unsubscribes',
	value: 'getUnsubscribes',
	action: 'Get many unsubscribed addresses',
	description: 'Get email addresses that unsubscribed',
	path: '/email/unsubscribes',
	permission: 'email.unsubscribe',
	filters: sortedListFilters,
	readFilters: readListFilters,
});
