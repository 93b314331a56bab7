import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../types/refusal';

/** What the guard looks at. */
export interface Visit {
	method: string;
	path: string;
	headers: FastifyRequest['headers'];
}

/**
 * Blocks web pages of other sites that may be open in the browser of whoever runs the sandbox. They could send requests
 * here (cross-site request forgery), or read responses under a name that leads to this machine (DNS rebinding).
 * Programs such as n8n and curl send neither an Origin nor Fetch Metadata, and are let through.
 *
 * @param hostNames names by which the sandbox is reached, in addition to `localhost` and IP addresses
 */
export function addGuard(app: FastifyInstance, hostNames: readonly string[]): void {
	app.addHook('onRequest', async ({ method, raw }) => {
		const [path] = (raw.url ?? '/').split('?');
		checkVisit({ method, path, headers: raw.headers }, hostNames);
	});
}

/** Throws a 403, or a 415 for a control request that another site's page could send as a form. */
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

/** Whether a host is a name of the sandbox. IP addresses can't be rebound to this machine, so they always are. */
function isOwnName(host: string, hostNames: readonly string[]): boolean {
	if (!URL.canParse(`http://${host}`)) return false;
	const { hostname } = new URL(`http://${host}`);
	return /^(\[.+\]|\d+(\.\d+){3}|localhost|.+\.localhost)$/.test(hostname) || hostNames.includes(hostname);
}

/**
 * Whether a request comes from another site, according to Fetch Metadata, which browsers add to every request. Links to
 * the page itself are allowed from anywhere.
 */
function comesFromElsewhere({ method, path, headers }: Visit): boolean {
	const { 'sec-fetch-site': site, 'sec-fetch-mode': mode } = headers;
	if (site === undefined || site === 'same-origin' || site === 'none') return false;
	return !(method === 'GET' && path === '/' && mode === 'navigate');
}

const isJson = (headers: FastifyRequest['headers']) =>
	/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');
