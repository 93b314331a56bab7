/**
 * The system's error code of a failed request: n8n keeps it in the error, or in what caused it. A time-out while
 * connecting is told from one while waiting for the answer, and a network that fails under an open connection from
 * one that was never there.
 */
export function codeOf(error: unknown): string {
	const chain = causes(error);
	const code = chain
		.flatMap((link) => [link.code, link.httpCode])
		.find((text) => typeof text === 'string' && text !== '');
	const syscall = chain.map((link) => link.syscall).find((name) => name !== undefined);
	if (code === 'ETIMEDOUT' && syscall === 'connect') return 'ECONNECTTIMEOUT';
	if ((code === 'EHOSTUNREACH' || code === 'ENETUNREACH') && (syscall === 'read' || syscall === 'write'))
		return 'ECONNRESET';
	return typeof code === 'string' ? code : '';
}

/** What errors of the network and of n8n have in common. */
interface Link {
	readonly code?: unknown;
	readonly httpCode?: unknown;
	readonly syscall?: unknown;
	readonly cause?: unknown;
}

/** An error, what caused it, and so on; not further than four. */
function causes(error: unknown): Link[] {
	const chain: Link[] = [];
	for (let link = error as Link | undefined; link && chain.length < 4; link = link.cause as Link | undefined)
		chain.push(link);
	return chain;
}
