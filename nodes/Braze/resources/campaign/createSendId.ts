import { campaignChoice } from '../../fields/resource/choices';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { readSendId, sendIdOption } from '../../fields/resource/names';
import { isGiven } from '../../fields/values';
import type { Operation } from '../../operation';

const PERMISSION = 'sends.id.create';

/** Creates a send ID for a campaign, at most 100 a day. https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_create_send_ids */
export const createSendId: Operation = {
	name: 'Create Send ID',
	value: 'createSendId',
	action: 'Create send ID for analytics',
	description: 'Create an ID that groups messages in analytics, at most 100 a day',
	fields: [
		campaignChoice.field,
		{ ...sendIdOption, description: 'The ID to create. Leave empty to let Braze choose one.' },
		optionsField(requestOptionFields),
	],
	endpoint: {
		method: 'POST',
		path: '/sends/id/create',
		permission: PERMISSION,
		verb: 'created',
		returns: { member: 'send_id', otherwise: 'Braze returned no send_id' },
	},
	safety: 'notIdempotent',
	entry(item) {
		const id = campaignChoice.read(item);
		const given = item.get('sendId', '');
		const sendId = isGiven(given) ? readSendId(given) : undefined;
		return {
			envelope: { body: { campaign_id: id, ...(sendId !== undefined && { send_id: sendId }) }, subject: id },
			report: { campaign_id: id },
		};
	},
};
