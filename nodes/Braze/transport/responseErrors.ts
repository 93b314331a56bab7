import { get, isEmpty, omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../input/object';
import { type Endpoint, verbOf } from './endpoint';

/**
 * The errors of a response in any of their forms: `errors` may be a list, a single error, errors by name, or text, with
 * or without an additional `error`. Elements of a list are returned unchanged.
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
	if (Array.isArray(errors)) return errors as unknown[];
	if (isObject(errors))
		return isSingleError(errors)
			? [errors]
			: Object.entries(errors).map(([name, error]) => named(name, error));
	return errors === undefined || errors === null || errors === false || errors === 0 || errors === ''
		? []
		: [typeof errors === 'string' ? errors : JSON.stringify(errors)];
}

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

/**
 * Adds `errors` in the usual form, `{ index, message }`, if the endpoint lists refused members under another key.
 * Braze's docs describe these as arrays that contain the position in the request.
 */
export function withErrors(answer: IDataObject, { namedErrors }: Endpoint): IDataObject {
	const listed = namedErrors === undefined ? undefined : answer[namedErrors];
	if (namedErrors === undefined || !Array.isArray(listed)) return answer;
	const rest: IDataObject = omit(answer, namedErrors);
	if (listed.length === 0) return rest;
	const others = errorsIn(rest) as IDataObject[];
	return { ...omit(rest, 'error'), errors: [...(listed as unknown[]).map(errorIn), ...others] };
}

/**
 * Converts such an array. The first whole number in it is the position; without one, the error is about the whole
 * request.
 */
function errorIn(listed: unknown): IDataObject {
	if (!Array.isArray(listed)) return { message: messageIn([listed]) };
	const index = (listed as unknown[]).find((one) => Number.isInteger(one)) as number | undefined;
	return { ...(index !== undefined && { index }), message: messageIn(listed.filter((one) => one !== index)) };
}

const messageIn = (parts: readonly unknown[]): string =>
	parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ');

/** A sentence without its period. */
const UNCONFIRMED =
	'Braze did not confirm this: its response is empty. Check in Braze whether it was carried out';

/**
 * Marks an empty response to a change as unconfirmed. That is not a failure, because Braze doesn't document what some
 * endpoints return, such as those that change and cancel schedules.
 */
export function markUnconfirmed(answer: IDataObject, endpoint: Endpoint): IDataObject {
	if (verbOf(endpoint) === 'fetched' || Object.keys(answer).length > 0) return answer;
	return { confirmed: false, warning: UNCONFIRMED };
}

/**
 * The flag with which an output confirms a change, such as `{ changed: true }`. Empty if the response doesn't confirm
 * the change, or has errors about the whole request.
 */
export const doneFlag = (name: string, answer: IDataObject): IDataObject =>
	answer.confirmed === false || errorsIn(answer).length > 0 ? {} : { [name]: true };
