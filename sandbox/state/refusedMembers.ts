import get from 'lodash/get';
import set from 'lodash/set';
import type { JsonObject } from '../types/json';

/** Members of a request that Braze refuses in a success response, naming them by index. */
export interface RefusedMembers {
	indexes: number[];
	/** What Braze says about each of them. */
	reason: string;
	/** The path of the list in the body, such as `subscription_groups.0.emails`. Defaults to the body's only list. */
	list?: string;
	/** The name of the list in the response. Defaults to what Braze uses at that endpoint. */
	inputArray?: string;
}

/** The request without the refused members, and the errors that name these. */
export function withoutRefused(
	path: string,
	body: unknown,
	{ indexes, reason, list, inputArray }: RefusedMembers,
) {
	const copy = structuredClone((body ?? {}) as JsonObject);
	const place = list ?? Object.keys(copy).find((name) => Array.isArray(copy[name])) ?? '';
	const members = (get(copy, place) ?? []) as unknown[];
	const left = members.filter((_, index) => !indexes.includes(index));
	set(copy, place, left);
	const input_array = inputArray ?? nameOf(path, place);
	const errors = indexes
		.filter((index) => index < members.length)
		.map((index) => ({ type: reason, input_array, index }));
	return { body: copy, left: left.length, errors };
}

/** Identify and the alias endpoints call every list by this name. */
function nameOf(path: string, place: string): string {
	return isIdentity(path) ? 'user_identifiers' : (place.split('.').at(-1) ?? place);
}

const isIdentity = (path: string) => path === '/users/identify' || path.startsWith('/users/alias/');

/** The answer when no member is left. */
export const nothingProcessed = (path: string): JsonObject => ({
	...(isIdentity(path) ? { aliases_processed: 0 } : {}),
	message: 'success',
});
