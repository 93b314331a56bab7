import type { JsonObject } from '../types/json';
import type { Target } from './call';
import type { Answer } from './retrying';

/** Posts a body, and reads only the status of the response. A redirect is a response like any other. */
export async function post(
	{ url, headers, timeoutMs }: Target,
	body: JsonObject,
): Promise<Answer & { problem?: string }> {
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify(body),
			redirect: 'manual',
			signal: AbortSignal.timeout(timeoutMs),
		});
		await response.arrayBuffer();
		const seconds = Number(response.headers.get('retry-after') ?? NaN);
		return { status: response.status, ...(Number.isFinite(seconds) ? { retryAfter: seconds * 1000 } : {}) };
	} catch (error) {
		return { problem: reasonOf(error) };
	}
}

/** `fetch` says no more than "fetch failed"; the cause has a code such as ECONNREFUSED. */
function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const { code } = (error.cause ?? {}) as { code?: unknown };
	return typeof code === 'string' ? code : error.message;
}
