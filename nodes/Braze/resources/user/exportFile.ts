import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { isGiven, readChoice } from '../../fields/values';
import type { ItemReader } from '../../itemReader';
import { readMoment, utcText } from '../../input/givenTime';
import { readIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import { identifies } from '../../fields/declarations';
import { target } from '../../fields/tool/builderOnly';
import { exportFieldsField, moreFieldsOption, readExportFields } from './exportFields';

const CALLBACK = 'Callback URL';

const callbackOption: INodeProperties = target(
	identifies({
		displayName: CALLBACK,
		name: 'callbackUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/braze-export',
		description:
			'The URL that Braze calls when the file is ready: that of a Braze Trigger, or {{ $execution.resumeUrl }} for a Wait node that follows',
	}),
);

const formatOption: INodeProperties = {
	displayName: 'Output Format',
	name: 'outputFormat',
	type: 'options',
	options: [
		{ name: 'GZIP', value: 'gzip' },
		{ name: 'ZIP', value: 'zip' },
	],
	default: 'zip',
	description: 'How the file is compressed. If Braze uses your own cloud storage, the default is GZIP.',
};

const EXPORT_OPTIONS = [...requestOptionFields, moreFieldsOption, callbackOption, formatOption];

/** The fields that both exports to a file have in common. */
export const exportFileFields: INodeProperties[] = [exportFieldsField, optionsField(EXPORT_OPTIONS)];

/** Reads {@link exportFileFields} into the body. Throws an InputError naming the field. */
export function readExport(item: ItemReader): IDataObject {
	const { callbackUrl, outputFormat } = item.options();
	return {
		fields_to_export: readExportFields(item),
		...(isGiven(callbackUrl) && { callback_endpoint: readUrl(callbackUrl) }),
		...(isGiven(outputFormat) && { output_format: readChoice(formatOption, outputFormat) }),
	};
}

const CHANGED_SINCE = 'Changed Since';

const ATTRIBUTES = 'Custom Attributes to Export';

/** The maximum number of names that Braze accepts. */
const MAX_ATTRIBUTES = 500;

const changedSinceOption: INodeProperties = {
	displayName: CHANGED_SINCE,
	name: 'changedSince',
	type: 'dateTime',
	default: '',
	description:
		"Only export users whose profile changed since then. A time without a zone is read in the workflow's time zone.",
};

const attributesOption: INodeProperties = identifies({
	displayName: ATTRIBUTES,
	name: 'attributesToExport',
	type: 'string',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Attribute' },
	default: [],
	placeholder: 'e.g. plan',
	description: 'The names of the custom attributes to export, instead of all of them',
});

/** The fields of the export of a segment. */
export const segmentExportFields: INodeProperties[] = [
	exportFieldsField,
	optionsField([...EXPORT_OPTIONS, changedSinceOption, attributesOption]),
];

/** Reads {@link segmentExportFields} into the body. Throws an InputError naming the field. */
export function readSegmentExport(item: ItemReader): IDataObject {
	const { changedSince, attributesToExport } = item.options();
	const names = readAttributeNames(attributesToExport);
	const { fields_to_export: fields, ...file } = readExport(item);
	return {
		fields_to_export: names.length > 0 ? withoutAttributes(fields as string[]) : fields,
		...(names.length > 0 && { custom_attributes_to_export: names }),
		...(isGiven(changedSince) && {
			user_last_updated_at: utcText(readMoment(CHANGED_SINCE, changedSince, item.zone)),
		}),
		...file,
	};
}

/**
 * The fields to export along with named custom attributes. With the field for custom attributes, Braze would export all
 * of them despite the names. At least one other field is required, to tell whose attributes they are.
 */
function withoutAttributes(fields: readonly string[]): string[] {
	const others = fields.filter((field) => field !== 'custom_attributes');
	if (others.length > 0) return others;
	throw new InputError(
		exportFieldsField.displayName,
		`has only custom attributes`,
		"Also choose a field that says whose they are, such as 'External ID'.",
	);
}

function readAttributeNames(value: unknown): string[] {
	const given = isGiven(value) ? [value].flat() : [];
	if (given.length > MAX_ATTRIBUTES)
		throw new InputError(
			ATTRIBUTES,
			`has ${given.length} names, more than the ${MAX_ATTRIBUTES} that Braze accepts`,
			`Remove some, or choose 'Custom Attributes' under 'Fields to Return' to get all.`,
		);
	return [...new Set(given.map((name, index) => readIdentifier(`${ATTRIBUTES} ${index + 1}`, name)))];
}

function readUrl(value: unknown): string {
	const url = readIdentifier(CALLBACK, value, 2000);
	if (/^https?:\/\/[^\s/]+/i.test(url)) return url;
	throw new InputError(CALLBACK, `is not a URL: ${url}`, 'Enter a full URL that starts with https://.');
}
