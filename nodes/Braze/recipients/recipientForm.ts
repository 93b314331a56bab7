import { updateDisplayOptions, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';

import { formerField } from '../fields/formerField';
import { describe } from '../input/describe';
import { InputError } from '../input/inputError';
import type { ItemReader } from '../itemReader';

const FORMS = ['fields', 'autoMap', 'json'] as const;

/** How recipients are entered: in rows, as fields of the items, or as JSON. */
type RecipientForm = (typeof FORMS)[number];

/** The value of *Send To* for recipients in rows: what a new node has. */
export const IN_ROWS = 'recipients';

/** The values of *Send To* that say how the recipients are entered, too, so that most workflows need one field less. */
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

/** Whether a value of *Send To* means recipients and nothing else. */
export const isRecipientsAlone = (sendTo: unknown): boolean =>
	recipientChoices.some(({ value }) => value === sendTo);

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
 * The fields of each form, shown where *Send To* or *Specify Recipients* says so. Saved workflows may have both: *Send To:
 * Recipients* with another form than rows.
 *
 * @param narrowed the values of *Send To* that narrow the recipients down further, and leave the form to a field of its own
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

/** Reads how the recipients of an item are entered. Throws an InputError on anything else. */
export function readRecipientForm(item: ItemReader): RecipientForm {
	const chosen = FORM_OF[String(item.get('sendTo'))];
	const form = chosen === undefined || chosen === 'fields' ? item.get('specifyRecipients', 'fields') : chosen;
	const known = FORMS.find((one) => one === form);
	if (known) return known;
	throw new InputError('Specify Recipients', `is ${describe(form)}`, 'Choose one from the list.');
}
