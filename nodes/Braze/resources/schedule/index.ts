import type { Resource } from '../../operation';
import { cleanUpKeys } from './cleanUpKeys';
import { getMany } from './getMany';

/** Schedules under the user's own keys: Canvases, campaigns and messages. */
export const schedule: Resource = {
	name: 'Schedule Key',
	value: 'schedule',
	description: 'Find and clean up schedules that have your own key',
	operations: [getMany, cleanUpKeys],
};
