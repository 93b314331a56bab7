import type { Example } from './example';
import { AUGUST } from './shared';

const ADDRESS = { email: 'ada@example.com' };

export const email: Record<string, Example> = {
	setStatus: { parameters: ADDRESS },
	getUnsubscribes: { parameters: AUGUST },
	getHardBounces: { parameters: AUGUST },
	removeFromBounceList: { parameters: ADDRESS },
	removeFromSpamList: { parameters: ADDRESS },
	addToBlocklist: { parameters: ADDRESS },
};
