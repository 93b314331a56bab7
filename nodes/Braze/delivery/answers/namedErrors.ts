import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../../transport/endpoint';
import { errorsIn } from '../../transport/responseErrors';

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
