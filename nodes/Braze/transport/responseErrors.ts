import { get, isEmpty, omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../input/object';

/**
 * The errors of a response in any of their forms: `errors` may be a list, a single error, errors by name, or text, with
 * or without an additional `error`. Elements of a list are returned unchanged, without blank ones.
 */
export function errorsIn(body: unknown): readonly unknown[] {
	return [...listed(get(body, 'errors')), ...listed(get(body, 'error'))];
}

/** The response with only these errors, as the list `errors`, or without that list if none is left. */
export function withOnlyErrors(body: IDataObject, errors: readonly unknown[]): IDataObject {
	if (!('errors' in body || 'error' in body)) return body;
	const rest = omit(body, 'errors', 'error');
	return errors.length > 0 ? { ...rest, errors: errors as IDataObject[] } : rest;
}

function listed(errors: unknown): readonly unknown[] {
	if (Array.isArray(errors)) return (errors as unknown[]).filter((error) => !isBlank(error));
	if (isObject(errors))
		return isSingleError(errors)
			? [errors]
			: Object.entries(errors).map(([name, error]) => named(name, error));
	return isBlank(errors) || errors === 0
		? []
		: [typeof errors === 'string' ? errors : JSON.stringify(errors)];
}

/** Whether a value in the place of an error is none: a list of errors may have a place for each member of the request. */
export const isBlank = (error: unknown): boolean =>
	(error ?? false) === false ||
	(typeof error === 'string' && error.trim() === '') ||
	(Array.isArray(error) && error.length === 0);

const isSingleError = ({ message, type, id }: Record<string, unknown>): boolean =>
	[message, type, id].some((words) => typeof words === 'string');

/**
 * Turns an error by name into text: `{ "recipients": ["is empty"] }` into `recipients: is empty`. A number as the name
 * is dropped, because it may be any kind of position.
 */
function named(name: string, error: unknown): unknown {
	if (isObject(error) && isSingleError(error)) return error;
	const words = (Array.isArray(error) ? (error as unknown[]) : [error])
		.filter((word) => !isEmpty(word) || typeof word === 'number')
		.map((word) => (typeof word === 'string' ? word : JSON.stringify(word)))
		.join(', ');
	return /^\d+$/.test(name) && words !== '' ? words : [name, words].filter(Boolean).join(': ');
}
