import { doneFlag } from '../../transport/changeResponse';
import { deletionOptionFields } from '../../fields/options/deliveryOptions';
import { changeModeField } from '../../fields/options/mode';
import { optionsField } from '../../fields/options/commonOptions';
import { catalogChoice } from '../../fields/resource/choices';
import { allowAgentOption, confirmation } from '../../fields/confirmation';
import type { Operation } from '../../operation';

const confirm = confirmation({
	label: 'Delete',
	name: 'confirmDelete',
	consent: 'the catalog and all its items may be permanently deleted',
});

/** Deletes a catalog with everything in it. https://www.braze.com/docs/api/endpoints/catalogs/catalog_management/synchronous/delete_catalog */
export const deleteCatalog: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete catalog with all items',
	description: 'Permanently delete a catalog with its items and selections',
	fields: [
		changeModeField,
		catalogChoice.field,
		...confirm.fields,
		optionsField([...deletionOptionFields, allowAgentOption]),
	],
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
		confirm.check(item);
		return {
			envelope: { path: { catalog_name: catalog }, subject: catalog },
			output: (answer) => [{ ...doneFlag('deleted', answer), ...answer }],
			report: { catalog_name: catalog },
		};
	},
};
