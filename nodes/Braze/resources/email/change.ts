import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { batchOptionFields } from '../../fields/options/deliveryOptions';
import { changeModeField } from '../../fields/options/mode';
import { optionsField } from '../../fields/options/optionsCollection';
import { emailField } from '../../recipients/person';
import type { ItemReader } from '../../itemReader';
import type { Operation } from '../../operation';
import { addressKey, readEmail } from '../../input/address';
import type { Verb } from '../../transport/endpoint';

/** How many addresses Braze accepts in one request. */
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

/** Makes an operation that changes email addresses. Repeating it is safe. */
export function changeOf({
	path,
	permission,
	verb,
	fields = [],
	options = [],
	read,
	...shown
}: Change): Operation {
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
