import type { FastifyInstance } from 'fastify';
import { INSPECTOR } from './inspector';
import { MARKUP } from './markup';
import { PEOPLE } from './people';
import { RENDERING } from './rendering';
import { REQUESTS } from './requests';
import { STYLES } from './styles';
import { TIMELINE } from './timeline';
import { TIMELINE_STYLES } from './timelineStyles';
import { UPDATING } from './updating';
import { WEBHOOKS } from './webhooks';

/** The page sends requests only to the sandbox, and runs no script but its own. */
const POLICY =
	"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

const SCRIPT = `'use strict';\n${RENDERING}${REQUESTS}${TIMELINE}${INSPECTOR}${WEBHOOKS}${PEOPLE}${UPDATING}`;

/** Adds the page at `/` that shows live what was scheduled, sent and received. */
export function addPage(app: FastifyInstance): void {
	const files = [
		['/', 'text/html', MARKUP],
		['/_sandbox/page.css', 'text/css', STYLES + TIMELINE_STYLES],
		['/_sandbox/page.js', 'text/javascript', SCRIPT],
	];
	for (const [path, type, text] of files) {
		app.get(path, async (_request, reply) => {
			const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' };
			return await reply.headers({ ...headers, 'content-security-policy': POLICY }).send(text);
		});
	}
}
