import type { IWebhookFunctions } from 'n8n-workflow';

import { parseExactly } from '../Braze/input/exactJson';
import { isTooDeep } from '../Braze/input/jsonScanner';
import { isObject } from '../Braze/input/object';

/** The body of a call, or the HTTP status to refuse it with. An empty body is `undefined`. */
export type RequestBody =
	| { readonly kind: 'read'; readonly value: unknown }
	| { readonly kind: 'refused'; readonly status: 400 | 413; readonly problem: string };

/** What n8n adds to a request to read its raw body on demand. */
interface RawRequest {
	readonly rawBody?: Buffer;
	readonly readRawBody?: () => Promise<void>;
}

/**
 * Reads the body as JSON regardless of its content type, which people forget to set in Braze. n8n leaves the body
 * unread (see `rawBodyOptions`): it would parse it before the secret is checked, and respond with 422, where Currents expects
 * 400.
 */
export async function readBody(ctx: IWebhookFunctions): Promise<RequestBody> {
	const request = ctx.getRequestObject() as unknown as RawRequest;
	try {
		await request.readRawBody?.();
	} catch (error) {
		// Braze needs only the status, not the error text of the stream.
		const tooLarge = (error as { statusCode?: unknown }).statusCode === 413;
		return tooLarge
			? { kind: 'refused', status: 413, problem: 'The body is larger than n8n accepts' }
			: { kind: 'refused', status: 400, problem: 'The body could not be read' };
	}
	return parseBody(request.rawBody?.toString('utf8') ?? '');
}

/**
 * Parses a body. Whole numbers that JavaScript can't represent become text, so that IDs keep their digits. Members
 * named `__proto__` are dropped at any depth, because code that copies an item could trip over them.
 */
function parseBody(text: string): RequestBody {
	const json = text.replace(/^\uFEFF/, '').trim();
	if (json === '') return { kind: 'read', value: undefined };
	// n8n couldn't save an execution with such items.
	if (isTooDeep(json)) return { kind: 'refused', status: 400, problem: 'The body has too many levels' };
	try {
		const value = parseExactly(json, (digits) => digits);
		return { kind: 'read', value: PROTO.test(json) ? withoutProto(value) : value };
	} catch {
		return { kind: 'refused', status: 400, problem: 'The body is not valid JSON' };
	}
}

/** Matches the name, possibly with escaped characters. */
const PROTO = /__proto__|\\u00/;

function withoutProto(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutProto);
	if (!isObject(value)) return value;
	const kept = Object.entries(value).filter(([name]) => name !== '__proto__');
	return Object.fromEntries(kept.map(([name, member]) => [name, withoutProto(member)]));
}
