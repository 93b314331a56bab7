import type { IBinaryData, IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { cancelSignalOf } from './connection';
import { describeNetworkProblem } from './errorText';
import { codeOf } from './networkError';

/** What a request for a file came to. */
export type Downloaded =
	| { readonly kind: 'file'; readonly file: IBinaryData }
	/** An answer without the file, such as 403 for one that is not ready. */
	| { readonly kind: 'answered'; readonly status: number }
	/** No answer, or half a file. */
	| { readonly kind: 'unanswered'; readonly detail: string };

/** Fetches a file that Braze gave the address of. */
export type Download = (url: string) => Promise<Downloaded>;

/**
 * Why a file must not be fetched from an address, if there is a reason: it has to be https, or a file of the credential's own
 * host, which a test server may serve over http.
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
 * Fetches a file and hands it to n8n while it arrives, so that it is never in memory as a whole. The file is in storage that is
 * not Braze's API: the request has no API key, and redirects are not followed.
 *
 * @param timeoutMs how long the file may take until it is complete
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

/** What n8n's `httpRequest` gives for `encoding: 'stream'`; its types do not say so. */
type FileStream = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0] & { destroy(): void };

/** The last part of the path: storage names files by it. */
function nameOf(url: string): string {
	const { pathname } = new URL(url);
	return decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1)) || 'export.zip';
}
