import { get, isEmpty, omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../input/object';

/**
 * The errors of a response, in any of their forms: `errors` is a list, one error, errors by name, or text, and there may be
 * an `error` beside it. Elements of a list come as Braze returned them.
 */
export function errorsIn(body: unknown): readonly unknown[] {
	return [...listed(get(body, 'errors')), ...listed(get(body, 'error'))];
}

/** A response with these of its errors only, as the list `errors`: without it if none is left. */
export function withOnlyErrors(body: IDataObject, errors: readonly unknown[]): IDataObject {
	if (!('errors' in body || 'error' in body)) return body;
	const rest = omit(body, 'errors', 'error');
	return errors.length > 0 ? { ...rest, errors: errors as IDataObject[] } : rest;
}

function listed(errors: unknown): readonly unknown[] {
	if (Array.isArray(errors)) return errors as unknown[];
	if (isObject(errors))
		return isOneError(errors) ? [errors] : Object.entries(errors).map(([name, error]) => named(name, error));
	return errors === undefined || errors === null || errors === false || errors === 0 || errors === ''
		? []
		: [typeof errors === 'string' ? errors : JSON.stringify(errors)];
}

const isOneError = ({ message, type, id }: Record<string, unknown>): boolean =>
	[message, type, id].some((words) => typeof words === 'string');

/** `{ "recipients": ["is empty"] }` is about `recipients`; a number may be any kind of position, and is left out. */
function named(name: string, error: unknown): unknown {
	if (isObject(error) && isOneError(error)) return error;
	const words = (Array.isArray(error) ? (error as unknown[]) : [error])
		.filter((word) => !isEmpty(word) || typeof word === 'number')
		.map((word) => (typeof word === 'string' ? word : JSON.stringify(word)))
		.join(', ');
	return /^\d+$/.test(name) && words !== '' ? words : [name, words].filter(Boolean).join(': ');
}
