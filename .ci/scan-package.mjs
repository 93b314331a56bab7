// @ts-check
/**
 * Runs both legs of n8n's scanner, the gate of its verification: the source, and the packed package. The scanner itself
 * takes published packages only, so its analysis is called directly. Needs a build.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const work = mkdtempSync(path.join(tmpdir(), 'scan-'));

try {
	const { analyzePackage, SOURCE_FILE_PATTERNS } = await installScanner();
	report('source', await analyzePackage(copyOfSource(), SOURCE_FILE_PATTERNS));
	report('package', await analyzePackage(unpacked(), ['**/*.js', 'package.json']));
} finally {
	rmSync(work, { recursive: true, force: true });
}

/** @returns {Promise<{ analyzePackage: (folder: string, patterns: string[]) => Promise<Result>, SOURCE_FILE_PATTERNS: string[] }>} */
async function installScanner() {
	const folder = path.join(work, 'scanner');
	cpSync(path.join(root, '.ci/scanner'), folder, { recursive: true });
	execFileSync(
		'npm',
		['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'],
		{ cwd: folder, stdio: 'inherit' },
	);
	return import(
		pathToFileURL(path.join(folder, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs')).href
	);
}

/** What the scanner fetches from the repository: git's files, without what is installed beside them. */
function copyOfSource() {
	const folder = path.join(work, 'source');
	for (const part of ['package.json', 'nodes', 'credentials', 'icons'])
		cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
	return folder;
}

function unpacked() {
	const folder = path.join(work, 'package');
	mkdirSync(folder);
	const [{ filename }] = JSON.parse(
		execFileSync('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', work], {
			cwd: root,
			encoding: 'utf8',
		}),
	);
	execFileSync('tar', ['-xzf', path.join(work, filename), '-C', folder, '--strip-components=1']);
	return folder;
}

/** @typedef {{ passed: boolean, message?: string, details?: string }} Result */

/**
 * @param {string} leg
 * @param {Result} result
 */
function report(leg, { passed, message = '', details = '' }) {
	console.log(`${leg}: ${passed ? 'passed' : 'failed'} ${message}\n${details}`.trim());
	if (!passed) process.exitCode = 1;
}
