import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../Braze/input/object';
import { events, refused, textsOf, type Source } from './source';

const HOW =
	'In Braze, go to Settings > Email Preferences. Under Transactional Event Status Postback, enter the Production URL (see Webhook URLs), followed by ?secret= and the secret. Braze cannot send headers here: set Sent As to Query Parameter in the credential.';

/**
 * The status of a transactional email. Each status is a separate call.
 * https://www.braze.com/docs/user_guide/message_building_by_channel/email/transactional_message_api_campaign/tracking_transactional_emails
 */
export const transactionalPostback: Source = {
	option: {
		name: 'Transactional Email Postback',
		value: 'transactionalPostback',
		description: 'A transactional email is sent, delivered, bounced or aborted',
	},
	properties: [
		{ displayName: HOW, name: 'transactionalPostbackNotice', type: 'notice', default: '' },
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			options: [
				{ name: 'Aborted', value: 'aborted', description: 'Braze did not send it' },
				{ name: 'Bounced', value: 'bounced', description: 'The mailbox provider refused it' },
				{ name: 'Delivered', value: 'delivered', description: 'The mailbox provider accepted it' },
				{
					name: 'Processed',
					value: 'processed',
					description: 'The email service provider prepared it for sending',
				},
				{ name: 'Sent', value: 'sent', description: 'Braze passed it to the email service provider' },
			],
			default: ['aborted', 'bounced', 'delivered', 'processed', 'sent'],
			description: 'Which statuses start the workflow. All others are acknowledged and ignored.',
		},
	],
	read(body, settings) {
		if (body === undefined) return events();
		if (!isObject(body)) return refused('The body is not an object');
		const { status, dispatch_id: dispatch } = body;
		if (typeof status !== 'string') return refused('The body has no status');
		if (!textsOf(settings('statuses')).includes(status.toLowerCase())) return events();
		return events({
			json: body as IDataObject,
			id: typeof dispatch === 'string' && dispatch !== '' ? `${dispatch}/${status}` : undefined,
		});
	},
	problemOf: (settings) =>
		textsOf(settings('statuses')).length === 0
			? "No status is selected. Select some under 'Statuses'."
			: undefined,
};
