/**
 * The system's error code of a failed request, which n8n keeps in the error or in one of its causeChain; empty if there is
 * none. Distinguishes a time-out while connecting from one while waiting for the response, and a network that fails
 * during a connection from one that never was reached.
 */
export function codeOf(error: unknown): string {
	const chain = causeChain(error);
	const code = chain
		.flatMap((link) => [link.code, link.httpCode])
		.find((text) => typeof text === 'string' && text !== '');
	const syscall = chain.map((link) => link.syscall).find((name) => name !== undefined);
	if (code === 'ETIMEDOUT' && syscall === 'connect') return 'ECONNECTTIMEOUT';
	if ((code === 'EHOSTUNREACH' || code === 'ENETUNREACH') && (syscall === 'read' || syscall === 'write'))
		return 'ECONNRESET';
	return typeof code === 'string' ? code : '';
}

/** What network errors and n8n's errors have in common. */
interface ErrorLink {
	readonly code?: unknown;
	readonly httpCode?: unknown;
	readonly syscall?: unknown;
	readonly cause?: unknown;
}

/** An error and its causeChain, at most four in total. */
function causeChain(error: unknown): ErrorLink[] {
	const chain: ErrorLink[] = [];
	for (
		let link = error as ErrorLink | undefined;
		link && chain.length < 4;
		link = link.cause as ErrorLink | undefined
	)
		chain.push(link);
	return chain;
}
