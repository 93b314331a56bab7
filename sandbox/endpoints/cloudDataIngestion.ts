import type { Integration } from '../seeds/integrations';
import { Refusal } from '../types/refusal';
import { cursorPage } from './cursor';
import type { Call, Endpoint } from './endpoint';

/** `/cdi/integrations…` (get_integration_list.md and its siblings). */

const PAGE_SIZE = 10;

/** How long a sync takes, by the sandbox's clock. */
export const SYNC_SECONDS = 60;

const list: Endpoint = {
	method: 'GET',
	path: '/cdi/integrations',
	permission: 'cdi.integration_list',
	pools: () => [{ name: 'cdi list', limit: 50, windowSeconds: 60 }],
	handle: (call) => {
		const { page, headers } = cursorPage(call, '/cdi/integrations', call.state.integrations, PAGE_SIZE);
		const results = page.map(({ syncs: [last], ...integration }) => ({
			...integration,
			app_group_id: '5d1e4a70-0000-4000-8000-000000000000',
			last_updated_at: last?.last_timestamp_synced ?? null,
			last_job_start_time: last?.sync_start_time ?? null,
			last_job_status: last?.job_status ?? null,
		}));
		return { status: 200, headers, body: { results, message: 'success' } };
	},
};

const statuses: Endpoint = {
	method: 'GET',
	path: '/cdi/integrations/{integration_id}/job_sync_status',
	permission: 'cdi.integration_job_status',
	pools: () => [{ name: 'cdi status', limit: 100, windowSeconds: 60 }],
	handle: (call) => {
		const { integration_id, syncs } = integrationOf(call);
		endDue(syncs, call.now);
		const { page, headers } = cursorPage(
			call,
			`/cdi/integrations/${integration_id}/job_sync_status`,
			syncs,
			PAGE_SIZE,
		);
		return { status: 200, headers, body: { results: page, message: 'success' } };
	},
};

const sync: Endpoint = {
	method: 'POST',
	path: '/cdi/integrations/{integration_id}/sync',
	permission: 'cdi.integration_sync',
	pools: () => [{ name: 'cdi sync', limit: 20, windowSeconds: 60 }],
	handle: (call) => {
		const { syncs } = integrationOf(call);
		endDue(syncs, call.now);
		if (syncs[0]?.job_status === 'Running') throw new Refusal(429, 'Another job is in progress');
		syncs.unshift({
			job_status: 'Running',
			sync_start_time: call.now.toISOString(),
			sync_finish_time: null,
			last_timestamp_synced: null,
			rows_synced: 0,
			rows_failed_with_errors: 0,
		});
		return { status: 202, body: { message: 'success' } };
	},
};

/** Ends the newest sync if it is due. */
function endDue([newest]: Integration['syncs'], now: Date): void {
	if (newest?.job_status !== 'Running') return;
	const end = new Date(newest.sync_start_time).getTime() + SYNC_SECONDS * 1000;
	if (now.getTime() < end) return;
	Object.assign(newest, {
		job_status: 'Success',
		sync_finish_time: new Date(end).toISOString(),
		last_timestamp_synced: newest.sync_start_time,
		rows_synced: 40,
	});
}

/** Returns the integration in the path. The form of IDs is undocumented; refusing other characters is a guess. */
function integrationOf({ state, params }: Call): Integration {
	const id = decodeURIComponent(params.integration_id);
	if (!/^[\w-]+$/.test(id)) throw new Refusal(400, 'Invalid integration ID');
	const integration = state.integrations.find((one) => one.integration_id === id);
	if (!integration) throw new Refusal(404, 'Integration not found');
	return integration;
}

export const cloudDataIngestion: Endpoint[] = [list, statuses, sync];
