// @ts-check
import path from 'node:path';
import { node24 } from '../../../n8n/start/node.mjs';
import { localFolder, n8nFolder, root } from '../../../n8n/start/settings.mjs';
import { lockNewest } from './newest.mjs';

/**
 * A version of n8n to test in. Which version it is stands in the package.json of its folder.
 * @typedef {object} Version
 * @property {string} name of the folder under test-results
 * @property {string} folder where that n8n is installed, beside its lockfile
 * @property {() => string} node gives the Node binary that runs it
 * @property {() => Promise<void>} [lock] writes the lockfile, if the repository has none
 * @property {boolean} [signUp] n8n 1 has no owner from the environment: sign up as a person would
 * @property {boolean} [listsNoTool] n8n 1 offers community nodes as tools only when told to
 * @property {boolean} [blindTest] n8n 1 lets a credential test pass whatever the status
 * @property {boolean} [ownTestWords] n8n 2.20 replaces what a credential says about a wrong key by words of its own
 * @property {NodeJS.ProcessEnv} [env]
 */

/** The n8n that `npm start` runs. @type {Version} */
export const current = { name: 'e2e', folder: n8nFolder, node: () => node24(n8nFolder) };

/** The oldest n8n that is supported, on the Node that runs these tests. @type {Version} */
export const oldest = {
	name: 'e2e-oldest',
	folder: path.join(root, 'n8n', 'versions', 'oldest'),
	node: () => process.execPath,
	signUp: true,
	listsNoTool: true,
	blindTest: true,
	env: {
		// The newer way to evaluate expressions needs a module that does not load on Node 20.
		N8N_EXPRESSION_ENGINE: 'legacy',
		// What newer versions are told to leave out is unknown to this one.
		N8N_DISABLED_MODULES: undefined,
	},
};

const middleFolder = path.join(root, 'n8n', 'versions', 'middle');

/** An n8n about halfway between the oldest and the current one. @type {Version} */
export const middle = {
	name: 'e2e-middle',
	folder: middleFolder,
	node: () => node24(middleFolder),
	ownTestWords: true,
	env: { N8N_DISABLED_MODULES: undefined },
};

const newestFolder = path.join(localFolder, 'n8n-newest');

/** The newest n8n in the package registry, whichever that is today. @type {Version} */
export const newest = {
	name: 'e2e-newest',
	folder: newestFolder,
	node: () => node24(newestFolder),
	lock: () => lockNewest(newestFolder),
};

/** All versions to test in, by the names that `npm run test:matrix` knows. */
export const versions = { oldest, middle, current, newest };
