import { isObject } from '../../input/object';
import type { ItemReader } from '../../itemReader';

/**
 * The rows of a field that can have several, as they were entered; none if it was never filled in.
 *
 * @param raw `{ [name]: rows }`
 */
export function rowsIn(raw: unknown, name: string): unknown[] {
	const rows = isObject(raw) ? raw[name] : undefined;
	return Array.isArray(rows) ? (rows as unknown[]) : [];
}

/** As {@link rowsIn}, each as an object: anything else counts as an empty row. */
export const filledRows = (raw: unknown, name: string): Array<Record<string, unknown>> =>
	rowsIn(raw, name).map((row) => (isObject(row) ? row : {}));

/** The fields that were added to a collection, such as 'Additional Fields' or 'Filters'; `{}` for none. */
export function addedTo(item: ItemReader, name: string): Record<string, unknown> {
	const added = item.get(name, {});
	return isObject(added) ? added : {};
}
