import { isEmpty, omit, sortBy } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import { assignmentsField, readAssignments } from '../fields/content/assignments';
import { rowsIn } from '../fields/values';
import { describe } from '../input/describe';
import { InputError, type Labels, missing } from '../input/inputError';
import { readJsonObject } from '../input/json';
import { isObject } from '../input/object';
import type { ItemReader } from '../itemReader';
import { content, onlyRowByLabels } from '../fields/declarations';
import { checkRecipients, nobody } from './checkRecipient';
import { enteredIdentifier, fieldLabels, IDENTIFIER_FIELDS, readKind } from './person';
import {
	IDENTIFIER_MEMBERS,
	MESSAGE_RECIPIENT,
	RECIPIENT_KINDS,
	type Recipient,
	type RecipientKind,
	type RecipientType,
} from './recipient';

const LABEL = 'Recipients';

/** Newer versions of n8n collapse the optional fields of a row. The identifier stays visible. */
const COLLAPSED = { hideOptionalFields: true, addOptionalFieldButtonText: 'Add Recipient Options' };
const ALWAYS_SHOWN = { showEvenWhenOptional: true };

/**
 * The fields for the identifier of a row. They can't be required, because n8n would then ask for the hidden ones, too.
 */
const identifierFields = (kinds: readonly RecipientKind[]): INodeProperties[] => {
	const fields = kinds.flatMap((kind) =>
		IDENTIFIER_FIELDS[kind].map((field) => ({
			...omit(field, 'required'),
			typeOptions: ALWAYS_SHOWN,
			displayOptions: { show: { '/identifyBy': [kind] } },
		})),
	);
	return sortBy(fields, 'displayName');
};

/**
 * What a row can contain in addition to the identifier. `propertiesLabel` is the label of the person's own properties.
 */
const rowOptions = (propertiesLabel: string): INodeProperties => ({
	displayName: 'Recipient Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		assignmentsField({
			displayName: 'Attributes',
			name: 'attributes',
			description: "Written to the person's profile before the message goes out",
		}),
		content({
			displayName: 'Attributes JSON',
			name: 'attributesJson',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "first_name": "Ada" }',
			description: "Written to the person's profile before the message goes out, instead of 'Attributes'",
		}),
		{
			displayName: 'Create If Missing',
			name: 'createIfMissing',
			type: 'boolean',
			default: false,
			description:
				'Whether to create a profile for a person who has none in Braze. Needs attributes, and does not work with an alias.',
		},
		assignmentsField({
			displayName: propertiesLabel,
			name: 'entryProperties',
			description: 'Values for this person only, which override those for everyone',
		}),
		content({
			displayName: `${propertiesLabel} JSON`,
			name: 'entryPropertiesJson',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "plan_name": "Pro" }',
			description: `Values for this person only, instead of '${propertiesLabel}'`,
		}),
	],
});

function rows(values: INodeProperties[]): INodeProperties {
	return onlyRowByLabels({
		displayName: LABEL,
		name: 'recipients',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true, ...COLLAPSED },
		placeholder: 'Add Recipient',
		// A first row to fill in. If left empty, it has no identifier and is refused.
		default: { recipient: [{}] },
		required: true,
		description: 'The people who get the messages, if they also match the audience set in Braze',
		options: [{ displayName: 'Recipient', name: 'recipient', values }],
	});
}

/** Rows with one recipient each, and optional fields. */
export const recipientRowsField = (propertiesLabel: string): INodeProperties =>
	rows([...identifierFields(RECIPIENT_KINDS), rowOptions(propertiesLabel)]);

/** Rows with one recipient each, by external ID or alias, and nothing else. */
export const identifierRows: INodeProperties = {
	...rows(identifierFields(MESSAGE_RECIPIENT.kinds)),
	description: 'The people who get the message, if they have a Braze profile',
};

/** The labels of a row's other fields, by member of the recipient. */
const ROW_LABELS: Readonly<Record<string, string>> = {
	attributes: 'Attributes',
	send_to_existing_only: 'Create If Missing',
};

/** Reads the rows as recipients. Throws an InputError on a row without an identifier, or if there are no rows. */
export function readRecipientRows(item: ItemReader, type: RecipientType): Recipient[] {
	const rows = rowsIn(item.get('recipients', {}), 'recipient');
	const kind = readKind('Identify By', item.get('identifyBy', 'externalId'), type.kinds);
	// The row that a new node starts with was never filled in.
	if (rows.every(isBlankRow) && item.isFixed('recipients')) throw nobody(LABEL);
	const forAll = kind === 'email' ? { prioritization: item.get('prioritization', []) } : {};
	const entered = rows.map((row, index) => {
		const names = rowNames(index, rows.length);
		return {
			given: { ...readRow(names, row, kind, type), ...forAll },
			labels: labelsOf(names, kind, type),
		};
	});
	return checkRecipients(LABEL, type, entered);
}

const isBlankRow = (row: unknown): boolean =>
	isObject(row) && Object.values(row).every((value) => value === '' || isEmpty(value));

/** The labels of a row and its fields in errors. A single row has no number. */
interface RowNames {
	readonly row: string;
	readonly field: (label: string) => string;
}

const ONLY_ROW: RowNames = { row: 'Recipient', field: (label) => label };

function rowNames(index: number, count: number): RowNames {
	const row = `Recipient ${index + 1}`;
	return count === 1 ? ONLY_ROW : { row, field: (label) => `${row}: ${label}` };
}

const labelsOf =
	({ row, field }: RowNames, kind: RecipientKind, { sends, label }: RecipientType): Labels =>
	(path) => {
		const [member, ...inside] = path.split('.');
		if (member === '') return row;
		if (member === 'prioritization') return 'Prioritization';
		if (member === IDENTIFIER_MEMBERS[kind]) return fieldLabels(kind, field)(inside.join('.'));
		return field(path === sends ? label : (ROW_LABELS[path] ?? path));
	};

function readRow(names: RowNames, row: unknown, kind: RecipientKind, type: RecipientType): Recipient {
	if (!isObject(row))
		throw new InputError(names.row, `is ${describe(row)}`, 'Fill in the row, or remove it.');
	// Most rows have no options.
	const carriesMore = type.members.has('attributes') && !isEmpty(row.options);
	return {
		[IDENTIFIER_MEMBERS[kind]]: enteredIdentifier(kind, (field) => row[field]),
		...(carriesMore && readOptions(names, row.options as Record<string, unknown>, type)),
	};
}

function readOptions(
	{ field }: RowNames,
	options: Record<string, unknown>,
	{ sends, label }: RecipientType,
): Recipient {
	const own = pairsOrJson(field(label), options.entryProperties, options.entryPropertiesJson);
	const attributes = pairsOrJson(field('Attributes'), options.attributes, options.attributesJson);
	const { createIfMissing } = options;
	if (createIfMissing === null) throw missing(field('Create If Missing'));
	return {
		...(own && { [sends]: own }),
		...(attributes && { attributes }),
		send_to_existing_only: typeof createIfMissing === 'boolean' ? !createIfMissing : createIfMissing,
	};
}

/** Rows or JSON, whichever is filled in; `undefined` if neither is. */
function pairsOrJson(field: string, pairs: unknown, json: unknown): Record<string, unknown> | undefined {
	const fromPairs = readAssignments(field, pairs);
	const fromJson = readJsonObject(`${field} JSON`, json);
	const given = [fromPairs, fromJson].filter((object) => Object.keys(object).length > 0);
	if (given.length > 1)
		throw new InputError(field, 'are set twice, as fields and as JSON', 'Remove one of the two.');
	return given[0];
}
