import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { dateRangeFields, readDateRange } from '../../fields/output/period';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import { emailField } from '../../recipients/person';
import { readChoice } from '../../fields/values';
import type { ItemReader } from '../../itemReader';
import type { Operation } from '../../operation';
import { readEmail } from '../../input/address';
import { readListFilters, sortedListFilters } from '../../fields/output/listFilters';

const PAGE_SIZE = 500;

const findByField: INodeProperties = {
	displayName: 'Find By',
	name: 'findBy',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Date Range', value: 'dateRange', description: 'All addresses from these days' },
		{ name: 'Email', value: 'email', description: 'Whether one address is in the list' },
	],
	default: 'dateRange',
	description: 'Which entries of the list to get',
};

/** The differences between the lists of addresses. */
interface Listing {
	readonly name: string;
	readonly value: string;
	readonly action: string;
	readonly description: string;
	readonly path: string;
	readonly permission: string;
	/** Further filters, and their query. */
	readonly filters?: INodeProperties;
	readonly readFilters?: (item: ItemReader) => IDataObject;
}

/** Creates an operation that lists email addresses, paged by offset. */
function listingOf({ path, permission, filters, readFilters, ...shown }: Listing): Operation {
	return {
		...shown,
		fields: [
			findByField,
			...dateRangeFields,
			{ ...emailField, displayOptions: { show: { findBy: ['email'] } } },
			...returnAllFields,
			...(filters ? [filters] : []),
			optionsField(requestOptionFields),
		],
		endpoint: { method: 'GET', path, permission },
		safety: 'idempotent',
		paging: { list: 'emails', style: 'offset', size: PAGE_SIZE },
		entry: (item) => ({
			envelope: {
				query: { ...entriesQuery(item), ...readFilters?.(item) },
				limit: readLimit(item),
				subject: path,
			},
			output: (answer) => answer.emails as IDataObject[],
		}),
	};
}

/**
 * The query for the chosen entries. To find a single address, no offset is sent, with which Braze may miss it; and
 * tomorrow is sent as the end, without which Braze returns nothing.
 */
function entriesQuery(item: ItemReader): IDataObject {
	if (readChoice(findByField, item.get('findBy', 'dateRange')) === 'dateRange') {
		return { ...readDateRange(item), limit: PAGE_SIZE, offset: 0 };
	}
	const end = item.now.toUTC().plus({ days: 1 });
	return { email: readEmail('Email', item.get('email')), end_date: end.toFormat('yyyy-MM-dd') };
}

/** Lists addresses that permanently bounced. https://www.braze.com/docs/api/endpoints/email/get_list_hard_bounces */
export const getHardBounces = listingOf({
	name: 'Get Many Hard Bounces',
	value: 'getHardBounces',
	action: 'Get many hard bounced addresses',
	description: 'Get email addresses that permanently bounced',
	path: '/email/hard_bounces',
	permission: 'email.hard_bounces',
});

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
