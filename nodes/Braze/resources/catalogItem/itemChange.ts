import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { doneFlag } from '../../transport/changeResponse';
import type { Combine, Envelope } from '../../delivery/entry';
import { combineItemsOption, optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { catalogChoice } from '../../fields/resource/choices';
import type { ItemReader } from '../../itemReader';
import type { Operation } from '../../operation';
import type { Endpoint, Safety } from '../../transport/endpoint';
import { isObject } from '../../input/object';

/** The differences between the operations that change catalog items. */
export interface ItemChange extends Pick<Operation, 'name' | 'value' | 'action' | 'description'> {
	readonly endpoint: Pick<Endpoint, 'method' | 'verb' | 'repetitionHint'>;
	/** The permission for requests with several items, and the one for a single item. */
	readonly permissions: { readonly bulk: string; readonly single: string };
	readonly safety: Safety;
	readonly fields: INodeProperties[];
	/** Options that only this change has. */
	readonly options?: INodeProperties[];
	/** Reads the item. Throws an InputError naming the field. */
	readonly read: (item: ItemReader) => { readonly id: string; readonly values?: Record<string, unknown> };
	/** Set if the output should confirm the deletion, which Braze's response does not. */
	readonly confirmsDeletion?: true;
}

/** The only list of a request. It is declared as a list so that it can have a rule. */
const LIST = 'item';

/** Up to 50 items per request. Braze refuses a request that contains the same item twice. */
const BULK: Combine & { byDefault: boolean } = {
	limit: 50,
	byDefault: true,
	key: ({ id }) => String(id),
	body: (items) => ({ items }),
	lists: { of: () => LIST, rules: { [LIST]: { limit: 50, after: [] } } },
	refusals: (error) => refusedItems(error).map((refused) => ({ list: LIST, ...refused })),
};

const combineOption = combineItemsOption(
	true,
	'Whether items share requests of up to 50. Braze processes these in the background and does not report individual results. When off, each item is a separate request, processed immediately, at most 50 a minute.',
);

/**
 * Reads the envelope. All items share it unless the catalog comes from an expression, so that its key is computed once.
 */
function readEnvelope(item: ItemReader): Envelope {
	const catalog = catalogChoice.read(item);
	return { path: { catalog_name: catalog }, subject: catalog };
}

/**
 * Creates an operation that changes items of a catalog, either up to 50 per request, which Braze processes in the
 * background, or one by one. https://www.braze.com/docs/api/endpoints/catalogs
 */
export function changeOf({
	endpoint,
	permissions,
	fields,
	options = [],
	read,
	confirmsDeletion,
	...named
}: ItemChange): Operation {
	const common = {
		...named,
		fields: [
			catalogChoice.field,
			...fields,
			optionsField([combineOption, ...requestOptionFields, ...options]),
		],
	};
	const readChange = (item: ItemReader) => ({ envelope: item.shared(readEnvelope), ...read(item) });
	// Braze carries out a request for several items in the background, and responds the same for items that never
	// existed.
	const outcome = (catalog: string, id: string, name: 'accepted' | 'deleted') => ({
		...(confirmsDeletion && { output: (answer: IDataObject) => [{ ...doneFlag(name, answer), ...answer }] }),
		report: { catalog_name: catalog, id },
	});
	return {
		...common,
		endpoint: { ...endpoint, path: '/catalogs/{catalog_name}/items', permission: permissions.bulk },
		combine: BULK,
		entry(item) {
			const { envelope, id, values } = readChange(item);
			return { envelope, members: [{ id, ...values }], ...outcome(envelope.subject, id, 'accepted') };
		},
		uncombined: {
			...common,
			endpoint: {
				...endpoint,
				path: '/catalogs/{catalog_name}/items/{item_id}',
				permission: permissions.single,
			},
			entry(item) {
				const { envelope: shared, id, values } = readChange(item);
				const path = { ...shared.path, item_id: id };
				const subject = `${shared.subject}/${id}`;
				return {
					envelope: { path, ...(values && { body: { items: [values] } }), subject },
					combinable: { envelope: shared, members: [{ id }] },
					...outcome(shared.subject, id, 'deleted'),
				};
			},
		},
	};
}

/** The parameters of an error that contain item IDs. Other values may equal an ID by coincidence. */
const ID_PARAMETERS = new Set<unknown>(['id', 'ids', 'item_id', 'item_ids']);

/**
 * The items that an error of a catalog endpoint names by ID. Its `parameters` and `parameter_values` correspond by
 * position, and a value may itself be a list. https://www.braze.com/docs/api/endpoints/catalogs
 */
export function refusedItems(error: unknown): Array<{ readonly key: string; readonly reason: string }> {
	if (!isObject(error) || !Array.isArray(error.parameters) || !Array.isArray(error.parameter_values))
		return [];
	const { id, message = id ?? 'refused', parameters, parameter_values: values } = error;
	const ids = (values as unknown[])
		.filter((_, index) => ID_PARAMETERS.has((parameters as unknown[])[index]))
		.flat();
	return ids
		.filter((one) => typeof one === 'string' || typeof one === 'number')
		.map((one) => ({ key: String(one), reason: String(message) }));
}
