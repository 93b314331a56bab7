import type { Request } from './cases';
import type { Answer } from './compare';
import { checkSafe, type Scope } from './guard';
import type { Target } from './settings';
import type { Traces } from './traces';

/** One exchange with the workspace; nothing in it is redacted yet. */
export interface Exchange {
	request: Request;
	/** Absent when no answer came. */
	answer?: Answer;
}

const TIMEOUT_MS = 30_000;

/** Sends requests that the guard lets through, one at a time, and remembers what they may leave behind. */
export class Connection {
	readonly exchanges: Exchange[] = [];

	constructor(
		private readonly target: Target,
		private readonly scope: Scope,
		private readonly traces: Traces,
	) {}

	/** @throws Unsafe for a request that must not be sent; another error if no answer came */
	async send(request: Request): Promise<Answer> {
		checkSafe(request, this.scope);
		this.traces.note(request);
		const exchange: Exchange = { request };
		this.exchanges.push(exchange);
		exchange.answer = await ask(this.target, request);
		this.traces.noteAnswer(request, exchange.answer);
		return exchange.answer;
	}
}

/** Sends a request as it is. Only what reads the workspace's marker uses this without the guard. */
export async function ask({ url, key }: Target, { method, path, body }: Request): Promise<Answer> {
	const response = await fetch(url + path, {
		method,
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
		// A redirect would take the key to another host.
		redirect: 'error',
		signal: AbortSignal.timeout(TIMEOUT_MS),
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	return { status: response.status, body: parsed(text) };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}
