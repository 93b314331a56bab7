import { OLD_ID, PUBLIC_KEY } from '../../../sandbox/seeds/sdkKeys';
import type { Bench } from '../bench';
import type { Example } from './example';
import { APP } from './shared';

/** Leaves one key, so that the app has room for two more. */
const withOneKey = async (bench: Bench) => {
	bench.sandbox.state.sdkKeys.length = 1;
	return await Promise.resolve([{}]);
};

export const sdkAuthentication: Record<string, Example> = {
	getMany: { parameters: APP },
	create: {
		parameters: { ...APP, rsaPublicKey: PUBLIC_KEY, description: 'Key of 2027' },
		before: withOneKey,
	},
	setPrimary: { parameters: { ...APP, keyId: OLD_ID } },
	delete: { parameters: { ...APP, keyId: OLD_ID, confirmDelete: true } },
};
