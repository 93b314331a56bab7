import type { Resource } from '../../operation';
import { get } from './get';
import { getAnalytics } from './getAnalytics';
import { getMany } from './getMany';

/** Segments: groups of users defined in Braze. */
export const segment: Resource = {
	name: 'Segment',
	value: 'segment',
	description: 'Groups of people that are defined in Braze',
	operations: [getMany, get, getAnalytics],
};
