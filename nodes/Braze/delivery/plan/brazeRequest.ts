import type { IDataObject } from 'n8n-workflow';

import type { BrazeRequest } from '../../transport/connection';
import type { Endpoint } from '../../transport/endpoint';
import type { Combine } from '../entry';
import type { PlannedRequest } from './types';

/** The request as it goes over the wire. */
export function toBrazeRequest(
	{ envelope, parts }: Pick<PlannedRequest, 'envelope' | 'parts'>,
	{ endpoint, combine }: { readonly endpoint: Endpoint; readonly combine?: Combine },
): BrazeRequest {
	const members = parts.flatMap(({ member }) => (member === undefined ? [] : [member]));
	const body = { ...envelope.body, ...(combine && members.length > 0 ? combine.body(members) : {}) } as IDataObject;
	const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(envelope.path?.[name] ?? ''));
	return {
		method: endpoint.method,
		path,
		...(envelope.query && { query: envelope.query }),
		...(endpoint.method !== 'GET' && { body }),
	};
}
