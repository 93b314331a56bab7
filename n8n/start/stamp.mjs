// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * A stamp is a small file that is written when some work is finished, and holds a hash of what the work was made from.
 * Work that was interrupted leaves no stamp, and work that is out of date has another hash: both are done again.
 * @param {string} file
 * @param {string} hash
 */
export function isStamped(file, hash) {
	return existsSync(file) && readFileSync(file, 'utf8').trim() === hash;
}

/** @param {string} file @param {string} hash */
export function writeStamp(file, hash) {
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, `${hash}\n`);
}

/** @param {string} file */
export function removeStamp(file) {
	rmSync(file, { force: true });
}

/** The hash of some text. @param {string} text */
export function hashOf(text) {
	return createHash('sha256').update(text).digest('hex');
}

/**
 * A hash that changes when a file below one of the paths is added, removed or edited.
 * @param {string[]} paths files or folders
 */
export function hashOfFiles(paths) {
	return hashOf(
		paths
			.flatMap(listFiles)
			.map((file) => `${file} ${hashOf(readFileSync(file, 'utf8'))}`)
			.join('\n'),
	);
}

/** @param {string} place @returns {string[]} */
function listFiles(place) {
	if (!existsSync(place)) return [];
	if (statSync(place).isFile()) return [place];
	return readdirSync(place, { withFileTypes: true })
		.filter((entry) => entry.name !== 'node_modules')
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.flatMap((entry) => listFiles(path.join(place, entry.name)));
}
