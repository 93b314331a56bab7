// @ts-check
/** The core of the tests in one version of n8n, by its name in support/versions.mjs: `node core.test.mjs oldest`. */
import { core } from './suites/core.mjs';
import { versions } from './support/versions.mjs';

const [name = ''] = process.argv.slice(2);
const version = Object.entries(versions).find(([one]) => one === name)?.[1];
if (!version) throw new Error(`Name one of these versions: ${Object.keys(versions).join(', ')}`);

await core(version);
