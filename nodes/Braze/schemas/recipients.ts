import { isEqual } from 'lodash';

import { describe } from './describe';
import { InputError } from './inputError';
import { isObject, readJson } from './json';
import { checkRecipient, recipientKey, type Recipient, type RecipientProperties } from './recipient';

/**
 * Reads a list of recipients from a JSON field: a list, a single object, or the text of either.
 *
 * @throws {InputError} when nobody is left, or naming the recipient and member that Braze would refuse
 */
export function readRecipients(field: string, raw: unknown, properties: RecipientProperties): Recipient[] {
	const value = readJson(field, raw);
	const list = isObject(value) ? [value] : value;
	if (list === undefined || (Array.isArray(list) && list.length === 0)) throw nobody(field);
	if (!Array.isArray(list)) {
		throw new InputError(field, `must be a list of recipients, but is ${describe(list)}`, 'Write it as [{ "external_user_id": "…" }].');
	}
	const recipients = list.map((entry: unknown, index) => checkRecipient(`${field}[${index}]`, entry, properties));
	refuseRepeats((index) => `${field}[${index}]`, recipients);
	return recipients;
}

/** The error for a recipient field with nobody in it: an empty list never becomes a wider audience. */
export function nobody(field: string): InputError {
	return new InputError(
		field,
		'holds nobody',
		'Add at least one recipient, or check the expression.',
	);
}

/**
 * The same person twice with the same content is a slip, and would be messaged twice. With different content both
 * are sent, in separate requests.
 *
 * @param nameOf how errors name a recipient
 */
export function refuseRepeats(nameOf: (index: number) => string, recipients: Recipient[]): void {
	const seen = new Map<string, number[]>();
	recipients.forEach((recipient, index) => {
		const key = recipientKey(recipient);
		const earlier = seen.get(key);
		if (!earlier) {
			seen.set(key, [index]);
			return;
		}
		const twin = earlier.find((other) => isEqual(recipients[other], recipient));
		if (twin !== undefined) {
			throw new InputError(nameOf(index), `repeats ${nameOf(twin)}`, 'Remove one of them: the person would be messaged twice.');
		}
		earlier.push(index);
	});
}

/** The most recipients that Braze takes in one request. */
const MAX_RECIPIENTS = 50;

/** How recipients fill requests of the trigger endpoints. */
export const RECIPIENTS = {
	limit: MAX_RECIPIENTS,
	key: recipientKey,
	body: (recipients: Recipient[]): { recipients: Recipient[] } => ({ recipients }),
};
