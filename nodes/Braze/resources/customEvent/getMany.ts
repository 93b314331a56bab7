import { requestOptionFields } from '../../fields/options/deliveryOptions';
import { optionsField } from '../../fields/options/optionsCollection';
import { listAt } from '../../fields/output/analyticsOutput';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import type { Operation } from '../../operation';

/** Lists custom events, one output item each. https://www.braze.com/docs/api/endpoints/export/custom_events/get_custom_events_data */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many custom events',
	description: 'Get the custom events of the workspace with description, status and tags',
	fields: [...returnAllFields, optionsField(requestOptionFields)],
	endpoint: { method: 'GET', path: '/events', permission: 'events.get' },
	safety: 'idempotent',
	paging: { list: 'events', style: 'cursor', size: 50 },
	entry: (item) => ({
		envelope: { limit: readLimit(item), subject: 'events' },
		output: (answer) => listAt(answer, 'events'),
	}),
};
