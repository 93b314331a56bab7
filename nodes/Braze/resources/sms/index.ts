import type { Resource } from '../../operation';
import { getInvalidNumbers } from './getInvalidNumbers';
import { removeInvalidNumbers } from './removeInvalidNumbers';

/** Phone numbers, whoever they belong to. */
export const sms: Resource = {
	name: 'SMS',
	value: 'sms',
	operations: [getInvalidNumbers, removeInvalidNumbers],
};
