import { get, isEmpty, omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../input/object';
import { type Endpoint, verbOf } from './endpoint';

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

/**
 * Adds `errors` of the usual form, `{ index, message }`, if the endpoint lists what it refused under another key.
 * Braze's docs describe these as arrays of arrays that refer to the position in the request.
 */
export function withErrors(answer: IDataObject, { namedErrors }: Endpoint): IDataObject {
	const listed = namedErrors === undefined ? undefined : answer[namedErrors];
	if (namedErrors === undefined || !Array.isArray(listed)) return answer;
	const rest: IDataObject = omit(answer, namedErrors);
	if (listed.length === 0) return rest;
	const others = errorsIn(rest) as IDataObject[];
	return { ...omit(rest, 'error'), errors: [...(listed as unknown[]).map(errorIn), ...others] };
}

/** The first whole number is the position; without one, the error is about the whole request. */
function errorIn(listed: unknown): IDataObject {
	if (!Array.isArray(listed)) return { message: messageIn([listed]) };
	const index = (listed as unknown[]).find((one) => Number.isInteger(one)) as number | undefined;
	return { ...(index !== undefined && { index }), message: messageIn(listed.filter((one) => one !== index)) };
}

const messageIn = (parts: readonly unknown[]): string =>
	parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ');

/** A sentence without its period. */
const UNCONFIRMED = 'Braze did not confirm this: its response is empty. Check in Braze whether it was done';

/**
 * Adds to an empty response to a change that nothing is confirmed. It is no failure: what some endpoints return is not
 * documented, such as those that change and cancel schedules.
 */
export function confirmed(answer: IDataObject, endpoint: Endpoint): IDataObject {
	if (verbOf(endpoint) === 'fetched' || Object.keys(answer).length > 0) return answer;
	return { confirmed: false, warning: UNCONFIRMED };
}

/**
 * What an output says of a change, such as `{ changed: true }`: nothing if the response does not confirm it, or has errors of
 * the request.
 */
export const saysDone = (name: string, answer: IDataObject): IDataObject =>
	answer.confirmed === false || errorsIn(answer).length > 0 ? {} : { [name]: true };
