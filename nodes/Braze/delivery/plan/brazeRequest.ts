import type { IDataObject } from 'n8n-workflow';

import { HALF_CHARACTER } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import { describe } from '../../input/describe';
import type { BrazeRequest } from '../../transport/connection';
import type { Endpoint } from '../../transport/endpoint';
import type { Combine, Envelope } from '../entry';
import { membersIn, type PlannedRequest } from './parts';

/** Where the requests of an operation go, and how members become part of them. */
export interface RequestShape {
	readonly endpoint: Endpoint;
	/** Absent for operations without members. */
	readonly combine?: Combine;
}

/**
 * The request as it goes over the wire. A PUT, PATCH or DELETE of an entry without a body has none.
 *
 * @throws {InputError} if its path would lead to another endpoint
 */
export function toBrazeRequest(
	{ envelope, parts }: Pick<PlannedRequest, 'envelope' | 'parts'>,
	{ endpoint, combine }: RequestShape,
): BrazeRequest {
	const path = pathOf(endpoint, envelope);
	const members = membersIn(parts);
	const named = combine && members.length > 0 ? combine.body(members) : undefined;
	const isGet = endpoint.method === 'GET';
	const query = isGet ? { ...envelope.query, ...named } : envelope.query;
	const hasBody = endpoint.method === 'POST' || (!isGet && (envelope.body ?? named) !== undefined);
	return {
		method: endpoint.method,
		path,
		...((envelope.query ?? (isGet && named)) && { query: query as IDataObject }),
		...(hasBody && { body: { ...envelope.body, ...named } as IDataObject }),
	};
}

/**
 * The path of a request, with its values filled in. An empty value, `.` or `..` would lead to another endpoint, and
 * encoding does not help: URL parsers also resolve `%2e%2e`.
 *
 * @throws {InputError} naming the value
 */
export function pathOf(endpoint: Pick<Endpoint, 'path'>, { path = {} }: Pick<Envelope, 'path'>): string {
	if (!endpoint.path.includes('{')) return endpoint.path;
	return endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value: unknown = path[name];
		if (typeof value === 'string' && !HALF_CHARACTER.test(value) && !/^(\s*|\.{1,2})$/.test(value))
			return encodeURIComponent(value);
		throw new InputError(
			name,
			`cannot be ${describe(value)} in the path of a request`,
			'Check where the value comes from.',
		);
	});
}
