import type { Labels } from '../input/problem';
import { InputError } from '../input/inputError';
import { checkRecipient, recipientKey, type Recipient, type RecipientType } from './recipient';

/**
 * Checks a list of recipients, in whatever form the user entered them.
 *
 * @param field what errors call the list
 * @param given plain objects with Braze's names
 * @param labelsOf the labels of one recipient's members, by its place in the list
 * @throws {InputError} when the list is empty, or naming the recipient and member that Braze would refuse
 */
export function checkRecipients(
	field: string,
	type: RecipientType,
	given: readonly unknown[],
	labelsOf: (index: number) => Labels,
): Recipient[] {
	if (given.length === 0) throw nobody(field);
	return given.map((one, index) => checkRecipient(type, one, labelsOf(index)));
}

/** The error for an empty recipient field: an empty list never becomes a wider audience. */
function nobody(field: string): InputError {
	return new InputError(field, 'has no recipients', 'Add at least one recipient, or check the expression.');
}

/** The most recipients that Braze accepts in one request. */
const MAX_RECIPIENTS = 50;

/** How recipients fill requests of the trigger endpoints. */
export const RECIPIENTS = {
	limit: MAX_RECIPIENTS,
	key: recipientKey,
	body: (recipients: Recipient[]): { recipients: Recipient[] } => ({ recipients }),
};
