import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { campaignChoice } from '../../fields/resource/choices';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import {
	entryPropertiesOptions,
	formerEntryPropertiesFields,
	readEntryProperties,
} from '../../fields/content/properties';
import { oneRecipientFields, readOneRecipient } from '../../recipients/oneRecipient';
import { identicalMessagesOption } from '../../fields/options/repeats';
import type { ItemReader } from '../../itemReader';
import type { Operation } from '../../operation';
import { readIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import type { Failure } from '../../transport/failure';
import { identifies } from '../../fields/declarations';
import { campaignKind } from './campaignKind';

const EXTERNAL_ID_LABEL = 'External Send ID';

const externalSendIdField: INodeProperties = identifies({
	displayName: EXTERNAL_ID_LABEL,
	name: 'externalSendId',
	type: 'string',
	default: '',
	placeholder: 'e.g. order-1042-receipt',
	description:
		'Your own ID for this message. Braze sends a message with the same ID only once within 24 hours, so retrying unclear requests is safe.',
});

/**
 * Sends one transactional email. Its external send ID is the only idempotency key that Braze offers.
 * https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_transactional_message
 */
export const sendTransactional: Operation = {
	name: 'Send Transactional',
	value: 'sendTransactional',
	action: 'Send transactional email now',
	description: 'Send one email of a transactional campaign, such as a receipt',
	fields: [
		{
			...campaignChoice.field,
			description: 'The campaign to send. It must be a transactional email campaign.',
		},
		...oneRecipientFields,
		externalSendIdField,
		...formerEntryPropertiesFields(campaignKind.wording),
		optionsField([
			...requestOptionFields,
			identicalMessagesOption,
			...entryPropertiesOptions(campaignKind.wording),
		]),
	],
	endpoint: {
		method: 'POST',
		path: '/transactional/v1/campaigns/{campaign_id}/send',
		permission: 'transactional.send',
	},
	safety: 'notIdempotent',
	entry(item) {
		const id = campaignChoice.read(item);
		const name = campaignChoice.readName(item);
		const recipient = readOneRecipient(item);
		const externalSendId = readExternalSendId(item.get('externalSendId', ''));
		const properties = item.shared(readTriggerProperties);
		return {
			envelope: {
				path: { campaign_id: id },
				body: {
					recipient,
					...(properties && { trigger_properties: properties }),
					...(externalSendId !== undefined && { external_send_id: externalSendId }),
				},
				// In a retry, attributes and IDs from expressions with the current time would differ.
				subject: JSON.stringify([id, recipient.external_user_id ?? recipient.user_alias]),
				...(externalSendId !== undefined && { uniqueId: externalSendId }),
				repeatable: externalSendId !== undefined,
				acceptRefusal: alreadyQueued,
			},
			message: `${campaignKind.wording.title} ${name === undefined ? id : `“${name}”`}`,
			report: { campaign_id: id, ...(externalSendId !== undefined && { external_send_id: externalSendId }) },
		};
	},
};

const readTriggerProperties = (item: ItemReader) => readEntryProperties(item, campaignKind.wording);

/**
 * Accepts a refusal of the external send ID: Braze returns it while it is still processing the first message with that
 * ID, so that message is already on its way.
 */
function alreadyQueued({ reason = '' }: Failure): IDataObject | undefined {
	return /external reference has been queued/i.test(reason)
		? { status: 'queued', reason: reason }
		: undefined;
}

function readExternalSendId(value: unknown): string | undefined {
	if (value === '') return undefined;
	const id = readIdentifier(EXTERNAL_ID_LABEL, value);
	if (/^[a-zA-Z0-9\-_+/=]+$/.test(id)) return id;
	throw new InputError(
		EXTERNAL_ID_LABEL,
		`has characters that Braze does not accept: ${id}`,
		'Use only letters, digits and - _ + / =.',
	);
}
