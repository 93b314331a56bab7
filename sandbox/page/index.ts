import type { FastifyInstance } from 'fastify';

/** Adds the page that shows what the sandbox holds. */
export function addPage(app: FastifyInstance): void {
	app.get(
		'/',
		async (_request, reply) => await reply.type('text/html; charset=utf-8').send('<h1>Braze sandbox</h1>'),
	);
}
