import { ORDERS_INTEGRATION_ID } from '../../../sandbox/seeds/integrations';
import { SYNC_SECONDS } from '../../../sandbox/endpoints/cloudDataIngestion';
import type { Bench } from '../bench';
import { byId } from '../kinds';
import type { Example } from './example';

const INTEGRATION = { integrationId: byId(ORDERS_INTEGRATION_ID) };

/** Finishes a sync by the second lookup. */
const doneAtOnce = async ({ sandbox }: Bench) => {
	sandbox.clock.advance(SYNC_SECONDS);
	const [{ syncs, integration_id: id }] = sandbox.state.integrations;
	const results = [{ ...syncs[syncs.length - 1], sync_start_time: sandbox.clock.now().toISOString() }];
	sandbox.faults.add({
		match: { path: `/cdi/integrations/${id}/job_sync_status`, nth: 2 },
		kind: { type: 'status', status: 200, body: { results } },
	});
	return await Promise.resolve([{}]);
};

export const cloudDataIngestion: Record<string, Example> = {
	getMany: { parameters: {} },
	sync: { parameters: INTEGRATION, variants: [{ options: { waitUntilDone: true } }], before: doneAtOnce },
	getManySyncStatuses: { parameters: { ...INTEGRATION, limit: 10 } },
};
