import type { Resource } from '../../operation';
import { schedule } from './schedule';

/** Canvases: journeys built in Braze. */
export const canvas: Resource = {
	name: 'Canvas',
	value: 'canvas',
	operations: [schedule],
};
