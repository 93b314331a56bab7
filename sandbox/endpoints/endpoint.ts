import { broadcastPools, type Pool, SHARED } from '../state/rateLimits';
import type { Call } from '../state/call';
import type { JsonObject } from '../types/json';

export type { Call };

export interface Answer {
	status: number;
	/** Headers in addition to those of the rate limit. */
	headers?: Record<string, string>;
	body: JsonObject;
}

/** An endpoint of the Braze REST API. A new one is a value of this shape in a list of `endpoints/index.ts`. */
export interface Endpoint {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** May contain parameters in braces: `/campaigns/{campaign_id}/send`. */
	path: string;
	permission: string;
	/** Texts for a wrong key and a missing permission, if they differ from other endpoints. */
	words?: { unauthenticated: string; denied: string };
	/** The rate limit pools that a call draws from. Defaults to the shared 250,000 an hour. */
	pools?: (body: JsonObject) => Pool[];
	/** Validates the body, does the work, and returns the response. Throws a `Refusal` for what Braze would refuse. */
	handle: (call: Call) => Answer;
}

/** Triggers without recipients draw from the broadcast pools, and all others from the shared one. */
export function triggerPools(body: JsonObject): Pool[] {
	if (body.recipients !== undefined) return [SHARED];
	return broadcastPools(JSON.stringify([body.canvas_id ?? body.campaign_id, body.audience ?? null]));
}
