// @ts-check
import { after } from 'node:test';
import { credentials } from './suites/credentials.mjs';
import { editor } from './suites/editor.mjs';
import { errors } from './suites/errors.mjs';
import { keys } from './suites/keys.mjs';
import { lifecycle } from './suites/lifecycle.mjs';
import { lists } from './suites/lists.mjs';
import { loading } from './suites/loading.mjs';
import { options } from './suites/options.mjs';
import { people } from './suites/people.mjs';
import { pictures } from './suites/pictures.mjs';
import { retrying } from './suites/retrying.mjs';
import { scheduling } from './suites/scheduling.mjs';
import { secrets } from './suites/secrets.mjs';
import { templates } from './suites/templates.mjs';
import { trigger } from './suites/trigger.mjs';
import { closeHost, openHost } from './support/host.mjs';
import { current } from './support/versions.mjs';

const host = await openHost(current);
after(closeHost);

loading(host, { asTool: true });
credentials(host, { seesStatus: true });
lists(host);
scheduling(host);
lifecycle(host);
retrying(host);
errors(host);
secrets(host);
templates(host);
editor(host);
people(host);
options(host);
// Last, since these restart n8n.
keys(host);
trigger(host);

/** Renews the pictures in docs/images, which takes a minute more. */
if (process.env.UPDATE_SCREENSHOTS === '1') pictures(host);
