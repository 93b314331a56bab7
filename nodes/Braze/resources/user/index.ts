import type { Resource } from '../../operation';
import { trackEvent } from './trackEvent';
import { trackPurchase } from './trackPurchase';
import { upsert } from './upsert';

/** Users: the profiles of people. */
export const user: Resource = {
	name: 'User',
	value: 'user',
	operations: [upsert, trackEvent, trackPurchase],
};
