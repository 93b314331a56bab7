import type { INodeProperties } from 'n8n-workflow';

import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { readChoice, readWebAddress, readWholeNumber } from '../../fields/values';
import type { Operation } from '../../operation';
import { readIdentifier } from '../../input/identifier';
import { identifies } from '../../fields/declarations';
import { FILE_ENDPOINT, downloadInterceptor, FileOrder } from './exportDownload';
import { target } from '../../fields/tool/builderOnly';

const urlField: INodeProperties = target(
	identifies({
		displayName: 'Download URL',
		name: 'downloadUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.url }}',
		description: 'The URL that the export returned, or that Braze sent to the Braze Trigger',
	}),
);

const outputField: INodeProperties = identifies({
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	description: 'The name of the output binary field to put the file in',
});

const notReadyField: INodeProperties = {
	displayName: 'If Not Ready',
	name: 'ifNotReady',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Return an Error',
			value: 'error',
			description: 'The item fails, and nothing is lost: try again later',
		},
		{
			name: 'Return Without File',
			value: 'withoutFile',
			description: 'The item has “ready: false”, for a loop with a Wait node',
		},
	],
	default: 'error',
	description: 'What to return if the file is not ready after the wait',
};

/**
 * At most a minute: a longer wait would occupy a worker. Putting the execution to wait is no alternative, because n8n
 * doesn't run the node again afterwards.
 */
const waitOption: INodeProperties = {
	displayName: 'Wait for File',
	name: 'waitForFile',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 60 },
	default: 60,
	description:
		'How many seconds to wait for the file, up to 60. For longer waits, put a Wait node before this one, which occupies no worker.',
};

/** Gets the file of an export as binary data. https://www.braze.com/docs/api/endpoints/export/user_data/post_users_segment */
export const downloadExport: Operation = {
	name: 'Download Export',
	value: 'downloadExport',
	action: 'Download file of user export',
	description: 'Wait for the file of an export, and get it as binary data',
	fields: [
		urlField,
		outputField,
		notReadyField,
		optionsField([waitOption, ...requestOptionFields.filter(({ name }) => name === 'requestTimeout')]),
	],
	endpoint: FILE_ENDPOINT,
	safety: 'idempotent',
	intercept: downloadInterceptor,
	entry(item) {
		const url = readWebAddress(urlField.displayName, item.get('downloadUrl'));
		const { waitForFile = waitOption.default } = item.options();
		const order = new FileOrder(url, {
			field: readIdentifier(outputField.displayName, item.get('binaryPropertyName', outputField.default)),
			waitMs: 1000 * readWholeNumber(waitOption, waitForFile),
			returnUnready: readChoice(notReadyField, item.get('ifNotReady', 'error')) === 'withoutFile',
		});
		return { envelope: { subject: url, companion: order } };
	},
};
