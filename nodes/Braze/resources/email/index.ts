import type { Resource } from '../../operation';
import { addToBlocklist } from './addToBlocklist';
import { getHardBounces } from './getHardBounces';
import { getUnsubscribes } from './getUnsubscribes';
import { removeFromBounceList } from './removeFromBounceList';
import { removeFromSpamList } from './removeFromSpamList';
import { setStatus } from './setStatus';

/** Email addresses, whoever they belong to: bounces, spam reports and subscriptions. */
export const email: Resource = {
	name: 'Email Address',
	value: 'email',
	description: 'Subscription status, bounces and blocklist of email addresses',
	operations: [
		setStatus,
		getUnsubscribes,
		getHardBounces,
		removeFromBounceList,
		removeFromSpamList,
		addToBlocklist,
	],
};
