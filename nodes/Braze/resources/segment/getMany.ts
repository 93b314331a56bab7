import type { IDataObject } from 'n8n-workflow';

import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { readListFilters, sortedListFilters } from '../../fields/output/listFilters';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import type { Operation } from '../../operation';

/** Lists segments as one output item each. https://www.braze.com/docs/api/endpoints/export/segments/get_segment */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many segments',
	description: 'Get the segments of the workspace',
	fields: [...returnAllFields, sortedListFilters, optionsField(requestOptionFields)],
	endpoint: { method: 'GET', path: '/segments/list', permission: 'segments.list' },
	safety: 'idempotent',
	paging: { list: 'segments', style: 'page', size: 100 },
	entry: (item) => ({
		envelope: { query: { page: 0, ...readListFilters(item) }, limit: readLimit(item), subject: 'segments' },
		output: (answer) => answer.segments as IDataObject[],
	}),
};
