import type { Resource } from '../../operation';
import { getAnalytics, getMany, getManyNames } from './operations';

/** Custom events: what people did, under the names that their apps and systems use. */
export const customEvent: Resource = {
	name: 'Custom Event',
	value: 'customEvent',
	description: 'What people do, and how often',
	operations: [getMany, getManyNames, getAnalytics],
};
