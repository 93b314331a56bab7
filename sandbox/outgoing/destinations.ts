import { Refusal } from '../types/refusal';

/** The origins that webhook calls may go to (`http://127.0.0.1:5678`), or anywhere, for tests. */
export type Destinations = readonly string[] | 'anywhere';

/** The default address of n8n. */
export const USUAL_N8N = 'http://localhost:5678';

/**
 * Throws a 403 unless calls may go to a URL. Someone who reaches the sandbox must not be able to reach every other
 * server on this machine and its network through it.
 */
export function checkDestination(url: string, destinations: Destinations): void {
	if (destinations === 'anywhere' || destinations.some((one) => originOf(one) === originOf(url))) return;
	throw new Refusal(
		403,
		`Webhooks may only go to ${destinations.join(', ')}. To allow another address, start the sandbox with --webhooks-to ${new URL(url).origin}`,
	);
}

/** The origin of a URL. All names of this machine count as the same. */
function originOf(url: string): string {
	const { protocol, hostname, host, port } = new URL(url);
	const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
	return `${protocol}//${loopback ? `localhost:${port}` : host}`;
}
