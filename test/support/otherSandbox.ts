import fastify from 'fastify';

import type { Sandbox } from '../../sandbox/server';

type Body = Record<string, unknown>;

export interface Passing {
	method: string;
	path: string;
	body: Body;
}

/** A way in which a workspace responds differently from the sandbox. */
export interface Deviation {
	/** Changes a request before the sandbox gets it. */
	request?: (request: Passing, sandbox: Sandbox) => Passing;
	/** Changes the answer to a request. */
	answer?: (request: Passing, status: number, body: Body) => { status: number; body: unknown } | undefined;
}

/** A proxy that makes a sandbox behave differently. */
export class OtherSandbox {
	deviation: Deviation = {};

	private readonly app = fastify();

	url = '';

	constructor(private readonly sandbox: Sandbox) {}

	async start(): Promise<void> {
		this.app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) =>
			done(null, text === '' ? {} : (JSON.parse(String(text)) as Body)),
		);
		this.app.all('*', async ({ method, url, body, headers }, reply) => {
			const arrived = { method, path: url, body: (body ?? {}) as Body };
			const sent = this.deviation.request?.(arrived, this.sandbox) ?? arrived;
			const hasBody = sent.method !== 'GET' && Object.keys(sent.body).length > 0;
			const response = await fetch(this.sandbox.url + sent.path, {
				method: sent.method,
				headers: { authorization: String(headers.authorization), 'content-type': 'application/json' },
				...(hasBody ? { body: JSON.stringify(sent.body) } : {}),
			});
			const answer = (await response.json()) as Body;
			const changed = this.deviation.answer?.(arrived, response.status, answer);
			return await reply.code(changed?.status ?? response.status).send(changed?.body ?? answer);
		});
		this.url = await this.app.listen({ port: 0, host: '127.0.0.1' });
	}

	async stop(): Promise<void> {
		await this.app.close();
	}
}
