import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { requestOptionFields } from '../../fields/options/deliveryOptions';
import { optionsField } from '../../fields/options/optionsCollection';
import { checkChoice } from '../../fields/values/choice';
import type { ItemReader } from '../../itemReader';
import { readIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import { isObject } from '../../input/json';
import { exportFieldsField, moreFieldsOption, readExportFields } from './exportFields';

const CALLBACK = 'Callback URL';

const callbackOption: INodeProperties = {
	displayName: CALLBACK,
	name: 'callbackUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/braze-export',
	description:
		'The URL that Braze sends the download link to when the export is ready, such as that of a Webhook node',
};

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

/** What both exports to a file have in common. */
export const exportFileFields: INodeProperties[] = [
	exportFieldsField,
	optionsField([...requestOptionFields, moreFieldsOption, callbackOption, formatOption]),
];

/** Reads {@link exportFileFields} into the body. Throws an InputError naming the field. */
export function readExport(item: ItemReader): IDataObject {
	const raw = item.get('options', {});
	const { callbackUrl, outputFormat } = isObject(raw) ? raw : {};
	return {
		fields_to_export: readExportFields(item),
		...((callbackUrl ?? '') !== '' && { callback_endpoint: readUrl(callbackUrl) }),
		...((outputFormat ?? '') !== '' && { output_format: checkChoice(formatOption, outputFormat) as string }),
	};
}

function readUrl(value: unknown): string {
	const url = readIdentifier(CALLBACK, value, 2000);
	if (/^https?:\/\/[^\s/]+/i.test(url)) return url;
	throw new InputError(CALLBACK, `is not a URL: ${url}`, 'Enter a full URL that starts with https://.');
}
