// @ts-check
/** The current n8n, over its REST interface and its webhooks. */
import { core } from './suites/core.mjs';
import { keys } from './suites/keys.mjs';
import { templates } from './suites/templates.mjs';
import { trigger } from './suites/trigger.mjs';
import { current } from './support/versions.mjs';

const host = await core(current);
templates(host);
// Last, since these restart n8n.
keys(host);
trigger(host);
