import { batchOptionFields } from '../../fields/options/deliveryOptions';
import { changeModeField } from '../../fields/options/mode';
import { optionsField } from '../../fields/options/commonOptions';
import { allowAgentOption } from '../../fields/confirmation';
import { phoneField } from '../../recipients/person';
import type { Operation } from '../../operation';
import { readPhone } from '../../input/address';

/** The maximum number of phone numbers per request. */
const MAX_NUMBERS = 50;

/** Lets Braze send to invalid numbers again. https://www.braze.com/docs/api/endpoints/sms/post_remove_invalid_numbers */
export const removeInvalidNumbers: Operation = {
	name: 'Remove Invalid Numbers',
	value: 'removeInvalidNumbers',
	action: 'Remove invalid phone number',
	description: 'Let Braze send to a phone number again',
	fields: [changeModeField, phoneField, optionsField([...batchOptionFields, allowAgentOption])],
	endpoint: {
		method: 'POST',
		path: '/sms/invalid_phone_numbers/remove',
		permission: 'sms.invalid_phone_numbers.remove',
		verb: 'removed',
	},
	safety: 'idempotent',
	combine: {
		limit: MAX_NUMBERS,
		byDefault: true,
		key: ({ phone }) => String(phone),
		body: (members) => ({ phone_numbers: members.map(({ phone }) => phone) }),
	},
	entry(item) {
		const phone = readPhone('Phone', item.get('phone'));
		return {
			envelope: { subject: 'invalid numbers' },
			members: [{ phone }],
			output: ({ message }) => [{ phone, message }],
			uncounted: true,
		};
	},
};
