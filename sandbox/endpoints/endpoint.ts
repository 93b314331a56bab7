import { broadcastPools, type Pool, SHARED } from '../state/rateLimits';
import type { Call } from '../state/call';
import type { JsonObject } from '../types/json';

export type { Call };

export interface Answer {
	status: number;
	/** Besides those of the rate limit. */
	headers?: Record<string, string>;
	body: JsonObject;
}

/** An endpoint of the Braze REST API. A new one is a value of this shape in a list of `endpoints/index.ts`. */
export interface Endpoint {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** May contain parameters in braces: `/campaigns/{campaign_id}/send`. */
	path: string;
	permission: string;
	/** Its own texts for a wrong key and a missing permission. */
	words?: { unauthenticated: string; denied: string };
	/** The pools a call draws from; the shared 250,000 an hour by default. */
	pools?: (body: JsonObject) => Pool[];
	/** Checks the body, does the work, answers; throws a `Refusal` for what Braze would refuse. */
	handle: (call: Call) => Answer;
}

/** Triggers without recipients draw from the broadcast pools, with them from the shared one. */
export function triggerPools(body: JsonObject): Pool[] {
	if (body.recipients !== undefined) return [SHARED];
	return broadcastPools(JSON.stringify([body.canvas_id ?? body.campaign_id, body.audience ?? null]));
}
