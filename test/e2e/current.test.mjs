// @ts-check
/** The current n8n, over its REST interface and its webhooks. */
import { core } from './suites/core.mjs';
import { templates } from './suites/templates.mjs';
import { trigger } from './suites/trigger.mjs';
import { current } from './support/versions.mjs';

const host = await core(current);
templates(host);
// Last, since it restarts n8n.
trigger(host);
