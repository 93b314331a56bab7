import {
	additionalFieldsOf,
	readAdditionalFields,
	readUpdateFields,
	updateFieldsOf,
} from '../../fields/content/givenMembers';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { emailTemplateChoice } from '../../fields/resource/choices';
import type { Operation } from '../../operation';
import { bodyField, nameField, optionalFields, READERS, subjectField } from './members';
import { returnedId } from '../../transport/endpoint';

/** Creates an email template. https://www.braze.com/docs/api/endpoints/templates/email_templates/post_create_email_template */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create email template',
	description: 'Create an HTML template for emails',
	fields: [
		{ ...nameField, required: true },
		{ ...subjectField, required: true },
		{ ...bodyField, required: true },
		additionalFieldsOf(optionalFields),
		optionsField(requestOptionFields),
	],
	endpoint: {
		method: 'POST',
		path: '/templates/email/create',
		permission: 'templates.email.create',
		verb: 'created',
		returns: returnedId('email_template_id'),
	},
	safety: 'notIdempotent',
	entry(item) {
		const name = READERS.name[1](item.get('name'));
		const body = {
			template_name: name,
			subject: READERS.subject[1](item.get('subject')),
			body: READERS.htmlBody[1](item.get('htmlBody')),
			...readAdditionalFields(item, READERS),
		};
		return { envelope: { body, subject: name }, report: { template_name: name } };
	},
};

/**
 * Updates fields of an email template.
 * https://www.braze.com/docs/api/endpoints/templates/email_templates/post_update_email_template
 */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update email template',
	description: 'Update an email template; fields that are not added stay the same',
	fields: [
		emailTemplateChoice.field,
		updateFieldsOf([bodyField, nameField, subjectField, ...optionalFields]),
		optionsField(requestOptionFields),
	],
	endpoint: {
		method: 'POST',
		path: '/templates/email/update',
		permission: 'templates.email.update',
		verb: 'updated',
	},
	safety: 'idempotent',
	entry(item) {
		const id = emailTemplateChoice.read(item);
		return {
			envelope: { body: { email_template_id: id, ...readUpdateFields(item, READERS) }, subject: id },
			report: { email_template_id: id },
		};
	},
};

/** Gets an email template with subject and body. https://www.braze.com/docs/api/endpoints/templates/email_templates/get_see_email_template_information */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get email template',
	description: 'Get one email template with its content',
	fields: [emailTemplateChoice.field, optionsField(requestOptionFields)],
	endpoint: { method: 'GET', path: '/templates/email/info', permission: 'templates.email.info' },
	safety: 'idempotent',
	response: { contains: { template_name: 'value' } },
	entry(item) {
		const id = emailTemplateChoice.read(item);
		return { envelope: { query: { email_template_id: id }, subject: id }, report: { email_template_id: id } };
	},
};
