// @ts-check
import { after } from 'node:test';
import { node24 } from '../../sandbox/start/node.mjs';
import { n8nFolder } from '../../sandbox/start/settings.mjs';
import { credentials } from './suites/credentials.mjs';
import { editor } from './suites/editor.mjs';
import { errors } from './suites/errors.mjs';
import { lists } from './suites/lists.mjs';
import { loading } from './suites/loading.mjs';
import { scheduling } from './suites/scheduling.mjs';
import { secrets } from './suites/secrets.mjs';
import { closeHost, openHost } from './support/host.mjs';

/** The n8n that `npm start` runs. */
const host = await openHost({ name: 'e2e', folder: n8nFolder, node: () => node24(n8nFolder) });
after(closeHost);

loading(host, { asTool: true });
credentials(host, { seesStatus: true });
lists(host);
scheduling(host);
errors(host);
secrets(host);
editor(host);
