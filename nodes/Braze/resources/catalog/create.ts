import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import type { Operation } from '../../operation';
import { readCatalogName } from '../../fields/resource/catalogName';
import { describe } from '../../input/describe';
import { InputError } from '../../input/inputError';
import { lengthOf } from '../../input/identifier';
import { content, identifies } from '../../fields/declarations';
import { catalogFieldsField, readCatalogFields, type CatalogField } from './catalogFields';

const MAX_FIELDS = 500;

const MAX_DESCRIPTION = 250;

const ID_FIELD: CatalogField = { name: 'id', type: 'string' };

const nameField: INodeProperties = identifies({
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. cafes',
	description: 'The name of the new catalog: letters, digits, hyphens and underscores',
});

const descriptionField: INodeProperties = content({
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. All cafes of the loyalty program',
	description: 'What the catalog is for, in at most 250 characters',
});

/** Creates a catalog. https://www.braze.com/docs/api/endpoints/catalogs/catalog_management/synchronous/post_create_catalog */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create catalog with typed fields',
	description: 'Create a catalog with its fields',
	fields: [nameField, descriptionField, catalogFieldsField, optionsField(requestOptionFields)],
	endpoint: { method: 'POST', path: '/catalogs', permission: 'catalogs.create', verb: 'created' },
	safety: 'notIdempotent',
	response: { unfolded: ['catalogs'] },
	entry(item) {
		const name = readCatalogName(nameField.displayName, item.get('name'));
		const description = readDescription(item.get('description'));
		const fields = withId(readCatalogFields(item, MAX_FIELDS - 1));
		return {
			envelope: { body: { catalogs: [{ name, description, fields }] }, subject: name },
			output: ({ catalogs, ...answer }) => [{ ...(catalogs as IDataObject[])[0], ...answer }],
		};
	},
};

function readDescription(value: unknown): string {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '')
		throw new InputError(
			'Description',
			`must be text, but is ${describe(value)}`,
			'Describe what the catalog is for. Braze requires a description.',
		);
	if (lengthOf(text) <= MAX_DESCRIPTION) return text;
	throw new InputError('Description', `is longer than ${MAX_DESCRIPTION} characters`, 'Shorten it.');
}

/** Puts the ID field first, whether or not it was listed. */
function withId(fields: CatalogField[]): CatalogField[] {
	const own = fields.find(({ name }) => name === ID_FIELD.name);
	if (!own || own.type === ID_FIELD.type) return [ID_FIELD, ...fields.filter((field) => field !== own)];
	throw new InputError(
		'Fields',
		`sets the type of the field "id" to ${own.type}`,
		'Remove the row. Braze adds this field to every catalog, with the type String.',
	);
}
