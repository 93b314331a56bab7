import type { INodeParameters } from 'n8n-workflow';

import type { Example } from './example';
import { HOURLY, OF_APP } from './shared';

const OF_PRODUCT: INodeParameters = { filters: { productId: 'plan-pro' } };

export const purchase: Record<string, Example> = {
	// Fewer than there are: how many a full page has is not known, so the next one would be asked for.
	getManyProducts: { parameters: { limit: 3 } },
	getQuantityAnalytics: { parameters: {}, variants: [HOURLY, OF_APP, OF_PRODUCT] },
	getRevenueAnalytics: { parameters: {}, variants: [HOURLY, OF_APP, OF_PRODUCT] },
};
