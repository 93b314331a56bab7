import { identity } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import { describe } from '../input/describe';
import { InputError, pathsIn } from '../input/inputError';
import { isObject, readJson } from '../input/json';
import { identifyByField } from './person';
import { prioritizationField } from './prioritization';
import { readRecipientForm, recipientForms } from './recipientForm';
import { checkRecipients, RECIPIENT_KINDS, type Recipient, type RecipientType } from './recipient';
import { readRecipientRows, recipientRowsField } from './recipientRows';
import { readRecipientFromItem, recipientsFromItemsFields } from './recipientsFromItems';

/** The JSON field's label. */
export const JSON_LABEL = 'Recipients JSON';

/** The identifier of all recipients of a request, and for email which profile to use. */
const identifyByFields: INodeProperties[] = [
	{
		...identifyByField(RECIPIENT_KINDS),
		description: 'How to identify the recipients. By alias, a person must exist in Braze.',
	},
	{
		...prioritizationField(),
		description:
			'Which profile to use when several share the address, in the chosen order. Braze sends only if exactly one is left.',
		displayOptions: { show: { identifyBy: ['email'] } },
	},
];

/** The recipients: as rows, as JSON, or from the items' own fields. */
export const recipientsFields = (propertiesLabel: string): INodeProperties[] =>
	recipientForms(['recipientsInAudience'], {
		fields: [recipientRowsField(propertiesLabel), ...identifyByFields],
		autoMap: [...identifyByFields, ...recipientsFromItemsFields(propertiesLabel)],
		json: [
			{
				displayName: JSON_LABEL,
				name: 'recipientsJson',
				type: 'json',
				typeOptions: { rows: 6 },
				default: '',
				required: true,
				placeholder: 'e.g. [{ "external_user_id": "customer-1042" }]',
				description:
					'A list of <a href="https://www.braze.com/docs/api/objects_filters/recipient_object">recipients</a>, or a single one. More than 50 are sent in several requests.',
			},
		],
	});

/**
 * Returns the recipients of an item: at least one. Each form reads them into plain objects with Braze's names, and the same
 * schema checks them all. Throws an InputError naming the field.
 *
 * @param fromJson what the value of *Recipients JSON* stands for, where it may be more than Braze's own form
 */
export function readRecipients(
	item: ItemReader,
	type: RecipientType,
	fromJson: (raw: unknown) => unknown = identity,
): Recipient[] {
	return {
		fields: () => readRecipientRows(item, type),
		autoMap: () => [readRecipientFromItem(item, type)],
		json: () => readRecipientsJson(JSON_LABEL, type, fromJson(item.get('recipientsJson', ''))),
	}[readRecipientForm(item)]();
}

/**
 * Reads recipients from JSON: a list, a single object, or the text of either. Errors name a member by its path.
 *
 * @throws {InputError}
 */
export function readRecipientsJson(field: string, type: RecipientType, raw: unknown): Recipient[] {
	const value = readJson(field, raw) ?? [];
	const list: unknown = isObject(value) ? [value] : value;
	if (Array.isArray(list))
		return checkRecipients(field, type, list, (index) => pathsIn(`${field}[${index}]`));
	throw new InputError(
		field,
		`must be a list of recipients, but is ${describe(list)}`,
		'Enter it as [{ "external_user_id": "…" }].',
	);
}
