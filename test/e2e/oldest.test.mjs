// @ts-check
import { after } from 'node:test';
import { credentials } from './suites/credentials.mjs';
import { errors } from './suites/errors.mjs';
import { lifecycle } from './suites/lifecycle.mjs';
import { lists } from './suites/lists.mjs';
import { loading } from './suites/loading.mjs';
import { retrying } from './suites/retrying.mjs';
import { scheduling } from './suites/scheduling.mjs';
import { secrets } from './suites/secrets.mjs';
import { closeHost, openHost } from './support/host.mjs';
import { oldest } from './support/versions.mjs';

const host = await openHost(oldest);
after(closeHost);

loading(host, { asTool: false });
credentials(host, { seesStatus: false });
lists(host);
scheduling(host);
lifecycle(host);
retrying(host);
errors(host);
secrets(host);
