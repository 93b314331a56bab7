import type { FastifyInstance } from 'fastify';
import { MARKUP } from './markup';
import { RENDERING } from './rendering';
import { REQUESTS } from './requests';
import { STYLES } from './styles';
import { UPDATING } from './updating';

/** The page asks nobody but the sandbox, and runs no script but its own. */
const POLICY =
	"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

/** Adds the page at `/` that shows live what was scheduled, sent and received. */
export function addPage(app: FastifyInstance): void {
	const files = [
		['/', 'text/html', MARKUP],
		['/_sandbox/page.css', 'text/css', STYLES],
		['/_sandbox/page.js', 'text/javascript', `'use strict';\n${RENDERING}${REQUESTS}${UPDATING}`],
	];
	for (const [path, type, text] of files) {
		app.get(path, async (_request, reply) => {
			const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' };
			return await reply.headers({ ...headers, 'content-security-policy': POLICY }).send(text);
		});
	}
}
