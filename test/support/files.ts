/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads and writes files of this repository */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');

/** The absolute path of a file in this repository. */
export const absolute = (path: string): string => join(root, path);

/** The text of a file of this repository, or `undefined` if there is none. */
export function readText(path: string): string | undefined {
	const file = absolute(path);
	return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** The paths of everything in a folder of this repository, recursively. */
export const pathsUnder = (folder: string): string[] =>
	readdirSync(absolute(folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));

/**
 * The TypeScript files in a folder of this repository, without installed packages, such as n8n itself below `sandbox/`.
 */
export function sourcesUnder(folder: string): string[] {
	return readdirSync(absolute(folder), { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesUnder(path);
		return entry.name.endsWith('.ts') ? [path] : [];
	});
}

/** The file that an import like `./name` in a file of this repository refers to. */
export function importedFile(file: string, name: string): string {
	const path = join(dirname(file), name);
	return (
		[`${path}.ts`, join(path, 'index.ts'), path].find((candidate) => existsSync(absolute(candidate))) ?? path
	);
}

export function writeText(path: string, text: string): void {
	mkdirSync(dirname(absolute(path)), { recursive: true });
	writeFileSync(absolute(path), text);
}

/** Whether the test was started to update its expected file, for example by `UPDATE_OPERATIONS=1 npx jest …`. */
export const isAskedTo = (variable: string): boolean => process.env[variable] === '1';
