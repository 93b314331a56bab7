import type { Resource } from '../../operation';
import { getManyProducts, getQuantityAnalytics, getRevenueAnalytics } from './operations';

/** Purchases: what was bought, how much of it, and for how much money. */
export const purchase: Resource = {
	name: 'Purchase',
	value: 'purchase',
	description: 'Products, and how often they were bought',
	operations: [getManyProducts, getQuantityAnalytics, getRevenueAnalytics],
};
