import type { Resource } from '../../operation';
import { create } from './create';
import { deleteKey } from './delete';
import { getMany } from './getMany';
import { setPrimary } from './setPrimary';

/** SDK authentication keys: Braze uses them to check that an app's requests come from a logged-in user. */
export const sdkAuthentication: Resource = {
	name: 'SDK Authentication Key',
	value: 'sdkAuthentication',
	description: 'Keys that sign the requests of your apps',
	operations: [getMany, create, setPrimary, deleteKey],
};
