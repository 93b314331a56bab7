import type { Resource } from '../../operation';
import { start } from './start';
import { update } from './update';

/** Live Activities: what an iPhone shows on its lock screen during an ongoing event. */
export const liveActivity: Resource = {
	name: 'Live Activity',
	value: 'liveActivity',
	operations: [start, update],
};
