import type { Resource } from '../../operation';
import { getMany } from './getMany';

/** Custom attributes: what is kept about people besides their profile fields. */
export const customAttribute: Resource = {
	name: 'Custom Attribute',
	value: 'customAttribute',
	operations: [getMany],
};
