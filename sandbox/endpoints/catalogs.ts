import type { Catalog } from '../types/catalogs';
import { CATALOG_FIELDS, CATALOGS } from '../state/rateLimits';
import { catalogOf, fromPath, isName, MAX_NAME, refuse, stamp, touched } from '../rules/catalogs';
import { refuseOthers } from '../rules/members';
import { isObject } from '../people/values';
import { checkFields } from '../rules/catalogItems';
import { type JsonObject, byteLength } from '../types/json';
import type { Call, Endpoint } from './endpoint';

const MAX_FIELDS = 500;
const MAX_NEW_FIELDS = 50;

/**
 * A catalog as in recorded responses. `token` is -1 while no message uses the field; the form of selections is a guess.
 */
const shown = ({ name, description, fields, items, selections, updated_at }: Catalog) => ({
	name,
	description,
	fields: fields.map((field) => ({ ...field, token: '-1' })),
	num_items: items.length,
	source: 'Braze',
	storage_size: items.reduce((bytes, item) => bytes + byteLength(JSON.stringify(item)), 0),
	selections_size: selections.length,
	selections,
	updated_at,
});

/** `GET /catalogs` (get_list_catalogs.md): all at once. */
const list: Endpoint = {
	method: 'GET',
	path: '/catalogs',
	permission: 'catalogs.get',
	pools: () => [CATALOGS],
	handle: ({ state }) => ({ status: 200, body: { catalogs: state.catalogs.map(shown), message: 'success' } }),
};

/** `POST /catalogs` (post_create_catalog.md). */
const create: Endpoint = {
	method: 'POST',
	path: '/catalogs',
	permission: 'catalogs.create',
	pools: () => [CATALOGS],
	handle: (call) => {
		const catalog = newCatalog(call);
		call.state.catalogs.push(catalog);
		return { status: 201, body: { catalogs: [shown(catalog)], message: 'success' } };
	},
};

function newCatalog({ body, state, now }: Call): Catalog {
	const { catalogs } = body;
	if (!Array.isArray(catalogs)) refuse('catalog-array-invalid', "'catalogs' must be an array of objects");
	refuseOthers(body, ['catalogs']);
	const [wanted, ...more] = catalogs as JsonObject[];
	if (!wanted || more.length > 0)
		refuse('too-many-catalog-atoms', 'Only one catalog can be created per request');
	if (isObject(wanted)) refuseOthers(wanted, ['name', 'description', 'fields'], 'catalogs[0]');
	const { name, description } = wanted;
	if (typeof name !== 'string' || !isName(name)) {
		refuse(
			'invalid-catalog-name',
			'The catalog name can only include letters, numbers, hyphens and underscores',
			[['name', name]],
		);
	}
	if (name.length > MAX_NAME)
		refuse('catalog-name-too-large', `The catalog name cannot exceed ${MAX_NAME} characters`, [
			['name', name],
		]);
	if (state.catalogs.some((one) => one.name === name)) {
		refuse('catalog-name-already-exists', 'A catalog with that name already exists', [['name', name]]);
	}
	// The documentation has no error for a missing description. Refusing it is a guess.
	if (typeof description !== 'string' || description.length > MAX_NAME) {
		refuse('description-too-long', `The description must be a string of at most ${MAX_NAME} characters`, [
			['description', description],
		]);
	}
	const fields = checkFields(wanted.fields);
	if (fields[0]?.name !== 'id' || fields[0].type !== 'string')
		refuse('id-not-first-column', 'The first field must be id, of type string');
	if (fields.length > MAX_FIELDS)
		refuse('too-many-fields', `A catalog cannot have more than ${MAX_FIELDS} fields`);
	return { name, description, fields, items: [], selections: [], updated_at: stamp(now) };
}

/** `DELETE /catalogs/{catalog_name}` (delete_catalog.md). */
const remove: Endpoint = {
	method: 'DELETE',
	path: '/catalogs/{catalog_name}',
	permission: 'catalogs.delete',
	pools: () => [CATALOGS],
	handle: (call) => {
		const catalog = catalogOf(call);
		call.state.catalogs = call.state.catalogs.filter((one) => one !== catalog);
		return { status: 200, body: { message: 'success' } };
	},
};

/** `POST /catalogs/{catalog_name}/fields` (post_create_catalog_fields.md): asynchronous; done immediately here. */
const createFields: Endpoint = {
	method: 'POST',
	path: '/catalogs/{catalog_name}/fields',
	permission: 'catalogs.create_fields',
	pools: () => [CATALOG_FIELDS],
	handle: (call) => {
		const catalog = catalogOf(call);
		refuseOthers(call.body, ['fields']);
		const fields = checkFields(call.body.fields);
		if (fields.length > MAX_NEW_FIELDS)
			refuse('request-includes-too-many-fields', `A request cannot have more than ${MAX_NEW_FIELDS} fields`);
		const known = fields.filter(({ name }) => catalog.fields.some((field) => field.name === name));
		if (known.length > 0)
			refuse(
				'field-names-not-unique',
				'Field names must be unique',
				known.map(({ name }) => ['name', name] as const),
			);
		if (catalog.fields.length + fields.length > MAX_FIELDS) {
			refuse('catalog-exceeds-fields-limit', `A catalog cannot have more than ${MAX_FIELDS} fields`);
		}
		catalog.fields.push(...fields);
		touched(catalog, call);
		return { status: 202, body: { message: 'success' } };
	},
};

/** `DELETE /catalogs/{catalog_name}/fields/{field_name}` (delete_catalog_field.md): asynchronous; done immediately here. */
const deleteField: Endpoint = {
	method: 'DELETE',
	path: '/catalogs/{catalog_name}/fields/{field_name}',
	permission: 'catalogs.delete_fields',
	pools: () => [CATALOG_FIELDS],
	handle: (call) => {
		const catalog = catalogOf(call);
		const name = fromPath(call.params.field_name);
		// That the ID cannot be deleted is a guess.
		if (name === 'id' || !catalog.fields.some((field) => field.name === name)) {
			refuse('invalid-field-name', 'The field name is not valid', [['field_name', name]], 404);
		}
		const usedBy = catalog.selections.find(
			({ filters, sort_field }) => sort_field === name || filters.some(({ field }) => field === name),
		);
		if (usedBy)
			refuse('field-referenced-by-selection', 'The field is used by a selection', [['field_name', name]]);
		catalog.fields = catalog.fields.filter((field) => field.name !== name);
		for (const item of catalog.items) delete item[name];
		touched(catalog, call);
		return { status: 202, body: { message: 'success' } };
	},
};

export const catalogs: Endpoint[] = [list, create, remove, createFields, deleteField];
