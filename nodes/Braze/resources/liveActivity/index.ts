import type { Resource } from '../../operation';
import { start } from './start';
import { update } from './update';

/** Live Activities: what an iPhone shows on its lock screen during an ongoing event. */
export const liveActivity: Resource = {
	name: 'Live Activity',
	value: 'liveActivity',
	description: 'Start and update Live Activities on iPhones',
	operations: [start, update],
};
