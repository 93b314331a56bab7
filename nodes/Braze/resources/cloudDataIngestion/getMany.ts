import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { listAt } from '../../fields/output/analyticsOutput';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import type { Operation } from '../../operation';

/** Lists integrations as one output item each. https://www.braze.com/docs/api/endpoints/cdi/get_integration_list */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many data integrations',
	description: 'Get the integrations of the workspace with their last and next sync',
	fields: [...returnAllFields, optionsField(requestOptionFields)],
	endpoint: { method: 'GET', path: '/cdi/integrations', permission: 'cdi.integration_list' },
	safety: 'idempotent',
	paging: { list: 'results', style: 'cursor', size: 10 },
	entry: (item) => ({
		envelope: { limit: readLimit(item), subject: 'integrations' },
		output: (answer) => listAt(answer, 'results'),
	}),
};
