/**
 * n8n replaces a whole message in which it finds one of these, even inside a word
 * (`setDescriptiveErrorMessage` of its `NodeError`).
 */
export const SYSTEM_CODES =
	/ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|ERRADDRINUSE|EADDRNOTAVAIL|ECONNABORTED|EHOSTUNREACH|EAI_AGAIN|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM|GETADDRINFO/i;

/** Longer texts are no titles: the editor and log lines show those whole. */
const MAX_TITLE = 200;

/** What Braze puts before its reason, or instead of one. */
const NO_REASON = /^(invalid request|bad request|not found|error|failure)\.?(; |$)/i;

/**
 * Braze's own words as the title of an error: `The Canvas is not API-triggered`. Empty if they say nothing or cannot
 * be a title.
 */
export function titleOf(words: string): string {
	const reason = words.trim().replace(/\s+/g, ' ').replace(NO_REASON, '').replace(/\.$/, '');
	return reason.length > MAX_TITLE || SYSTEM_CODES.test(reason) ? '' : reason;
}
