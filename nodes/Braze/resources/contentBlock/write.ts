import {
	additionalFieldsOf,
	readAdditionalFields,
	readUpdateFields,
	updateFieldsOf,
} from '../../fields/content/givenMembers';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { contentBlockChoice } from '../../fields/resource/choices';
import type { Operation } from '../../operation';
import { contentField, nameField, optionalFields, READERS } from './members';
import { returnedId } from '../../transport/endpoint';

/** Creates a Content Block. https://www.braze.com/docs/api/endpoints/templates/content_blocks_templates/post_create_email_content_block */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create content block',
	description: 'Create a reusable block of content for messages',
	fields: [
		{ ...nameField, required: true },
		{ ...contentField, required: true },
		additionalFieldsOf(optionalFields),
		optionsField(requestOptionFields),
	],
	endpoint: {
		method: 'POST',
		path: '/content_blocks/create',
		permission: 'content_blocks.create',
		verb: 'created',
		returns: returnedId('content_block_id'),
	},
	safety: 'notIdempotent',
	entry(item) {
		const name = READERS.name[1](item.get('name'));
		const body = {
			name,
			content: READERS.content[1](item.get('content')),
			...readAdditionalFields(item, READERS),
		};
		return { envelope: { body, subject: name }, report: { name } };
	},
};

/**
 * Updates fields of a Content Block.
 * https://www.braze.com/docs/api/endpoints/templates/content_blocks_templates/post_update_content_block
 */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update content block',
	description: 'Update a Content Block; fields that are not added stay the same',
	fields: [
		contentBlockChoice.field,
		updateFieldsOf([contentField, nameField, ...optionalFields]),
		optionsField(requestOptionFields),
	],
	endpoint: {
		method: 'POST',
		path: '/content_blocks/update',
		permission: 'content_blocks.update',
		verb: 'updated',
	},
	safety: 'idempotent',
	entry(item) {
		const id = contentBlockChoice.read(item);
		return {
			envelope: { body: { content_block_id: id, ...readUpdateFields(item, READERS) }, subject: id },
			report: { content_block_id: id },
		};
	},
};
