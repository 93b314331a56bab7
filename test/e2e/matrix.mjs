// @ts-check
/**
 * Runs the core of the end-to-end tests in several versions of n8n, one after the other, and says how each went:
 * `npm run test:matrix`, or `npm run test:matrix -- middle newest`. Installs what is missing.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { say } from '../../n8n/start/log.mjs';
import { run, stopAllOnSignals } from '../../n8n/start/processes.mjs';
import { versions } from './support/versions.mjs';

const core = fileURLToPath(new URL('core.test.mjs', import.meta.url));

/** @typedef {{ name: string, n8n: string, passed: boolean, tests: string, seconds: number }} Row */

/** @param {string} name of the version @param {string} folder @returns {Promise<Row>} */
async function runIn(name, folder) {
	say(`\n=== ${name}`);
	const began = Date.now();
	const { code, output } = await run(
		{ name, command: process.execPath, args: ['--test-reporter=spec', core, name] },
		say,
	);
	const counted = (/** @type {string} */ what) =>
		Number(new RegExp(`^ℹ ${what} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
	const tests = `${counted('pass')} passed, ${counted('fail')} failed, ${counted('skipped')} skipped`;
	return {
		name,
		n8n: installedIn(folder),
		passed: code === 0 && counted('pass') > 0,
		tests,
		seconds: Math.round((Date.now() - began) / 1000),
	};
}

/** The version of n8n that is installed in a folder. @param {string} folder @returns {string} */
function installedIn(folder) {
	try {
		return JSON.parse(readFileSync(path.join(folder, 'node_modules', 'n8n', 'package.json'), 'utf8')).version;
	} catch {
		return 'not installed';
	}
}

stopAllOnSignals();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.keys(versions).includes(name));
if (unknown.length > 0)
	throw new Error(`Unknown: ${unknown.join(', ')}. The versions are ${Object.keys(versions).join(', ')}.`);

/** @type {Row[]} */
const rows = [];
for (const [name, { folder }] of Object.entries(versions)) {
	if (asked.length === 0 || asked.includes(name)) rows.push(await runIn(name, folder));
}
say('');
for (const { name, n8n, passed, tests, seconds } of rows) {
	say(`${passed ? 'passed' : 'FAILED'}  ${name.padEnd(8)}  n8n ${n8n.padEnd(10)}  ${tests}  ${seconds} s`);
}
if (rows.some(({ passed }) => !passed)) process.exitCode = 1;
