// @ts-check
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../../n8n/start/settings.mjs';

/**
 * The folders of a run, both empty.
 * @typedef {object} Folders
 * @property {string} results in test-results, for what people look at: logs and screenshots
 * @property {string} data a temporary folder for the tarball and n8n's user folders
 */

/**
 * Makes the folders of a run. The data is outside the checkout, where eslint would read n8n's files. It is removed
 * when this process succeeds; after a failure it is kept, and its path is printed.
 * @param {string} name of the folder under test-results
 * @returns {Folders}
 */
export function openFolders(name) {
	const results = path.join(root, 'test-results', name);
	rmSync(results, { recursive: true, force: true });
	mkdirSync(results, { recursive: true });
	const data = mkdtempSync(path.join(tmpdir(), `braze-${name}-`));
	process.once('exit', (code) => {
		if (code === 0) rmSync(data, { recursive: true, force: true });
		else process.stderr.write(`n8n's user folders are kept in ${data}\n`);
	});
	return { results, data };
}
