import type { IBinaryData, IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { cancelSignalOf } from './connection';
import { describeNetworkProblem } from './errorText';
import { codeOf } from './networkError';

/** The result of a request for a file. */
export type Downloaded =
	| { readonly kind: 'file'; readonly file: IBinaryData }
	/** A response without the file, such as a 403 for one that is not ready yet. */
	| { readonly kind: 'answered'; readonly status: number }
	/** No response, or an incomplete file. */
	| { readonly kind: 'unanswered'; readonly detail: string };

/** Fetches a file from an address that Braze returned. */
export type Download = (url: string) => Promise<Downloaded>;

/**
 * Why a file must not be fetched from an address; `undefined` if it may be. It must use https, or be on the
 * credential's own host, which a test server may serve over http.
 *
 * @param host the base URL of the credential
 */
export function addressProblem(url: string, host: string): string | undefined {
	if (!URL.canParse(url)) return 'is not a URL';
	const { protocol, origin, username, password } = new URL(url);
	if (username !== '' || password !== '') return 'contains a user name or password';
	return protocol === 'https:' || origin === new URL(host).origin
		? undefined
		: 'does not start with https://';
}

/**
 * Fetches a file and streams it to n8n, so that it is never entirely in memory. The file is in storage outside Braze's
 * API, so the request has no API key, and redirects are not followed.
 *
 * @param timeoutMs how long it may take until the file is complete
 */
export async function downloadFile(
	ctx: IExecuteFunctions,
	timeoutMs: number,
	url: string,
): Promise<Downloaded> {
	const timeout = AbortSignal.timeout(timeoutMs);
	const signals = [timeout, cancelSignalOf(ctx)].filter((signal) => signal !== undefined);
	try {
		const { statusCode, headers, body } = (await ctx.helpers.httpRequest({
			method: 'GET',
			url,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: timeoutMs,
			abortSignal: AbortSignal.any(signals),
		})) as IN8nHttpFullResponse;
		const stream = body as unknown as FileStream;
		if (statusCode !== 200) {
			stream.destroy();
			return { kind: 'answered', status: statusCode };
		}
		const type = headers['content-type'];
		const file = await ctx.helpers.prepareBinaryData(
			stream,
			nameOf(url),
			typeof type === 'string' ? type : undefined,
		);
		return { kind: 'file', file };
	} catch (error) {
		const code = timeout.aborted ? 'ECONNABORTED' : codeOf(error);
		return { kind: 'unanswered', detail: describeNetworkProblem(code, new URL(url).origin) };
	}
}

/** What n8n's `httpRequest` returns for `encoding: 'stream'`, which its types don't reflect. */
type FileStream = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0] & { destroy(): void };

/** The last part of the path, which is the file's name in storage; as it is written if it has a percent sign that encodes nothing. */
function nameOf(url: string): string {
	const { pathname } = new URL(url);
	const name = pathname.slice(pathname.lastIndexOf('/') + 1) || 'export.zip';
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}
