import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { listAt } from '../../fields/output/analyticsOutput';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import type { Operation } from '../../operation';

/**
 * Lists custom attributes as one output item each.
 * https://www.braze.com/docs/api/endpoints/export/custom_attributes/get_custom_attributes
 */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many custom attributes',
	description: 'Get the custom attributes of the workspace with data type and status',
	fields: [...returnAllFields, optionsField(requestOptionFields)],
	endpoint: { method: 'GET', path: '/custom_attributes', permission: 'custom_attributes.get' },
	safety: 'idempotent',
	paging: { list: 'attributes', style: 'cursor', size: 50 },
	entry: (item) => ({
		envelope: { limit: readLimit(item), subject: 'attributes' },
		output: (answer) => listAt(answer, 'attributes'),
	}),
};
