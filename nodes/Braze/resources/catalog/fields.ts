import type { INodeProperties } from 'n8n-workflow';

import { doneFlag } from '../../transport/changeResponse';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { allowAgentOption } from '../../fields/confirmation';
import { catalogChoice } from '../../fields/resource/choices';
import type { Operation } from '../../operation';
import { readCatalogName } from '../../fields/resource/catalogName';
import { InputError } from '../../input/inputError';
import { identifies } from '../../fields/declarations';
import { catalogFieldsField, readCatalogFields } from './catalogFields';

const MAX_NEW_FIELDS = 50;

const fieldNameField: INodeProperties = identifies({
	displayName: 'Field Name',
	name: 'fieldName',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Rating',
	description: 'The field to delete, including its values in all items',
});

/** Adds fields to a catalog. https://www.braze.com/docs/api/endpoints/catalogs/catalog_fields/asynchronous/post_create_catalog_fields */
export const createFields: Operation = {
	name: 'Create Fields',
	value: 'createFields',
	action: 'Create fields in catalog',
	description: 'Add up to 50 fields to a catalog in the background',
	fields: [catalogChoice.field, catalogFieldsField, optionsField(requestOptionFields)],
	endpoint: {
		method: 'POST',
		path: '/catalogs/{catalog_name}/fields',
		permission: 'catalogs.create_fields',
		verb: 'created',
	},
	safety: 'notIdempotent',
	entry(item) {
		const catalog = catalogChoice.read(item);
		const fields = readCatalogFields(item, MAX_NEW_FIELDS);
		if (fields.length === 0)
			throw new InputError(catalogFieldsField.displayName, 'is empty', 'Add at least one field.');
		return {
			envelope: { path: { catalog_name: catalog }, body: { fields }, subject: catalog },
			report: { catalog_name: catalog, fields: fields.map((field) => ({ ...field })) },
		};
	},
};

/** Deletes a field of a catalog. https://www.braze.com/docs/api/endpoints/catalogs/catalog_fields/asynchronous/delete_catalog_field */
export const deleteField: Operation = {
	name: 'Delete Field',
	value: 'deleteField',
	action: 'Delete field from catalog',
	description: 'Delete a field and its values in the background',
	fields: [catalogChoice.field, fieldNameField, optionsField([...requestOptionFields, allowAgentOption])],
	endpoint: {
		method: 'DELETE',
		path: '/catalogs/{catalog_name}/fields/{field_name}',
		permission: 'catalogs.delete_fields',
		verb: 'deleted',
		repetitionHint: 'The first attempt may have deleted it',
	},
	safety: 'idempotent',
	entry(item) {
		const path = {
			catalog_name: catalogChoice.read(item),
			field_name: readCatalogName(fieldNameField.displayName, item.get('fieldName')),
		};
		return {
			envelope: { path, subject: `${path.catalog_name}/${path.field_name}` },
			// Braze deletes it in the background, and responds the same for a field that never existed.
			output: (answer) => [{ ...doneFlag('accepted', answer), ...answer }],
			report: path,
		};
	},
};
