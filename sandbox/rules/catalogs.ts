import type { Catalog } from '../types/catalogs';
import type { Call } from '../state/call';
import { Refusal } from '../types/refusal';

/** The longest name of a catalog or field, and the longest item ID. */
export const MAX_NAME = 250;

const NAME = /^[A-Za-z0-9_-]+$/;

export const isName = (text: string): boolean => NAME.test(text);

/** What an error is about: the parameter, and its value. */
export type About = readonly [parameter: string, value: unknown];

/**
 * Refuses in the shape of the catalog endpoints: `errors` of `{id, message, parameters, parameter_values}`. The ids are
 * those of the documentation; it prints few of the messages, and the others here are guesses.
 */
export function refuse(id: string, message: string, about: readonly About[] = [], status = 400): never {
	const [parameters, parameter_values] = [about.map(([name]) => name), about.map(([, value]) => value)];
	throw new Refusal(status, 'Invalid Request', { errors: [{ id, message, parameters, parameter_values }] });
}

/** The catalog that the path names. */
export function catalogOf({ state, params }: Call): Catalog {
	const name = fromPath(params.catalog_name);
	const catalog = state.catalogs.find((one) => one.name === name);
	return catalog ?? refuse('catalog-not-found', 'Could not find catalog', [['catalog_name', name]], 404);
}

/** A part of a path as it was before it was encoded. */
export function fromPath(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

export const touched = (catalog: Catalog, { now }: Call): void => void (catalog.updated_at = stamp(now));

/** Times as the catalog endpoints write them. */
export const stamp = (now: Date): string => now.toISOString().replace('Z', '+00:00');
