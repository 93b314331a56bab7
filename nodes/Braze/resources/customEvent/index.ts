import type { Resource } from '../../operation';
import { getAnalytics } from './getAnalytics';
import { getMany } from './getMany';
import { getManyNames } from './getManyNames';

/** Custom events: what people did, by the names that their apps and systems gave it. */
export const customEvent: Resource = {
	name: 'Custom Event',
	value: 'customEvent',
	operations: [getMany, getManyNames, getAnalytics],
};
