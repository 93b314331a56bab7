import type { IDataObject } from 'n8n-workflow';

import type { BrazeRequest } from '../../transport/connection';
import type { Endpoint } from '../../transport/endpoint';
import type { Combine } from '../entry';
import type { PlannedRequest } from './types';

/** The request as it goes over the wire. A PUT, PATCH or DELETE of an entry without a body has none. */
export function toBrazeRequest(
	{ envelope, parts }: Pick<PlannedRequest, 'envelope' | 'parts'>,
	{ endpoint, combine }: { readonly endpoint: Endpoint; readonly combine?: Combine },
): BrazeRequest {
	const members = parts.flatMap(({ member }) => (member === undefined ? [] : [member]));
	const named = combine && members.length > 0 ? combine.body(members) : undefined;
	const isGet = endpoint.method === 'GET';
	const query = isGet ? { ...envelope.query, ...named } : envelope.query;
	const hasBody = endpoint.method === 'POST' || (!isGet && (envelope.body ?? named) !== undefined);
	const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(envelope.path?.[name] ?? ''));
	return {
		method: endpoint.method,
		path,
		...((envelope.query ?? (isGet && named)) && { query: query as IDataObject }),
		...(hasBody && { body: { ...envelope.body, ...named } as IDataObject }),
	};
}
