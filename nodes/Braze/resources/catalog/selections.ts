import type { INodeProperties } from 'n8n-workflow';

import { doneFlag } from '../../transport/changeResponse';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { allowAgentOption } from '../../fields/confirmation';
import { catalogChoice } from '../../fields/resource/choices';
import { addedTo, isGiven, readChoice, readText, readWholeNumber } from '../../fields/values';
import type { ItemReader } from '../../itemReader';
import type { Operation } from '../../operation';
import { readCatalogName, readSelectionName } from '../../fields/resource/catalogName';
import { InputError } from '../../input/inputError';
import { content, identifies } from '../../fields/declarations';
import { additionalFieldsOf } from '../../fields/content/givenMembers';
import { readSelectionFilters, selectionFiltersField } from './selectionFilters';

const selectionNameField: INodeProperties = identifies({
	displayName: 'Selection Name',
	name: 'selectionName',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. top-rated',
	description: 'The name of the selection in the catalog',
});

const resultsLimitField: INodeProperties = {
	displayName: 'Results Limit',
	name: 'resultsLimit',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 50 },
	default: 10,
	description: 'The maximum number of items a message gets from the selection, up to 50',
};

const sortOrderField: INodeProperties = {
	displayName: 'Sort Order',
	name: 'sortOrder',
	type: 'options',
	options: [
		{ name: 'Ascending', value: 'asc' },
		{ name: 'Descending', value: 'desc' },
	],
	default: 'asc',
	description: 'The order of the items by the sort field',
};

const additionalFields = additionalFieldsOf([
	content({
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		description: 'What the selection is for',
	}),
	identifies({
		displayName: 'Sort Field',
		name: 'sortField',
		type: 'string',
		default: '',
		placeholder: 'e.g. Rating',
		description: 'The field to sort by. If empty, the items are in random order.',
	}),
	sortOrderField,
]);

/** Creates a selection of a catalog's items. https://www.braze.com/docs/api/endpoints/catalogs/catalog_selections/asynchronous/post_create_catalog_selections */
export const createSelection: Operation = {
	name: 'Create Selection',
	value: 'createSelection',
	action: 'Create selection of catalog items',
	description: 'Create a named filter for catalog items in the background',
	fields: [
		catalogChoice.field,
		selectionNameField,
		selectionFiltersField,
		resultsLimitField,
		additionalFields,
		optionsField(requestOptionFields),
	],
	endpoint: {
		method: 'POST',
		path: '/catalogs/{catalog_name}/selections',
		permission: 'catalogs.create_selection',
		verb: 'created',
	},
	safety: 'notIdempotent',
	entry(item) {
		const catalog = catalogChoice.read(item);
		const name = readSelectionName(selectionNameField.displayName, item.get('selectionName'));
		const filters = readSelectionFilters(item);
		const selection = {
			name,
			...readAdditional(item),
			filters,
			results_limit: readWholeNumber(resultsLimitField, item.get('resultsLimit', 10)),
		};
		return {
			envelope: { path: { catalog_name: catalog }, body: { selection }, subject: `${catalog}/${name}` },
			report: { catalog_name: catalog, selection_name: name },
		};
	},
};

/** Deletes a selection. https://www.braze.com/docs/api/endpoints/catalogs/catalog_selections/asynchronous/delete_catalog_selection */
export const deleteSelection: Operation = {
	name: 'Delete Selection',
	value: 'deleteSelection',
	action: 'Delete selection from catalog',
	description: 'Delete a selection, but not its items, in the background',
	fields: [catalogChoice.field, selectionNameField, optionsField([...requestOptionFields, allowAgentOption])],
	endpoint: {
		method: 'DELETE',
		path: '/catalogs/{catalog_name}/selections/{selection_name}',
		permission: 'catalogs.delete_selection',
		verb: 'deleted',
		repetitionHint: 'The first attempt may have deleted it',
	},
	safety: 'idempotent',
	entry(item) {
		const path = {
			catalog_name: catalogChoice.read(item),
			selection_name: readSelectionName(selectionNameField.displayName, item.get('selectionName')),
		};
		return {
			envelope: { path, subject: `${path.catalog_name}/${path.selection_name}` },
			// Braze deletes it in the background, and responds the same for a selection that never existed.
			output: (answer) => [{ ...doneFlag('accepted', answer), ...answer }],
			report: path,
		};
	},
};

/** Reads the additional fields. Braze accepts sort field and order only together. */
function readAdditional(item: ItemReader): Record<string, unknown> {
	const { description, sortField, sortOrder } = addedTo(item, 'additionalFields');
	if (sortOrder !== undefined && !isGiven(sortField)) {
		throw new InputError('Sort Field', 'is missing', "Enter the field to sort by, or remove 'Sort Order'.");
	}
	return {
		...(isGiven(description) && { description: readText('Description', description) }),
		...(isGiven(sortField) && {
			sort_field: readCatalogName('Sort Field', sortField),
			sort_order: readChoice(sortOrderField, sortOrder ?? sortOrderField.default),
		}),
	};
}
