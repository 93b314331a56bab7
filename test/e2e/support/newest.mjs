// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Explained, say, step } from '../../../n8n/start/log.mjs';
import { run } from '../../../n8n/start/processes.mjs';
import { n8nFolder } from '../../../n8n/start/settings.mjs';

/** How many releases are tried: a new one may need packages that a registry does not have yet. */
const MOST_TRIED = 3;

/**
 * Writes the package.json and the lockfile of the newest n8n that the registry can install, with the Node and the overrides of
 * the current one. Does nothing when they are of that version already.
 * @param {string} folder
 */
export async function lockNewest(folder) {
	const failures = [];
	for (const version of (await newestReleases()).slice(0, MOST_TRIED)) {
		const failure = await lock(folder, version);
		if (failure === undefined) return;
		say(`n8n ${version} cannot be installed from this registry: ${failure}`);
		failures.push(`n8n ${version}: ${failure}`);
	}
	throw new Explained(`None of the newest versions of n8n can be installed.\n\n${failures.join('\n')}`);
}

/** The stable releases, from the one that n8n calls the latest down. @returns {Promise<string[]>} */
async function newestReleases() {
	const { code, output } = await npm(n8nFolder, ['view', 'n8n', 'dist-tags.latest', 'versions', '--json']);
	if (code !== 0) throw new Explained(`The versions of n8n cannot be listed.\n\n${output.trim()}`);
	const { 'dist-tags.latest': latest, versions } = JSON.parse(output);
	const releases = /** @type {string[]} */ (versions)
		.filter((version) => /^[\d.]+$/.test(version))
		.sort(byVersion);
	return releases.slice(0, releases.indexOf(latest) + 1).reverse();
}

/** @param {string} a @param {string} b */
const byVersion = (a, b) => a.localeCompare(b, 'en', { numeric: true });

/** @param {string} folder @param {string} version @returns {Promise<string | undefined>} why it failed, if it did */
async function lock(folder, version) {
	const file = path.join(folder, 'package.json');
	const lockfile = path.join(folder, 'package-lock.json');
	const current = JSON.parse(readFileSync(path.join(n8nFolder, 'package.json'), 'utf8'));
	const manifest = { ...current, name: 'n8n-nodes-braze-newest-n8n', dependencies: { n8n: version } };
	const text = `${JSON.stringify(manifest, null, '\t')}\n`;
	if (existsSync(lockfile) && existsSync(file) && readFileSync(file, 'utf8') === text) return undefined;
	mkdirSync(folder, { recursive: true });
	rmSync(lockfile, { force: true });
	writeFileSync(file, text);
	const args = [
		'install',
		'--package-lock-only',
		'--ignore-scripts',
		'--legacy-peer-deps',
		'--no-audit',
		'--no-fund',
		'--loglevel=error',
	];
	const { code, output } = await step(`Looking up what n8n ${version} needs`, () => npm(folder, args));
	return code === 0 ? undefined : (/No matching version .*/.exec(output)?.[0] ?? output.trim());
}

/** @param {string} cwd @param {string[]} args */
const npm = async (cwd, args) => await run({ name: 'npm', command: 'npm', args, cwd });
