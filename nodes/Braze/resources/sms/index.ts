import type { Resource } from '../../operation';
import { getInvalidNumbers } from './getInvalidNumbers';
import { removeInvalidNumbers } from './removeInvalidNumbers';

/** Phone numbers, no matter whose. */
export const sms: Resource = {
	name: 'SMS Number',
	value: 'sms',
	description: 'Phone numbers that cannot get SMS',
	operations: [getInvalidNumbers, removeInvalidNumbers],
};
