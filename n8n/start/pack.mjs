// @ts-check
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Explained } from './log.mjs';
import { run } from './processes.mjs';
import { root } from './settings.mjs';

/**
 * Packs this package as it would be published.
 * @param {string} folder gets the tarball
 * @returns {Promise<string>} the tarball
 */
export async function pack(folder) {
	mkdirSync(folder, { recursive: true });
	const args = ['pack', '--json', '--loglevel=error', '--pack-destination', folder];
	const { code, output } = await run({ name: 'npm pack', command: 'npm', args, cwd: root });
	if (code !== 0) throw new Explained(`npm pack failed:\n\n${output}`);
	const [{ filename }] = JSON.parse(output.slice(output.indexOf('[')));
	return path.join(folder, filename);
}

/**
 * Puts a packed package where n8n keeps community packages, in the way n8n itself does: unpacked, and without the
 * dependencies that are for development only.
 * @param {string} tarball
 * @param {string} userFolder n8n's user folder
 */
export async function placeInN8n(tarball, userFolder) {
	const nodes = path.join(userFolder, '.n8n', 'nodes');
	const { name } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
	const target = path.join(nodes, 'node_modules', name);
	rmSync(target, { recursive: true, force: true });
	mkdirSync(target, { recursive: true });
	const args = ['-xzf', tarball, '-C', target, '--strip-components=1'];
	const { code, output } = await run({ name: 'tar', command: 'tar', args });
	if (code !== 0) throw new Explained(`${tarball} could not be unpacked:\n\n${output}`);
	const manifest = path.join(target, 'package.json');
	const { devDependencies, peerDependencies, optionalDependencies, ...kept } = JSON.parse(
		readFileSync(manifest, 'utf8'),
	);
	if (Object.keys(kept.dependencies ?? {}).length > 0)
		throw new Explained('This package must not have dependencies.');
	writeFileSync(manifest, JSON.stringify(kept, null, 2));
	writeFileSync(
		path.join(nodes, 'package.json'),
		'{"name":"installed-nodes","private":true,"dependencies":{}}\n',
	);
}
