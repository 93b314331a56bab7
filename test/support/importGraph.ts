import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import ts from 'typescript';

/** Which file imports which, type imports included: by paths from the repository's root. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Reads the imports of all TypeScript files below some folders. Packages stand under their names. */
export function importGraph(root: string, folders: readonly string[]): ImportGraph {
	const files = folders.flatMap((folder) => filesBelow(root, folder));
	return new Map(files.map((file) => [file, importsOf(root, file)]));
}

/** n8n's own packages lie below `sandbox/`. */
function filesBelow(root: string, folder: string): string[] {
	return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(root, path);
		return entry.name.endsWith('.ts') ? [path] : [];
	});
}

function importsOf(root: string, file: string): string[] {
	const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true);
	return importedFiles.map(({ fileName }) => {
		if (!fileName.startsWith('.')) return fileName;
		const path = resolve(root, dirname(file), fileName);
		const found = [`${path}.ts`, join(path, 'index.ts'), path].find((candidate) => existsSync(candidate)) ?? path;
		return relative(root, found);
	});
}

/** The first circle of imports, as the files along it; `undefined` where there is none. */
export function importCycle(graph: ImportGraph): string[] | undefined {
	const done = new Set<string>();
	const visit = (file: string, trail: string[]): string[] | undefined => {
		const start = trail.indexOf(file);
		if (start >= 0) return [...trail.slice(start), file];
		if (done.has(file)) return undefined;
		for (const next of graph.get(file) ?? []) {
			const cycle = visit(next, [...trail, file]);
			if (cycle) return cycle;
		}
		done.add(file);
		return undefined;
	};
	for (const file of graph.keys()) {
		const cycle = visit(file, []);
		if (cycle) return cycle;
	}
	return undefined;
}
