import { ORDERS_INTEGRATION_ID } from '../../../sandbox/seeds/integrations';
import { byId } from '../kinds';
import type { Example } from './example';

const INTEGRATION = { integrationId: byId(ORDERS_INTEGRATION_ID) };

export const cloudDataIngestion: Record<string, Example> = {
	getMany: { parameters: {} },
	sync: { parameters: INTEGRATION },
	getManySyncStatuses: { parameters: { ...INTEGRATION, limit: 10 } },
};
