import type { Resource } from '../../operation';
import { create } from './create';
import { deleteKey } from './delete';
import { getMany } from './getMany';
import { setPrimary } from './setPrimary';

/** SDK authentication keys: with them Braze checks that an app's requests come from a person who is logged in. */
export const sdkAuthentication: Resource = {
	name: 'SDK Authentication Key',
	value: 'sdkAuthentication',
	operations: [getMany, create, setPrimary, deleteKey],
};
