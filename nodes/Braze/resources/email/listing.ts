import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { requestOptionFields } from '../../fields/options/deliveryOptions';
import { optionsField } from '../../fields/options/optionsCollection';
import { dateRangeFields, readDateRange } from '../../fields/output/dateRange';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import { emailField } from '../../recipients/person';
import { checkChoice } from '../../fields/values/choice';
import type { ItemReader } from '../../itemReader';
import type { Operation } from '../../operation';
import { readEmail } from '../../input/address';

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
	description: 'Which entries in the list to get',
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

/** Makes an operation that lists email addresses, by offset. */
export function listingOf({ path, permission, filters, readFilters, ...shown }: Listing): Operation {
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
				query: { ...whichOf(item), ...readFilters?.(item) },
				limit: readLimit(item),
				subject: path,
			},
			output: (answer) => answer.emails as IDataObject[],
		}),
	};
}

/** With an offset, Braze may not find a single address, and without an end date it returns nothing, so today is sent as the end. */
function whichOf(item: ItemReader): IDataObject {
	if (checkChoice(findByField, item.get('findBy', 'dateRange')) === 'dateRange') {
		return { ...readDateRange(item), limit: PAGE_SIZE, offset: 0 };
	}
	const end = item.now.toUTC().plus({ days: 1 });
	return { email: readEmail('Email', item.get('email')), end_date: end.toFormat('yyyy-MM-dd') };
}
