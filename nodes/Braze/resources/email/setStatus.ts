import type { INodeProperties } from 'n8n-workflow';

import { checkChoice } from '../../fields/values/choice';
import { changeOf } from './change';

const stateField: INodeProperties = {
	displayName: 'Subscription State',
	name: 'subscriptionState',
	type: 'options',
	options: [
		{ name: 'Opted In', value: 'opted_in', description: 'The person confirmed that they want emails' },
		{ name: 'Subscribed', value: 'subscribed', description: 'The person gets emails but has not opted in' },
		{ name: 'Unsubscribed', value: 'unsubscribed', description: 'The person gets no emails' },
	],
	default: 'subscribed',
	description: 'The state of the address for all emails, regardless of subscription groups',
};

/** Sets the global state of addresses. https://www.braze.com/docs/api/endpoints/email/post_email_subscription_status */
export const setStatus = changeOf({
	name: 'Set Status',
	value: 'setStatus',
	action: 'Set email subscription status',
	description: 'Subscribe or unsubscribe an email address for all emails',
	path: '/email/status',
	permission: 'email.status',
	verb: 'changed',
	fields: [stateField],
	read: (item) => ({
		subscription_state: checkChoice(stateField, item.get('subscriptionState', 'subscribed')) as string,
	}),
});
