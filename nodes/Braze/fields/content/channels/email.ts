import type { ItemReader } from '../../../itemReader';
import { describe } from '../../../input/describe';
import { InputError } from '../../../input/inputError';
import {
	appIdField,
	given,
	optionalId,
	optionalText,
	readAppId,
	requiredText,
	type Channel,
} from './channel';

/** https://www.braze.com/docs/api/objects_filters/messaging/email_object */
export const email: Channel = {
	name: 'Email',
	value: 'email',
	key: 'email',
	fields: [
		appIdField,
		{
			displayName: 'From',
			name: 'from',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Ada from Example <ada@example.com>',
			description: 'The sender, as a name and an address',
		},
		{
			displayName: 'Subject',
			name: 'subject',
			type: 'string',
			default: '',
			placeholder: 'e.g. Your order is on its way',
			description: "The subject line. If empty, the template's subject is used.",
		},
		{
			displayName: 'HTML Body',
			name: 'htmlBody',
			type: 'string',
			typeOptions: { rows: 5 },
			default: '',
			placeholder: 'e.g. <p>Hello</p>',
			description:
				'The content as HTML. Required without a template. Enter Liquid in Fixed mode: in an expression, n8n evaluates double braces itself.',
		},
		{
			displayName: 'Email Template ID',
			name: 'emailTemplateId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 3f1c2b7a-5d5e-4a39-9f0e-0d9e8c7b6a51',
			description: 'A template in Braze that provides the subject and body if they are empty here',
		},
	],
	read(item) {
		const template = optionalId(item, 'Email Template ID', 'emailTemplateId');
		return given({
			app_id: readAppId(item),
			from: readSender(item),
			subject: optionalText(item, 'Subject', 'subject'),
			body:
				template === undefined
					? requiredText(item, 'HTML Body', 'htmlBody')
					: optionalText(item, 'HTML Body', 'htmlBody'),
			email_template_id: template,
		});
	},
};

/** The address may be Liquid, which is not checked. */
function readSender(item: ItemReader): string {
	const from = requiredText(item, 'From', 'from');
	if (/\S@\S|\{[{%]/.test(from)) return from;
	throw new InputError(
		'From',
		`is not a valid sender: ${describe(from)}`,
		'Enter a name and an address, such as Ada <ada@example.com>.',
	);
}
