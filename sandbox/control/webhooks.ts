import type { FastifyInstance } from 'fastify';
import { isObject } from '../people/values';
import type { SandboxState } from '../state';
import type { Clock } from '../state/clock';
import type { JsonObject } from '../types/json';
import { Refusal } from '../types/refusal';
import { CALL_KINDS, type CallKind, TIMEOUT_MS } from '../outgoing/call';
import type { Outbox } from '../outgoing/outbox';
import { sampleBodies } from '../outgoing/samples';
import { bodyOf } from './body';

/**
 * Adds `/_sandbox/webhooks`, which sets where calls go, and `/_sandbox/calls`, which lists past calls and makes new
 * ones.
 */
export function addOutgoingRoutes(
	app: FastifyInstance,
	sandbox: { readonly outbox: Outbox; readonly state: SandboxState; readonly clock: Clock },
): void {
	const { outbox } = sandbox;
	const shown = () => ({
		webhooks: [...outbox.targets.values()].map(({ headers, ...target }) => ({
			...target,
			headers: Object.keys(headers),
		})),
	});
	app.get('/_sandbox/webhooks', shown);
	app.post('/_sandbox/webhooks', ({ body }) => {
		const { kind, url, headers, timeoutMs } = bodyOf(body);
		const known = kindOf(kind);
		if (typeof url !== 'string' || !/^https?:\/\//.test(url) || !URL.canParse(url))
			throw new Refusal(400, 'Set url to an http:// or https:// URL');
		outbox.aim(
			{ kind: known, url, headers: headersOf(headers), timeoutMs: waitOf(timeoutMs) },
			sandbox.state,
		);
		return shown();
	});
	app.delete('/_sandbox/webhooks', () => {
		outbox.clear();
		return shown();
	});
	app.get<{ Querystring: { limit?: string } }>('/_sandbox/calls', ({ query }) => {
		const total = outbox.calls.length;
		return { total, calls: outbox.calls.slice(Math.max(0, total - Number(query.limit ?? 100))) };
	});
	app.post('/_sandbox/calls', async ({ body }) => {
		const { kind, bodies } = bodyOf(body);
		if (!Array.isArray(bodies))
			throw new Refusal(400, 'Set bodies to an array: of events for currents, of bodies for the others');
		outbox.add(kindOf(kind), bodies as JsonObject[]);
		await outbox.work(sandbox.state);
		return { total: outbox.calls.length };
	});
	app.post('/_sandbox/calls/test', async ({ body }) => {
		const kind = kindOf(bodyOf(body).kind);
		if (!outbox.targets.has(kind)) throw new Refusal(400, 'Save a webhook URL of this kind first');
		outbox.add(kind, sampleBodies(kind, sandbox.state, sandbox.clock.now()));
		await outbox.work(sandbox.state);
		return { total: outbox.calls.length };
	});
}

function kindOf(kind: unknown): CallKind {
	const known = CALL_KINDS.find((one) => one === kind);
	if (!known) throw new Refusal(400, `Set kind to one of: ${CALL_KINDS.join(', ')}`);
	return known;
}

function waitOf(timeoutMs: unknown = TIMEOUT_MS): number {
	if (Number.isInteger(timeoutMs) && Number(timeoutMs) > 0 && Number(timeoutMs) <= TIMEOUT_MS)
		return Number(timeoutMs);
	throw new Refusal(400, `Set timeoutMs to a whole number of milliseconds, at most ${TIMEOUT_MS}`);
}

function headersOf(headers: unknown): Record<string, string> {
	if (!areHeaders(headers ?? {})) throw new Refusal(400, 'Set headers to an object of valid HTTP headers');
	return Object.fromEntries(
		Object.entries((headers ?? {}) as JsonObject).map(([name, value]) => [name, String(value)]),
	);
}

function areHeaders(headers: unknown): boolean {
	try {
		return isObject(headers) && Boolean(new Headers(headers as Record<string, string>));
	} catch {
		return false;
	}
}
