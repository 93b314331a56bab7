import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../types/refusal';

/** What the guard looks at. */
export interface Visit {
	method: string;
	path: string;
	headers: FastifyRequest['headers'];
}

/**
 * Keeps web pages of others out, which the browser of whoever runs the sandbox may have open. They could send requests
 * here (cross-site request forgery), or read answers under a name of their own that leads to this machine (DNS rebinding).
 * Programs such as n8n and curl send neither an Origin nor Fetch Metadata, and are let through.
 * @param hostNames names, besides `localhost` and IP addresses, under which the sandbox is reached
 */
export function addGuard(app: FastifyInstance, hostNames: readonly string[]): void {
	app.addHook('onRequest', async ({ method, raw }) => {
		const [path] = (raw.url ?? '/').split('?');
		checkVisit({ method, path, headers: raw.headers }, hostNames);
	});
}

/** Throws a 403, or a 415 for a control request that a page of others could send as a form. */
export function checkVisit(visit: Visit, hostNames: readonly string[]): void {
	const { host = '', origin } = visit.headers;
	if (!isOwnName(host, hostNames)) {
		throw new Refusal(
			403,
			`The sandbox is not reached as ${host || 'a nameless host'}. Use localhost or an IP address, or start it with --host-name`,
		);
	}
	const ownOrigin = origin === undefined || origin === `http://${host}`;
	if (!ownOrigin || comesFromElsewhere(visit))
		throw new Refusal(403, 'Pages of other sites must not use the sandbox');
	if (visit.method === 'POST' && visit.path.startsWith('/_sandbox/') && !isJson(visit.headers))
		throw new Refusal(415, 'Send the header Content-Type: application/json');
}

/** An IP address is never the name of a page that was rebound to this machine. */
function isOwnName(host: string, hostNames: readonly string[]): boolean {
	if (!URL.canParse(`http://${host}`)) return false;
	const { hostname } = new URL(`http://${host}`);
	return /^(\[.+\]|\d+(\.\d+){3}|localhost|.+\.localhost)$/.test(hostname) || hostNames.includes(hostname);
}

/** By Fetch Metadata, which browsers add to every request. A link to the page itself may stand anywhere. */
function comesFromElsewhere({ method, path, headers }: Visit): boolean {
	const { 'sec-fetch-site': site, 'sec-fetch-mode': mode } = headers;
	if (site === undefined || site === 'same-origin' || site === 'none') return false;
	return !(method === 'GET' && path === '/' && mode === 'navigate');
}

const isJson = (headers: FastifyRequest['headers']) =>
	/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');
