/** Joins sentences, skipping empty ones and adding missing periods. */
export function sentences(...parts: readonly string[]): string {
	return parts
		.map((part) => part.trim())
		.filter((part) => part !== '')
		.map((part) => (/[.!?…]["')]?$/.test(part) ? part : `${part}.`))
		.join(' ');
}

/** Quotes someone's message; empty if there is none. */
export function quote(who: string, words: string): string {
	return words.trim() === '' ? '' : `${who} said: "${words.trim()}"`;
}

/**
 * n8n replaces any message that contains one of these, even inside a word (`setDescriptiveErrorMessage` of its
 * `NodeError`).
 */
export const SYSTEM_CODES =
	/ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|ERRADDRINUSE|EADDRNOTAVAIL|ECONNABORTED|EHOSTUNREACH|EAI_AGAIN|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM|GETADDRINFO/i;

/** Longer texts can't be titles, which the editor and logs always show in full. */
const MAX_TITLE = 200;

/** What Braze writes before a reason, or instead of one. */
const NO_REASON = /^(invalid request|bad request|not found|error|failure)\.?(; |$)/i;

/**
 * Braze's own message as the title of an error: `The Canvas is not API-triggered`. Empty if it says nothing or can't be
 * a title.
 */
export function titleOf(words: string): string {
	const reason = words.trim().replace(/\s+/g, ' ').replace(NO_REASON, '').replace(/\.$/, '');
	return reason.length > MAX_TITLE || SYSTEM_CODES.test(reason) ? '' : reason;
}

/** The meaning of system error codes. `host` is the base URL of the request. */
const WORDS: Readonly<Record<string, (host: string) => string>> = {
	ECONNREFUSED: (host) => `No server answers at ${host}`,
	ENOTFOUND: (host) => `There is no server with the name ${nameOf(host)}`,
	EAI_AGAIN: (host) => `The name ${nameOf(host)} could not be looked up`,
	EHOSTUNREACH: (host) => `${host} cannot be reached from n8n's network`,
	ENETUNREACH: (host) => `${host} cannot be reached from n8n's network`,
	ECONNECTTIMEOUT: (host) => `No server answers at ${host}`,
	UND_ERR_CONNECT_TIMEOUT: (host) => `No server answers at ${host}`,
	ECONNRESET: () => 'The connection was closed before the response arrived',
	ECONNABORTED: () => 'No response arrived in time',
	ETIMEDOUT: () => 'No response arrived in time',
	EPIPE: () => 'The connection was closed while the request was being sent',
	ERR_INVALID_URL: (host) => `${host} is not a URL`,
	EPROTO: (host) => `${host} does not support TLS`,
};

/** Codes for certificates that can't be trusted. */
const CERTIFICATE = /^(ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/**
 * Says why there was no response. n8n's own text is not used, because for a closed connection it advises to retry at
 * once, which may send a message twice.
 *
 * @param code the system's error code; empty if there was none
 * @param host the base URL of the request
 */
export function describeNetworkProblem(code: string, host: string): string {
	if (CERTIFICATE.test(code)) return `The certificate of ${host} is not trusted (${code})`;
	return WORDS[code]?.(host) ?? (code === '' ? '' : `The error code of the network is ${code}`);
}

const nameOf = (host: string): string => host.replace(/^https?:\/\//, '').replace(/[:/].*$/, '');
