import { requestOptionFields } from '../../fields/options/deliveryOptions';
import { optionsField } from '../../fields/options/optionsCollection';
import { textsAt } from '../../fields/output/analyticsOutput';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import type { Operation } from '../../operation';

/** Lists the names of custom events, one output item each. https://www.braze.com/docs/api/endpoints/export/custom_events/get_custom_events */
export const getManyNames: Operation = {
	name: 'Get Many Names',
	value: 'getManyNames',
	action: 'Get many names of custom events',
	description: 'Get only the names of custom events, in fewer requests',
	fields: [...returnAllFields, optionsField(requestOptionFields)],
	endpoint: { method: 'GET', path: '/events/list', permission: 'events.list' },
	safety: 'idempotent',
	paging: { list: 'events', style: 'page', size: 250 },
	entry: (item) => ({
		envelope: { query: { page: 0 }, limit: readLimit(item), subject: 'event names' },
		output: (answer) => textsAt(answer, 'events').map((name) => ({ name })),
	}),
};
