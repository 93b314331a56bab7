import { Refusal } from '../types/refusal';

/** Where webhook calls may go: to these origins (`http://127.0.0.1:5678`), or anywhere, as tests need it. */
export type Destinations = readonly string[] | 'anywhere';

/** Where an n8n answers if nobody changed its port. */
export const USUAL_N8N = 'http://localhost:5678';

/**
 * Throws a 403 unless calls may go to that URL: whoever reaches the sandbox must not reach every other server of this
 * machine and its network through it.
 */
export function checkDestination(url: string, destinations: Destinations): void {
	if (destinations === 'anywhere' || destinations.some((one) => originOf(one) === originOf(url))) return;
	throw new Refusal(
		403,
		`Webhooks may only go to ${destinations.join(', ')}. To allow another address, start the sandbox with --webhooks-to ${new URL(url).origin}`,
	);
}

/** The names of this machine itself count as one. */
function originOf(url: string): string {
	const { protocol, hostname, host, port } = new URL(url);
	const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
	return `${protocol}//${loopback ? `localhost:${port}` : host}`;
}
