import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { dateRangeFields, readDateRange } from '../../fields/output/period';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import { phoneField } from '../../recipients/person';
import { addedTo, isGiven, readChoice } from '../../fields/values';
import type { ItemReader } from '../../itemReader';
import type { Operation } from '../../operation';
import { readPhone } from '../../input/address';

const PAGE_SIZE = 500;

const findByField: INodeProperties = {
	displayName: 'Find By',
	name: 'findBy',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Date Range', value: 'dateRange', description: 'All numbers from these days' },
		{ name: 'Phone', value: 'phone', description: 'Whether one number is in the list' },
	],
	default: 'dateRange',
	description: 'Which entries of the list to get',
};

const reasonFilter: INodeProperties = {
	displayName: 'Reason',
	name: 'reason',
	type: 'options',
	options: [
		{ name: 'Deactivated', value: 'deactivated', description: 'The number is no longer in service' },
		{ name: 'Provider Error', value: 'provider_error', description: 'The provider rejected the number' },
	],
	default: 'provider_error',
	description: 'Why the number is invalid',
};

const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [reasonFilter],
};

/**
 * Lists phone numbers that Braze can't send texts to.
 * https://www.braze.com/docs/api/endpoints/sms/get_query_invalid_numbers
 */
export const getInvalidNumbers: Operation = {
	name: 'Get Many Invalid Numbers',
	value: 'getInvalidNumbers',
	action: 'Get many invalid phone numbers',
	description: 'Get phone numbers that Braze no longer sends to',
	fields: [
		findByField,
		...dateRangeFields,
		{ ...phoneField, displayOptions: { show: { findBy: ['phone'] } } },
		...returnAllFields,
		filtersField,
		optionsField(requestOptionFields),
	],
	endpoint: { method: 'GET', path: '/sms/invalid_phone_numbers', permission: 'sms.invalid_phone_numbers' },
	safety: 'idempotent',
	paging: { list: 'sms', style: 'offset', size: PAGE_SIZE },
	entry: (item) => ({
		envelope: {
			query: { ...entriesQuery(item), ...reasonOf(item), limit: PAGE_SIZE, offset: 0 },
			limit: readLimit(item),
			subject: 'invalid numbers',
		},
		output: (answer) => answer.sms as IDataObject[],
	}),
};

function entriesQuery(item: ItemReader): IDataObject {
	if (readChoice(findByField, item.get('findBy', 'dateRange')) === 'dateRange') return readDateRange(item);
	return { phone_numbers: [readPhone('Phone', item.get('phone'))] };
}

function reasonOf(item: ItemReader): IDataObject {
	const { reason } = addedTo(item, 'filters');
	return isGiven(reason) ? { reason: readChoice(reasonFilter, reason) } : {};
}
