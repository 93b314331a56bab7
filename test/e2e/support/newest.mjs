// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Explained, step } from '../../../sandbox/start/log.mjs';
import { run } from '../../../sandbox/start/processes.mjs';
import { n8nFolder } from '../../../sandbox/start/settings.mjs';

/**
 * Writes the package.json and the lockfile of the newest n8n in the registry, with the Node and the overrides of the
 * current one. Does nothing when they are of that version already.
 * @param {string} folder
 */
export async function lockNewest(folder) {
	const version = (await npm(n8nFolder, ['view', 'n8n', 'version'])).trim();
	const file = path.join(folder, 'package.json');
	const lock = path.join(folder, 'package-lock.json');
	const current = JSON.parse(readFileSync(path.join(n8nFolder, 'package.json'), 'utf8'));
	const manifest = { ...current, name: 'n8n-nodes-braze-newest-n8n', dependencies: { n8n: version } };
	const text = `${JSON.stringify(manifest, null, '\t')}\n`;
	if (existsSync(lock) && existsSync(file) && readFileSync(file, 'utf8') === text) return;
	mkdirSync(folder, { recursive: true });
	rmSync(lock, { force: true });
	writeFileSync(file, text);
	const args = ['install', '--package-lock-only', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'];
	await step(`Looking up what n8n ${version} needs`, () => npm(folder, args));
}

/** @param {string} cwd @param {string[]} args @returns {Promise<string>} what it printed */
async function npm(cwd, args) {
	const { code, output } = await run({ name: 'npm', command: 'npm', args, cwd });
	if (code !== 0) throw new Explained(`The newest n8n cannot be installed: npm ${args[0]} failed.\n\n${output.trim()}`);
	return output;
}
