import type { Resource } from '../../operation';
import { cleanUpKeys } from './cleanUpKeys';
import { getMany } from './getMany';

/** Schedules under keys of the user's own: Canvases, campaigns and messages alike. */
export const schedule: Resource = {
	name: 'Schedule',
	value: 'schedule',
	operations: [getMany, cleanUpKeys],
};
