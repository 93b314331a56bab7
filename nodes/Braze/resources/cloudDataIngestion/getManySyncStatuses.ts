import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { listAt } from '../../fields/output/analyticsOutput';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import { integrationChoice } from '../../fields/resource/choices';
import type { Operation } from '../../operation';

/** Lists the syncs of an integration, newest first. https://www.braze.com/docs/api/endpoints/cdi/get_job_sync_status */
export const getManySyncStatuses: Operation = {
	name: 'Get Many Sync Statuses',
	value: 'getManySyncStatuses',
	action: 'Get many sync statuses',
	description: 'Get when the syncs of an integration ran, with row counts',
	fields: [integrationChoice.field, ...returnAllFields, optionsField(requestOptionFields)],
	endpoint: {
		method: 'GET',
		path: '/cdi/integrations/{integration_id}/job_sync_status',
		permission: 'cdi.integration_job_status',
	},
	safety: 'idempotent',
	paging: { list: 'results', style: 'cursor', size: 10 },
	entry(item) {
		const id = integrationChoice.read(item);
		return {
			envelope: { path: { integration_id: id }, limit: readLimit(item), subject: id },
			output: (answer) => listAt(answer, 'results'),
			report: { integration_id: id },
		};
	},
};
