// @ts-check
import path from 'node:path';
import { node24 } from '../../../sandbox/start/node.mjs';
import { n8nFolder, root } from '../../../sandbox/start/settings.mjs';

/**
 * A version of n8n to test in.
 * @typedef {object} Version
 * @property {string} name of the folder under test-results
 * @property {string} folder where that n8n is installed, beside its lockfile
 * @property {() => string} node gives the Node binary that runs it
 * @property {boolean} [signUp] n8n 1 has no owner from the environment: sign up as a person would
 * @property {NodeJS.ProcessEnv} [env]
 */

/** The n8n that `npm start` runs. @type {Version} */
export const current = { name: 'e2e', folder: n8nFolder, node: () => node24(n8nFolder) };

/** The oldest n8n that is supported, on the Node that runs these tests. @type {Version} */
export const oldest = {
	name: 'e2e-oldest',
	folder: path.join(root, 'sandbox', 'n8n-oldest'),
	node: () => process.execPath,
	signUp: true,
	env: {
		// The newer way to evaluate expressions needs a module that does not load on Node 20.
		N8N_EXPRESSION_ENGINE: 'legacy',
		// What newer versions are told to leave out is unknown to this one.
		N8N_DISABLED_MODULES: undefined,
	},
};
