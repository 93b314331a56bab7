import { settle } from '../delivery/settle';
import type { Endpoint } from '../endpoints/endpoint';
import { RateLimits, type RateLimitState, SHARED } from '../state/rateLimits';
import type { SandboxState } from '../state';
import { type JsonObject, jsonOf } from '../types/json';
import { Refusal } from '../types/refusal';
import { failureMessage, type Report } from './failures';
import { allows, bearer, keyAsGiven, type KeyRing } from './keys';

const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** A request as it came off the wire. */
export interface Incoming {
	id: number;
	method: string;
	path: string;
	/** `http://127.0.0.1:4010`. */
	origin: string;
	query: Record<string, string | string[]>;
	authorization: string | undefined;
	contentType: string | undefined;
	rawBody: string;
	bytes: number;
}

export interface Outcome {
	status: number;
	headers: Record<string, string>;
	body: JsonObject;
	/** Whether the endpoint did its work. */
	acted: boolean;
}

export interface Workspace {
	state: SandboxState;
	limits: RateLimits;
	keys: KeyRing;
	endpoints: Endpoint[];
	report: Report;
}

/** Handles what all endpoints share (key, path, permission, limits, body), then calls the endpoint. */
export function answer(
	request: Incoming,
	{ state, limits, keys, endpoints, report }: Workspace,
	now: Date,
): Outcome {
	settle(state, now);
	const permissions = keyPermissions(request.authorization, keys);
	const found = find(endpoints, request);
	if (!permissions) {
		const words = found?.endpoint.words?.unauthenticated;
		const message = words ?? `Invalid API key: ${keyAsGiven(request.authorization)}`;
		return { status: 401, headers: rateHeaders(), body: { message }, acted: false };
	}
	let rate: RateLimitState | undefined;
	try {
		const { endpoint, params } = found ?? missing(endpoints, request);
		if (!allows(permissions, endpoint.permission)) {
			throw new Refusal(403, endpoint.words?.denied ?? 'Access Denied');
		}
		const hasBody = request.method === 'DELETE' ? request.rawBody !== '' : request.method !== 'GET';
		const body = hasBody ? parsed(request) : {};
		rate = limits.take(endpoint.pools?.(body) ?? [SHARED], now);
		if (rate.exceeded) throw new Refusal(429, 'Rate Limited');
		const { id: requestId, query, origin } = request;
		const result = endpoint.handle({ state, now, body, query, params, origin, requestId });
		return { ...result, headers: { ...rateHeaders(rate), ...result.headers }, acted: true };
	} catch (error) {
		const headers = rateHeaders(rate ?? limits.take([SHARED], now));
		return { ...refused(error, report), headers, acted: false };
	}
}

function refused(error: unknown, report: Report): { status: number; body: JsonObject } {
	if (error instanceof ParseError) return { status: error.status, body: { error: error.message } };
	if (error instanceof Refusal) {
		return { status: error.status, body: { message: error.message, ...error.details } };
	}
	report(error);
	return { status: 500, body: { message: failureMessage(error) } };
}

/** A body that can't be parsed. Braze returns the text as `error` here, not as `message`. */
class ParseError extends Refusal {}

function keyPermissions(authorization: string | undefined, keys: KeyRing) {
	const key = bearer(authorization);
	return key !== undefined && Object.hasOwn(keys, key) ? keys[key] : undefined;
}

/** The endpoint of a request, and the values of its path's parameters. */
function find(endpoints: Endpoint[], { method, path }: Incoming) {
	for (const endpoint of endpoints) {
		const params = endpoint.method === method ? paramsOf(endpoint.path, path) : undefined;
		if (params) return { endpoint, params };
	}
	return undefined;
}

/** The values in a path at the positions of a pattern's braces; undefined if the rest differs. */
function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
	if (!pattern.includes('{')) return pattern === path ? {} : undefined;
	const parts = path.split('/');
	const wanted = pattern.split('/');
	if (parts.length !== wanted.length) return undefined;
	const params: Record<string, string> = {};
	for (const [index, part] of wanted.entries()) {
		if (part.startsWith('{') && parts[index] !== '') params[part.slice(1, -1)] = parts[index];
		else if (part !== parts[index]) return undefined;
	}
	return params;
}

function missing(endpoints: Endpoint[], { path }: Incoming): never {
	const slashed = path.endsWith('/') && endpoints.some((one) => paramsOf(one.path, path.slice(0, -1)));
	throw slashed ? new Refusal(403, 'Access Denied') : new Refusal(404, 'Not Found');
}

function parsed({ contentType, rawBody, bytes }: Incoming): JsonObject {
	if (bytes > MAX_BODY_BYTES) throw new Refusal(413, 'Request Entity Too Large');
	if (!/^application\/json\s*(;|$)/i.test(contentType ?? ''))
		throw new Refusal(415, 'Unsupported Media Type');
	const body = jsonOf(rawBody);
	if (typeof body !== 'object' || body === null || Array.isArray(body)) {
		throw new ParseError(400, 'Error while parsing request body. Please check your syntax.');
	}
	return body as JsonObject;
}

/** Braze's three headers; empty on a 401. */
function rateHeaders(rate?: RateLimitState): Record<string, string> {
	return {
		'x-ratelimit-limit': rate ? String(rate.limit) : '',
		'x-ratelimit-remaining': rate ? String(rate.remaining) : '',
		'x-ratelimit-reset': rate ? String(rate.reset) : '',
	};
}
