import type { INodeProperties } from 'n8n-workflow';

import { requestOptionFields } from '../../fields/options/deliveryOptions';
import { optionsField } from '../../fields/options/optionsCollection';
import { catalogChoice } from '../../fields/resource/catalog';
import type { Operation } from '../../operation';
import { InputError } from '../../schemas/inputError';

const confirmField: INodeProperties = {
	displayName: 'Confirm Delete',
	name: 'confirmDelete',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description: 'Whether to delete the catalog with all its items. Nothing is deleted until this is on.',
};

/** Deletes a catalog with all that is in it. https://www.braze.com/docs/api/endpoints/catalogs/catalog_management/synchronous/delete_catalog */
export const deleteCatalog: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete catalog with all items',
	description: 'Delete a catalog for good, with its items and selections',
	fields: [catalogChoice.field, confirmField, optionsField(requestOptionFields)],
	endpoint: {
		method: 'DELETE',
		path: '/catalogs/{catalog_name}',
		permission: 'catalogs.delete',
		verb: 'deleted',
		repetitionHint: 'The first attempt may have deleted it',
	},
	safety: 'idempotent',
	entry(item) {
		const catalog = catalogChoice.read(item);
		if (item.get('confirmDelete', false) !== true) {
			throw new InputError('Confirm Delete', 'is off', `The catalog "${catalog}" would be deleted with all its items. Turn it on to delete it.`);
		}
		return {
			envelope: { path: { catalog_name: catalog }, subject: catalog },
			output: (answer) => [{ deleted: true, ...answer }],
			report: { catalog_name: catalog },
		};
	},
};
