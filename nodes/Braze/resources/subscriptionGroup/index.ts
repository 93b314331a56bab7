import type { Resource } from '../../operation';
import { getStatus } from './getStatus';
import { getUserGroups } from './getUserGroups';
import { setStatus } from './setStatus';

/** Subscription groups: which messages people want, by email, SMS or WhatsApp. */
export const subscriptionGroup: Resource = {
	name: 'Subscription Group',
	value: 'subscriptionGroup',
	description: 'Who gets which email, SMS or WhatsApp messages',
	operations: [setStatus, getStatus, getUserGroups],
};
