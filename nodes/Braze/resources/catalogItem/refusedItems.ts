import { isObject } from '../../input/object';

/** The parameters of an error that hold the IDs of items. Any other value may be the same as an ID by coincidence. */
const ID_PARAMETERS = new Set<unknown>(['id', 'ids', 'item_id', 'item_ids']);

/**
 * The items that an error of a catalog endpoint names by ID. Its `parameters` and `parameter_values` go together by
 * position; a value may itself be a list. https://www.braze.com/docs/api/endpoints/catalogs
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
