import type { Resource } from '../../operation';
import { getMany } from './getMany';

/** Custom attributes: data about people in addition to their profile fields. */
export const customAttribute: Resource = {
	name: 'Custom Attribute',
	value: 'customAttribute',
	description: 'What your workspace knows about people',
	operations: [getMany],
};
