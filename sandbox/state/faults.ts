import type { JsonObject } from '../types/json';
import { Refusal } from '../types/refusal';
import type { RefusedMembers } from './refusedMembers';

/** Which requests a fault applies to. All given conditions must match. */
export interface FaultMatch {
	/** The path, exactly, or ending with `*`. */
	path?: string;
	method?: string;
	/** Text that the raw body must contain. */
	bodyIncludes?: string;
	/** Only from the nth matching request on, counted from 1. */
	nth?: number;
}

export type RateLimitHeader =
	| 'x-ratelimit-retry-after'
	| 'retry-after'
	| 'reset-epoch'
	| 'reset-delta'
	| 'http-date'
	| 'none';

/** `act`: whether the endpoint does its work despite the bad response. */
export type FaultKind =
	| { type: 'status'; status: number; body?: unknown; headers?: Record<string, string>; act?: boolean }
	| { type: 'rateLimit'; header: RateLimitHeader; seconds: number }
	| { type: 'drop'; when: 'before' | 'after' }
	| { type: 'slow'; ms: number; act?: boolean }
	| { type: 'nonJson'; status: number; act?: boolean }
	| { type: 'errors'; errors: unknown[] }
	| ({ type: 'refuseMembers' } & RefusedMembers)
	| { type: 'notice'; notice: string }
	| { type: 'refuseRecipient'; id: string };

export interface FaultSpec {
	match?: FaultMatch;
	/** How often it applies: 1 by default (always for `refuseRecipient`); -1 or Infinity for always. */
	times?: number;
	kind: FaultKind;
}

/** A fault in force. */
export interface Fault extends FaultSpec {
	id: number;
	/** How many more times it applies; -1 for always. */
	left: number;
	/** How many requests have matched so far. */
	seen: number;
}

interface Incoming {
	method: string;
	path: string;
	rawBody: string;
	body: unknown;
}

const TYPES = [
	'status',
	'rateLimit',
	'drop',
	'slow',
	'nonJson',
	'errors',
	'refuseMembers',
	'notice',
	'refuseRecipient',
];

/** The faults set by a test or a user. The oldest that matches is used. */
export class Faults {
	private readonly list: Fault[] = [];
	private lastId = 0;

	/** Adds a fault; throws a `Refusal` for an unknown kind. */
	add(spec: FaultSpec): Fault {
		if (!TYPES.includes(spec.kind?.type)) {
			throw new Refusal(400, `A fault needs a kind with one of these types: ${TYPES.join(', ')}`);
		}
		const times = spec.times ?? (spec.kind.type === 'refuseRecipient' ? -1 : 1);
		const left = times < 0 || times === Infinity ? -1 : times;
		const fault: Fault = { ...spec, id: ++this.lastId, left, seen: 0 };
		this.list.push(fault);
		return fault;
	}

	clear(): void {
		this.list.length = 0;
	}

	/** The faults that can still apply. */
	active(): Fault[] {
		return this.list.filter(({ left }) => left !== 0);
	}

	/** Returns the fault that applies to a request, and uses it up once. */
	hit(request: Incoming): Fault | undefined {
		for (const fault of this.active()) {
			if (!fits(fault, request)) continue;
			fault.seen += 1;
			if (fault.seen < (fault.match?.nth ?? 1)) continue;
			if (fault.left > 0) fault.left -= 1;
			return fault;
		}
		return undefined;
	}
}

function fits({ match = {}, kind }: Fault, request: Incoming): boolean {
	const { path, method, bodyIncludes } = match;
	if (path?.endsWith('*') && !request.path.startsWith(path.slice(0, -1))) return false;
	if (path && !path.endsWith('*') && path !== request.path) return false;
	if (method && method.toUpperCase() !== request.method) return false;
	if (bodyIncludes && !request.rawBody.includes(bodyIncludes)) return false;
	return kind.type !== 'refuseRecipient' || namesRecipient(request.body, kind.id);
}

/** Whether a body names that person, in any of the endpoints' ways. */
function namesRecipient(body: unknown, id: string): boolean {
	const { recipients, recipient, external_user_ids, user_aliases } = (body ?? {}) as JsonObject;
	const listed = (value: unknown) => (Array.isArray(value) ? (value as unknown[]) : []);
	const named = [...listed(recipients), recipient].some((one) => {
		const { user_alias, external_user_id, braze_id, email } = (one ?? {}) as JsonObject;
		return [external_user_id, braze_id, email].includes(id) || aliasName(user_alias) === id;
	});
	return (
		named ||
		listed(external_user_ids).includes(id) ||
		listed(user_aliases).some((one) => aliasName(one) === id)
	);
}

function aliasName(alias: unknown): unknown {
	return (alias as JsonObject | null | undefined)?.alias_name;
}

/** The headers of a 429, with the wait in one of the forms that Braze and its proxies use. */
export function rateLimitHeaders(
	header: RateLimitHeader,
	seconds: number,
	now: Date,
): Record<string, string> {
	const resetAt = new Date(now.getTime() + seconds * 1000);
	switch (header) {
		case 'x-ratelimit-retry-after':
			return { 'x-ratelimit-retry-after': String(seconds) };
		case 'retry-after':
			return { 'retry-after': String(seconds) };
		case 'http-date':
			return { 'retry-after': resetAt.toUTCString() };
		case 'reset-epoch':
			return limitHeaders(Math.ceil(resetAt.getTime() / 1000));
		case 'reset-delta':
			return limitHeaders(seconds);
		case 'none':
			return {};
	}
}

function limitHeaders(reset: number): Record<string, string> {
	return { 'x-ratelimit-limit': '250000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) };
}
