import type { INodeProperties } from 'n8n-workflow';

import { filledRows, isGiven, readWebAddress } from '../../fields/values';
import type { ItemReader } from '../../itemReader';
import { readIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import { content, identifies } from '../../fields/declarations';

const LABEL = 'Attachments';

/** Files that Braze fetches and attaches to an email campaign. */
const attachmentsOption: INodeProperties = {
	displayName: LABEL,
	name: 'attachments',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Attachment',
	default: {},
	description:
		'Email attachments, at most 2 MB each. Braze downloads them from their URL. Not available for broadcasts.',
	options: [
		{
			displayName: 'Attachment',
			name: 'attachment',
			values: [
				identifies({
					displayName: 'Basic Auth Credential Name',
					name: 'basicAuthCredential',
					type: 'string',
					default: '',
					placeholder: 'e.g. file_server',
					description: 'The name of a Connected Content credential saved in Braze, if the URL needs one',
				}),
				content({
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. invoice-1042',
					description: 'The name of the file without its extension, which comes from the URL',
				}),
				identifies({
					displayName: 'URL',
					name: 'url',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://files.example.com/invoice-1042.pdf',
					description: 'The URL Braze downloads the file from',
				}),
			],
		},
	],
};

/**
 * Attachments, which only campaigns that are sent immediately can have.
 * https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_campaigns
 */
export const attachments = { options: [attachmentsOption], read: readAttachments };

function readAttachments(item: ItemReader): Record<string, unknown> {
	const { attachments: raw } = item.options();
	const rows = filledRows(raw, 'attachment');
	if (rows.length === 0) return {};
	if (item.get('sendTo') === 'broadcast' || item.get('sendTo') === 'audience') {
		throw new InputError(
			LABEL,
			'are not available without recipients',
			"Braze sends attachments only to named recipients: choose 'Recipients' under 'Send To', or remove the attachments.",
		);
	}
	return {
		attachments: rows.map((row, index) => readAttachment(`Attachment ${index + 1}`, row)),
	};
}

function readAttachment(
	field: string,
	{ fileName, url, basicAuthCredential }: Record<string, unknown>,
): Record<string, string> {
	const address = readWebAddress(`${field}: URL`, url);
	return {
		file_name: readIdentifier(`${field}: File Name`, fileName),
		url: address,
		...(isGiven(basicAuthCredential) && {
			basic_auth_credential: readIdentifier(`${field}: Basic Auth Credential Name`, basicAuthCredential),
		}),
	};
}
