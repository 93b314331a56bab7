import { after } from 'node:test';
import { templates } from './suites/templates.mjs';
import { trigger } from './suites/trigger.mjs';
import { closeHost, openHost } from './support/host.mjs';
import { current } from './support/versions.mjs';
const host = await openHost(current);
after(closeHost);
templates(host);
trigger(host);
