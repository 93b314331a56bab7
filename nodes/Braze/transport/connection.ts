import { hash } from 'crypto';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';

import { holdsLongInteger, parseExactly, stringifyExactly } from '../input/exactJson';
import { InputError } from '../input/inputError';
import { readApiKey, restHost } from './credential';
import { describeNetworkProblem, quote, sentences } from './errorText';
import { codeOf } from './networkError';

/** The result of one HTTP request. It never contains the API key. */
export type BrazeResponse =
	| {
			readonly kind: 'answered';
			readonly status: number;
			readonly headers: IDataObject;
			readonly body: unknown;
	  }
	/** No response. `code` is the system's error code, if any; `detail` describes it. */
	| { readonly kind: 'unanswered'; readonly code: string; readonly detail: string };

export interface BrazeRequest {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	readonly path: string;
	readonly query?: IDataObject;
	readonly body?: IDataObject;
	/** Set for a request that must not end halfway: it continues even if the user stops the execution. */
	readonly toTheEnd?: boolean;
}

/** Sends single requests to the instance of one credential. */
export interface Connection {
	/** The base URL that requests go to. */
	readonly host: string;
	/** Identifies the workspace without revealing anything about the API key. */
	readonly identity: string;
	send(request: BrazeRequest): Promise<BrazeResponse>;
}

/** The context of a node's run, of a list in the editor, or of a polling trigger. */
type Context = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

const CREDENTIAL = 'brazeApi';

/**
 * Opens the node's credential and returns a connection to its instance. The key is sent to that host only: redirects
 * are not followed.
 *
 * @param timeoutMs how long a request may take until its response is complete
 * @throws {InputError} if there is no credential, or its key or address cannot be used
 */
export async function connect(ctx: Context, timeoutMs: number): Promise<Connection> {
	const credential = await openCredential(ctx);
	const host = restHost({ instance: asText(credential.instance), url: asText(credential.url) });
	const secret = readApiKey(credential.apiKey);
	return {
		host,
		identity: hash('sha256', `${host} ${secret}`, 'hex'),
		async send(request) {
			const timeout = AbortSignal.timeout(timeoutMs);
			try {
				const response = await exchange(ctx, { host, timeoutMs, timeout, credential }, request);
				return {
					kind: 'answered',
					status: response.statusCode,
					headers: response.headers,
					body: redact(bodyIn(response.body), secret),
				};
			} catch (error) {
				const isStopped = !request.toTheEnd && cancelSignalOf(ctx)?.aborted;
				const code = timeout.aborted && !isStopped ? 'ECONNABORTED' : codeOf(error);
				return { kind: 'unanswered', code, detail: describeNetworkProblem(code, host) };
			}
		},
	};
}

/** Opens the credential. n8n's own errors don't say how to fix it, so they are replaced. */
async function openCredential(ctx: Context): Promise<ICredentialDataDecryptedObject> {
	const field = 'Credential to connect with';
	if (!ctx.getNode().credentials?.[CREDENTIAL]) {
		throw new InputError(
			field,
			'is empty',
			'Choose a Braze API credential in the node, or create one with your REST API key and instance.',
		);
	}
	return await ctx.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL).catch((error: unknown) => {
		const detail = error instanceof Error ? error.message : '';
		throw new InputError(
			field,
			'cannot be opened',
			sentences('Choose it again in the node, or choose another one', quote('n8n', detail)),
		);
	});
}

/**
 * Sends one request. n8n sends a request a second time if a 401 throws, and follows redirects with a changed method. So
 * no status throws here, no redirect is followed, and the caller judges the response.
 */
async function exchange(
	ctx: Context,
	{
		host,
		timeoutMs,
		timeout,
		credential,
	}: { host: string; timeoutMs: number; timeout: AbortSignal; credential: ICredentialDataDecryptedObject },
	{ method, path, query, body, toTheEnd }: BrazeRequest,
): Promise<IN8nHttpFullResponse> {
	const options: IHttpRequestOptions = {
		method,
		url: `${host}${path}`,
		qs: query,
		// Braze reads lists as name[]=a&name[]=b.
		arrayFormat: 'brackets',
		...contentOf(method, body),
		json: true,
		// Parsed here: n8n would round long whole numbers.
		encoding: 'text',
		timeout: timeoutMs,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	// With the credential passed along, n8n doesn't read it from its database for every request, and a credential edited
	// in the meantime can't send a new key to the old host.
	const credentialsDecrypted = { id: '', name: CREDENTIAL, type: CREDENTIAL, data: credential };
	const abortSignals = toTheEnd ? [timeout] : [timeout, cancelSignalOf(ctx)];
	return (await ctx.helpers.httpRequestWithAuthentication.call(
		withAbortSignals(abortSignals, ctx),
		CREDENTIAL,
		options,
		{
			credentialsDecrypted,
		},
	)) as IN8nHttpFullResponse;
}

/**
 * A context whose requests abort with these signals. Both of n8n's own ways fall short: `timeout` only ends a request
 * whose response pauses for that long, and n8n replaces `abortSignal` by the execution's signal, which it asks the
 * context for.
 */
function withAbortSignals(abortSignals: ReadonlyArray<AbortSignal | undefined>, ctx: Context): Context {
	const signals = abortSignals.filter((signal) => signal !== undefined);
	const value = () => AbortSignal.any(signals);
	return Object.create(ctx, { getExecutionCancelSignal: { value } }) as Context;
}

/** The signal that aborts when the user stops the execution. Lists in the editor have none. */
export const cancelSignalOf = (ctx: Context): AbortSignal | undefined =>
	'getExecutionCancelSignal' in ctx ? ctx.getExecutionCancelSignal() : undefined;

/**
 * The body of a request in a form that n8n keeps. n8n drops an empty object together with the content type that Braze
 * requires (except for DELETE), and would write long integers as text.
 */
function contentOf(
	method: BrazeRequest['method'],
	body: IDataObject | undefined,
): Pick<IHttpRequestOptions, 'body' | 'headers'> {
	const isEmpty = body && Object.keys(body).length === 0;
	if (!body || (isEmpty ? method === 'DELETE' : !holdsLongInteger(body))) return { body };
	return { body: stringifyExactly(body), headers: { 'Content-Type': 'application/json' } };
}

/** What is in a response: JSON, with long whole numbers as text so that IDs keep their digits, or else the text itself. */
function bodyIn(text: unknown): unknown {
	if (typeof text !== 'string') return text;
	try {
		return parseExactly(text, (digits) => digits);
	} catch {
		return text;
	}
}

function asText(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

/**
 * Removes a secret from a response. Braze repeats the API key in the body of some 401 responses, and a response may end
 * up in an error, an item or a log.
 */
export function redact<T>(value: T, secret: string): T {
	const needle = secret.trim();
	if (needle === '') return value;
	return scrub(value, new RegExp(needle.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi')) as T;
}

function scrub(value: unknown, secret: RegExp): unknown {
	if (typeof value === 'string') return value.replace(secret, '***');
	if (Array.isArray(value)) return value.map((member) => scrub(member, secret));
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(
			Object.entries(value).map(([key, member]) => [key.replace(secret, '***'), scrub(member, secret)]),
		);
	}
	return value;
}
