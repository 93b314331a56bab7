import { omit } from 'lodash';

import type { ItemReader } from '../../../itemReader';
import { isGiven, readOptionalText, readText } from '../../../fields/values';
import { describe } from '../../../input/describe';
import { InputError } from '../../../input/inputError';
import { messageTemplateChoice } from '../../../fields/resource/choices';
import { appIdField, readAppId } from '../../../fields/resource/names';
import { pickedValue } from '../../../fields/resource/resourceChoice';
import { content, mayBeLiquid } from '../../../fields/declarations';
import { given, type Channel } from './channel';

/** https://www.braze.com/docs/api/objects_filters/messaging/email_object */
export const email: Channel = {
	name: 'Email',
	value: 'email',
	key: 'email',
	fields: [
		appIdField,
		mayBeLiquid({
			displayName: 'From',
			name: 'from',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Ada from Example <ada@example.com>',
			description: 'The sender, as a name and an address',
		}),
		content({
			displayName: 'Subject',
			name: 'subject',
			type: 'string',
			default: '',
			placeholder: 'e.g. Your order is on its way',
			description: "The subject line. If empty, the template's subject is used.",
		}),
		content({
			displayName: 'HTML Body',
			name: 'htmlBody',
			type: 'string',
			typeOptions: { rows: 5 },
			default: '',
			placeholder: 'e.g. <p>Hello</p>',
			description:
				'The content as HTML. Required without a template. Enter Liquid in Fixed mode: in an expression, n8n evaluates double braces itself.',
		}),
		omit(messageTemplateChoice.field, 'required'),
	],
	read(item) {
		const template = hasTemplate(item) ? messageTemplateChoice.read(item) : undefined;
		return given({
			app_id: readAppId(item),
			from: readSender(item),
			subject: readOptionalText('Subject', item.get('subject', '')),
			body:
				template === undefined
					? readText('HTML Body', item.get('htmlBody', ''))
					: readOptionalText('HTML Body', item.get('htmlBody', '')),
			email_template_id: template,
		});
	},
};

const hasTemplate = (item: ItemReader): boolean =>
	isGiven(pickedValue(item.get(messageTemplateChoice.parameter, '')));

/** Reads the sender. It isn't checked if it contains Liquid. */
function readSender(item: ItemReader): string {
	const from = readText('From', item.get('from', ''));
	if (/\S@\S|\{[{%]/.test(from)) return from;
	throw new InputError(
		'From',
		`is not a valid sender: ${describe(from)}`,
		'Enter a name and an address, such as Ada <ada@example.com>.',
	);
}
