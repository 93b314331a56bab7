import type { Resource } from '../../operation';
import { getAnalytics } from './getAnalytics';

/** Sessions: each time an app was used. */
export const session: Resource = {
	name: 'Session',
	value: 'session',
	description: 'How often your apps were opened',
	operations: [getAnalytics],
};
