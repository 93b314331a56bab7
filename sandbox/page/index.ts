import type { FastifyInstance } from 'fastify';
import { AXIS } from './axis';
import { INSPECTOR } from './inspector';
import { MARKUP } from './markup';
import { NAVIGATION } from './navigation';
import { PEOPLE } from './people';
import { PEOPLE_STYLES } from './peopleStyles';
import { RENDERING } from './rendering';
import { REQUESTS } from './requests';
import { SIMULATING } from './simulating';
import { STYLES } from './styles';
import { TIMELINE } from './timeline';
import { TIMELINE_STYLES } from './timelineStyles';
import { UPDATING } from './updating';
import { WEBHOOKS } from './webhooks';

/** The page sends requests only to the sandbox, and runs no script but its own. */
const POLICY =
	"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

/** The script in its order: what all parts share first, what starts them last. */
const PARTS = [
	RENDERING,
	AXIS,
	TIMELINE,
	INSPECTOR,
	REQUESTS,
	PEOPLE,
	WEBHOOKS,
	SIMULATING,
	NAVIGATION,
	UPDATING,
];

const SCRIPT = `'use strict';\n${PARTS.join('')}`;

/** Adds the page at `/` that shows live what was scheduled, sent and received. */
export function addPage(app: FastifyInstance): void {
	const files = [
		['/', 'text/html', MARKUP],
		['/_sandbox/page.css', 'text/css', STYLES + TIMELINE_STYLES + PEOPLE_STYLES],
		['/_sandbox/page.js', 'text/javascript', SCRIPT],
	];
	for (const [path, type, text] of files) {
		app.get(path, async (_request, reply) => {
			const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' };
			return await reply.headers({ ...headers, 'content-security-policy': POLICY }).send(text);
		});
	}
}
