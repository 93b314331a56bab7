import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { integrationChoice } from '../../fields/resource/choices';
import type { Operation } from '../../operation';
import { syncInterceptor, readWaitUntilDone, SyncToFollow, waitUntilDoneOption } from './waitUntilDone';

/**
 * Starts a sync. It imports what is new since the last one, so repeating it is safe. While one is running, Braze
 * refuses another. https://www.braze.com/docs/api/endpoints/cdi/post_job_sync
 */
export const sync: Operation = {
	name: 'Sync',
	value: 'sync',
	action: 'Sync data integration',
	description: "Start a sync outside the integration's schedule",
	fields: [integrationChoice.field, optionsField([waitUntilDoneOption, ...requestOptionFields])],
	endpoint: {
		method: 'POST',
		path: '/cdi/integrations/{integration_id}/sync',
		permission: 'cdi.integration_sync',
		verb: 'started',
		busy: /in progress/i,
		refusalHint: 'Check the integration. Braze does not start a sync while another one is running',
		repetitionHint: 'If a sync is running now, the first attempt may have started it',
	},
	safety: 'idempotent',
	intercept: syncInterceptor,
	entry(item) {
		const id = integrationChoice.read(item);
		const companion = readWaitUntilDone(item) ? new SyncToFollow(id) : undefined;
		return {
			envelope: { path: { integration_id: id }, subject: id, companion },
			report: { integration_id: id },
		};
	},
};
