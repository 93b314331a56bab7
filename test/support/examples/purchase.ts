import type { INodeParameters } from 'n8n-workflow';

import type { Example } from './example';
import { HOURLY, OF_APP } from './shared';

const OF_PRODUCT: INodeParameters = { filters: { productId: 'plan-pro' } };

export const purchase: Record<string, Example> = {
	// Fewer than exist: the size of a full page is unknown, so the next page would be requested.
	getManyProducts: { parameters: { limit: 3 } },
	getQuantityAnalytics: { parameters: {}, variants: [HOURLY, OF_APP, OF_PRODUCT] },
	getRevenueAnalytics: { parameters: {}, variants: [HOURLY, OF_APP, OF_PRODUCT] },
};
