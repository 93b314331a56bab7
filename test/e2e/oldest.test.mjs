// @ts-check
import path from 'node:path';
import { after } from 'node:test';
import { root } from '../../sandbox/start/settings.mjs';
import { credentials } from './suites/credentials.mjs';
import { errors } from './suites/errors.mjs';
import { lists } from './suites/lists.mjs';
import { loading } from './suites/loading.mjs';
import { scheduling } from './suites/scheduling.mjs';
import { secrets } from './suites/secrets.mjs';
import { closeHost, openHost } from './support/host.mjs';

/** The oldest n8n that is supported, on the oldest Node. */
const host = await openHost({
	name: 'e2e-oldest',
	folder: path.join(root, 'sandbox', 'n8n-oldest'),
	node: () => process.execPath,
	signUp: true,
	// The newer way to evaluate expressions needs a module that does not load on Node 20.
	// A module that newer versions are told to leave out is unknown to this one.
	env: { N8N_EXPRESSION_ENGINE: 'legacy', N8N_DISABLED_MODULES: undefined },
});
after(closeHost);

loading(host, { asTool: false });
credentials(host, { seesStatus: false });
lists(host);
scheduling(host);
errors(host);
secrets(host);
