import { identity } from 'lodash';
import { updateDisplayOptions, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';

import { formerField } from '../fields/formerField';
import { readOneOf } from '../fields/values';
import { describe } from '../input/describe';
import { InputError, pathsIn } from '../input/inputError';
import { readJson } from '../input/json';
import { isObject } from '../input/object';
import type { ItemReader } from '../itemReader';
import { listsRecipients } from '../fields/tool/agentRecipients';
import { checkRecipients } from './checkRecipient';
import { identifyByField } from './person';
import { prioritizationField } from './prioritization';
import { RECIPIENT_KINDS, type Recipient, type RecipientType } from './recipient';
import { readRecipientRows, recipientRowsField } from './recipientRows';
import { readRecipientFromItem, recipientsFromItemsFields } from './recipientsFromItems';

const FORMS = ['fields', 'autoMap', 'json'] as const;

/** How recipients are entered: in rows, in the items' own fields, or as JSON. */
type RecipientForm = (typeof FORMS)[number];

/** The value of *Send To* for recipients in rows, which is the default. */
export const IN_ROWS = 'recipients';

/**
 * The values of *Send To* for recipients without an audience. They also say how the recipients are entered, so that
 * most workflows need one field less.
 */
export const RECIPIENTS_ALONE = [IN_ROWS, 'recipientsAutoMap', 'recipientsJson'] as const;

const FORM_OF: Readonly<Record<string, RecipientForm>> = {
	[IN_ROWS]: 'fields',
	recipientsAutoMap: 'autoMap',
	recipientsJson: 'json',
};

/** The choices of *Send To* for recipients alone. */
export const recipientChoices: INodePropertyOptions[] = [
	{
		name: 'Recipients',
		value: IN_ROWS,
		description: 'The people entered below',
	},
	{
		name: 'Recipients (JSON)',
		value: 'recipientsJson',
		description: 'The people in one JSON list',
	},
	{
		name: 'Recipients (Map Automatically)',
		value: 'recipientsAutoMap',
		description: 'Each input item is one recipient, read from its own fields. The fastest way for many rows.',
	},
];

const specifyRecipients: INodeProperties = {
	displayName: 'Specify Recipients',
	name: 'specifyRecipients',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Map Automatically',
			value: 'autoMap',
			description: 'Each input item is one recipient, read from its own fields',
		},
		{
			name: 'Using Fields Below',
			value: 'fields',
			description: 'One row for each recipient',
		},
		{
			name: 'Using JSON',
			value: 'json',
			description: 'One JSON list of recipients, as documented by Braze',
		},
	],
	default: 'fields',
	description: 'How to enter the recipients',
};

/**
 * The fields of each form, shown according to *Send To* or *Specify Recipients*. Saved workflows may combine both:
 * *Send To: Recipients* with a form other than rows.
 *
 * @param narrowed the values of *Send To* that narrow the recipients down further, and leave the form to a field of its
 * own
 */
export function recipientForms(
	narrowed: string[],
	fields: Readonly<Record<RecipientForm, INodeProperties[]>>,
): INodeProperties[] {
	const named = [IN_ROWS, ...narrowed];
	const saved = (form: RecipientForm) =>
		updateDisplayOptions({ show: { sendTo: named, specifyRecipients: [form] } }, fields[form]);
	const chosen = (sendTo: string) =>
		updateDisplayOptions({ show: { sendTo: [sendTo] } }, fields[FORM_OF[sendTo]]);
	const alone = { show: { sendTo: [IN_ROWS] } };
	const [kept, former] = formerField(
		{ ...specifyRecipients, displayOptions: alone },
		{ specifyRecipients: ['autoMap', 'json'] },
	);
	return [
		{ ...kept, displayOptions: alone, noDataExpression: true },
		former,
		{ ...specifyRecipients, displayOptions: { show: { sendTo: narrowed } } },
		...FORMS.flatMap(saved),
		...chosen('recipientsAutoMap'),
		...chosen('recipientsJson'),
	];
}

/** The JSON field's label. */
export const JSON_LABEL = 'Recipients JSON';

/** The kind of identifier of all recipients, and for emails, which profile to use. */
const identifyByFields: INodeProperties[] = [
	{
		...identifyByField(RECIPIENT_KINDS),
		description: 'How to identify the recipients. By alias, a person must exist in Braze.',
	},
	{
		...prioritizationField(),
		description:
			'Which profile to use when several share the address, in the chosen order. Braze sends the message only if exactly one profile is left.',
		displayOptions: { show: { identifyBy: ['email'] } },
	},
];

/** The fields for recipients: as rows, as JSON, or from the items' own fields. */
export const recipientsFields = (propertiesLabel: string): INodeProperties[] =>
	recipientForms(['recipientsInAudience'], {
		fields: [recipientRowsField(propertiesLabel), ...identifyByFields],
		autoMap: [...identifyByFields, ...recipientsFromItemsFields(propertiesLabel)],
		json: [
			listsRecipients({
				displayName: JSON_LABEL,
				name: 'recipientsJson',
				type: 'json',
				typeOptions: { rows: 6 },
				default: '',
				required: true,
				placeholder: 'e.g. [{ "external_user_id": "customer-1042" }]',
				description:
					'A list of <a href="https://www.braze.com/docs/api/objects_filters/recipient_object">recipients</a>, or a single one. More than 50 are sent in several requests.',
			}),
		],
	});

/**
 * Returns the recipients of an item: at least one. All forms are read into plain objects with Braze's names, which the
 * same code checks. Throws an InputError naming the field.
 *
 * @param fromJson converts the value of *Recipients JSON* for endpoints that accept more than Braze's own form
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

/** Reads how the recipients of an item are entered. Throws an InputError on an unknown form. */
function readRecipientForm(item: ItemReader): RecipientForm {
	const chosen = FORM_OF[String(item.get('sendTo'))];
	const form = chosen === undefined || chosen === 'fields' ? item.get('specifyRecipients', 'fields') : chosen;
	return readOneOf(specifyRecipients.displayName, FORMS, form);
}

/**
 * Reads recipients from JSON: a list, a single object, or the text of either. Errors name a member by its path.
 *
 * @throws {InputError}
 */
function readRecipientsJson(field: string, type: RecipientType, raw: unknown): Recipient[] {
	const value = readJson(field, raw) ?? [];
	const list: unknown = isObject(value) ? [value] : value;
	if (Array.isArray(list)) {
		const entered = list.map((given, index) => ({ given, labels: pathsIn(`${field}[${index}]`) }));
		return checkRecipients(field, type, entered);
	}
	throw new InputError(
		field,
		`must be a list of recipients, but is ${describe(list)}`,
		'Enter it as [{ "external_user_id": "…" }].',
	);
}
