import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Fault, type Faults, type FaultKind, rateLimitHeaders } from '../state/faults';
import { jsonOf } from '../types/json';
import { nothingProcessed, withoutRefused } from '../state/refusedMembers';
import type { LoggedRequest, RequestLog } from '../state/requestLog';
import { keyAsGiven, redactedHeaders, withoutKey } from './keys';
import { answer, type Incoming, type Outcome, type Workspace } from './pipeline';
import type { Waits } from './platform';

/** What the route needs of the sandbox. */
export interface ApiContext {
	workspace: Workspace;
	faults: Faults;
	log: RequestLog;
	waits: Waits;
	delayMs: number;
	now: () => Date;
}

type Reply = Pick<Outcome, 'status' | 'headers'> & { body: unknown };

/**
 * Handles every path that is not the sandbox's own: logs the request, applies a fault if there is one, and runs the
 * pipeline.
 */
export async function apiRoute(
	request: FastifyRequest,
	reply: FastifyReply,
	contentType: string | undefined,
	context: ApiContext,
): Promise<FastifyReply> {
	const [path, search = ''] = (request.raw.url ?? '/').split(/\?(.*)/s);
	const raw = Buffer.isBuffer(request.body) ? request.body : undefined;
	const rawBody = raw?.toString('utf8') ?? '';
	const arrived = { method: request.method, path, query: queryOf(search), rawBody };
	const { authorization } = request.headers;
	const entry = context.log.add({
		...arrived,
		at: context.now().toISOString(),
		headers: redactedHeaders({ ...request.headers, 'content-type': contentType }),
		body: rawBody === '' ? undefined : jsonOf(rawBody),
	});
	if (context.delayMs > 0) await context.waits.for(context.delayMs);
	const fault = context.faults.hit({ ...arrived, body: entry.body });
	entry.fault = fault?.kind;
	const incoming: Incoming = {
		...arrived,
		id: entry.id,
		origin: `http://${request.headers.host ?? ''}`,
		authorization,
		contentType,
		bytes: raw?.length ?? 0,
	};
	const result = await underFault(fault, context, incoming, (rawBody) => {
		const outcome = answer({ ...incoming, rawBody }, context.workspace, context.now());
		entry.acted = outcome.acted;
		return outcome;
	});
	if (result === 'drop') {
		reply.hijack();
		request.raw.socket.destroy();
		return reply;
	}
	return finish(reply, entry, result, keyAsGiven(authorization));
}

function finish(reply: FastifyReply, entry: LoggedRequest, { status, headers, body }: Reply, key: string) {
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? {});
	entry.status = status;
	entry.response = withoutKey(typeof body === 'string' ? body : (JSON.parse(text) as unknown), key);
	const type = typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
	return reply
		.code(status)
		.headers({ 'content-type': type, ...headers })
		.send(text);
}

async function underFault(
	fault: Fault | undefined,
	{ now, waits }: ApiContext,
	{ path, rawBody }: Incoming,
	workOn: (rawBody: string) => Outcome,
): Promise<Reply | 'drop'> {
	const work = () => workOn(rawBody);
	const kind: FaultKind | undefined = fault?.kind;
	switch (kind?.type) {
		case undefined:
			return work();
		case 'status':
			if (kind.act) work();
			return {
				status: kind.status,
				headers: kind.headers ?? {},
				body: kind.body ?? { message: 'Sandbox fault' },
			};
		case 'nonJson':
			if (kind.act) work();
			return { status: kind.status, headers: {}, body: `<html><h1>${kind.status}</h1></html>` };
		case 'rateLimit': {
			const headers = rateLimitHeaders(kind.header, kind.seconds, now());
			return { status: 429, headers, body: { message: 'Rate Limited' } };
		}
		case 'drop':
			if (kind.when === 'after') work();
			return 'drop';
		case 'slow': {
			const outcome = kind.act === false ? undefined : work();
			await waits.for(kind.ms);
			return outcome ?? { status: 504, headers: {}, body: { message: 'Gateway Timeout' } };
		}
		case 'refuseRecipient':
			return { status: 400, headers: {}, body: { message: `Invalid recipient: ${kind.id}` } };
		case 'errors':
			return added(work(), { errors: kind.errors });
		case 'refuseMembers': {
			const { body, left, errors } = withoutRefused(path, jsonOf(rawBody), kind);
			if (left > 0) return added(workOn(JSON.stringify(body)), { errors });
			return { status: 201, headers: {}, body: { ...nothingProcessed(path), errors } };
		}
		case 'notice':
			return added(work(), { notice: kind.notice });
	}
}

/** Adds keys to a success response. A refusal stays unchanged. */
function added(outcome: Outcome, keys: Record<string, unknown>): Outcome {
	return outcome.status < 300 ? { ...outcome, body: { ...outcome.body, ...keys } } : outcome;
}

function queryOf(search: string): Record<string, string | string[]> {
	// Without a prototype, so that `__proto__` is a parameter like any other.
	const query = Object.create(null) as Record<string, string | string[]>;
	for (const [name, value] of new URLSearchParams(search)) {
		const before = query[name];
		query[name] = before === undefined ? value : [before, value].flat();
	}
	return query;
}
