// @ts-check
<<<<<<< HEAD
/** The current n8n, over its REST interface and its webhooks. */
import { core } from './suites/core.mjs';
=======
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
>>>>>>> keytpl
import { templates } from './suites/templates.mjs';
import { trigger } from './suites/trigger.mjs';
import { current } from './support/versions.mjs';

const host = await core(current);
templates(host);
<<<<<<< HEAD
// Last, since it restarts n8n.
=======
editor(host);
people(host);
options(host);
// Last, since these restart n8n.
keys(host);
>>>>>>> keytpl
trigger(host);
