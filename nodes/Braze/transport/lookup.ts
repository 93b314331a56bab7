import { NodeApiError, type IDataObject, type INode } from 'n8n-workflow';

import { classifyResponse } from './classify';
import type { BrazeResponse } from './connection';
import type { Endpoint } from './endpoint';
import { type Expected, missingMember } from './expectedMembers';
import { describeFailure, type Failure } from './failure';

/** What was looked up, or why that failed. */
export type Found =
	| { readonly body: IDataObject; readonly headers: IDataObject }
	| { readonly failure: Failure };

/** Reads the response to a single lookup, which must contain what is expected. */
export function readLookup(response: BrazeResponse, expected: Expected, endpoint: Endpoint): Found {
	const verdict = classifyResponse(response);
	if (verdict.kind !== 'accepted') return { failure: describeFailure(verdict, endpoint) };
	const failure = missingMember(verdict.body, expected, endpoint);
	return failure ? { failure } : verdict;
}

/** The error that a picker or a polling trigger shows for a failed lookup. After a 429, n8n polls less often for a while. */
export function lookupError(node: INode, { message, resolution, status }: Failure): NodeApiError {
	const httpCode = status === undefined ? undefined : String(status);
	return new NodeApiError(node, { message }, { message, description: resolution, httpCode });
}
