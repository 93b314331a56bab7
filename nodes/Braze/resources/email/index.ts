import type { Resource } from '../../operation';
import { addToBlocklist, removeFromBounceList, removeFromSpamList, setStatus } from './change';
import { getHardBounces, getUnsubscribes } from './listing';

/** Email addresses, no matter whose: bounces, spam reports and subscriptions. */
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
