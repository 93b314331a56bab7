import { get, omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

/** The `errors` of a response, as Braze returned them; none if it has no list of them. */
export function errorsIn(body: unknown): readonly unknown[] {
	const errors: unknown = get(body, 'errors');
	return Array.isArray(errors) ? (errors as unknown[]) : [];
}

/** A response with these of its errors only: without the list if none is left. */
export function withOnlyErrors(body: IDataObject, errors: readonly unknown[]): IDataObject {
	if (!Array.isArray(body.errors)) return body;
	const rest = omit(body, 'errors');
	return errors.length > 0 ? { ...rest, errors: errors as IDataObject[] } : rest;
}
