import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { batchOptionFields } from '../../fields/options/deliveryOptions';
import { changeModeField } from '../../fields/options/mode';
import { optionsField } from '../../fields/options/commonOptions';
import { emailField } from '../../recipients/person';
import type { ItemReader } from '../../itemReader';
import type { Operation } from '../../operation';
import { addressKey, readEmail } from '../../input/address';
import type { Verb } from '../../transport/endpoint';
import { allowAgentOption } from '../../fields/confirmation';
import { readChoice } from '../../fields/values';

/** The maximum number of addresses per request. */
const MAX_EMAILS = 50;

/** The differences between the operations that change addresses. */
interface Change {
	readonly name: string;
	readonly value: string;
	readonly action: string;
	readonly description: string;
	readonly path: string;
	readonly permission: string;
	readonly verb: Verb;
	/** Further fields, and their part of the body. */
	readonly fields?: INodeProperties[];
	/** Options that only this change has. */
	readonly options?: INodeProperties[];
	readonly read?: (item: ItemReader) => IDataObject;
}

/** Creates an operation that changes email addresses. Repeating it is safe. */
function changeOf({ path, permission, verb, fields = [], options = [], read, ...shown }: Change): Operation {
	return {
		...shown,
		fields: [changeModeField, emailField, ...fields, optionsField([...batchOptionFields, ...options])],
		endpoint: { method: 'POST', path, permission, verb },
		safety: 'idempotent',
		combine: {
			limit: MAX_EMAILS,
			byDefault: true,
			key: ({ email }) => addressKey(String(email)),
			body: (members) => ({ email: members.map(({ email }) => email) }),
		},
		entry(item) {
			const email = readEmail('Email', item.get('email'));
			const body = read?.(item) ?? {};
			return {
				envelope: { body, subject: path },
				members: [{ email }],
				output: ({ message }) => [{ email, ...body, message }],
				uncounted: true,
			};
		},
	};
}

/** Keeps Braze from sending to addresses. https://www.braze.com/docs/api/endpoints/email/post_blocklist */
export const addToBlocklist = changeOf({
	name: 'Add to Blocklist',
	value: 'addToBlocklist',
	action: 'Add address to blocklist',
	description: 'Unsubscribe an email address and mark it as bounced',
	path: '/email/blocklist',
	permission: 'email.blacklist',
	verb: 'blocked',
	options: [allowAgentOption],
});

/** Lets Braze send to bounced addresses again. https://www.braze.com/docs/api/endpoints/email/post_remove_hard_bounces */
export const removeFromBounceList = changeOf({
	name: 'Remove From Bounce List',
	value: 'removeFromBounceList',
	action: 'Remove address from bounce list',
	description: 'Let Braze send to a bounced email address again',
	path: '/email/bounce/remove',
	permission: 'email.bounce.remove',
	verb: 'removed',
	options: [allowAgentOption],
});

/** Lets Braze send again to addresses that reported spam. https://www.braze.com/docs/api/endpoints/email/post_remove_spam */
export const removeFromSpamList = changeOf({
	name: 'Remove From Spam List',
	value: 'removeFromSpamList',
	action: 'Remove address from spam list',
	description: 'Let Braze send again to an email address that reported spam',
	path: '/email/spam/remove',
	permission: 'email.spam.remove',
	verb: 'removed',
	options: [allowAgentOption],
});

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

/**
 * Sets the global subscription state of addresses.
 * https://www.braze.com/docs/api/endpoints/email/post_email_subscription_status
 */
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
		subscription_state: readChoice(stateField, item.get('subscriptionState', 'subscribed')),
	}),
});
