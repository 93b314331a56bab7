import ts from 'typescript';

import { importedFile, readText, sourcesUnder } from './files';

/** The imports of each file, including type imports, as paths from the repository's root. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Reads the imports of all TypeScript files below some folders. Packages are listed by name. */
export function importGraph(folders: readonly string[]): ImportGraph {
	return new Map(folders.flatMap(sourcesUnder).map((file) => [file, importsOf(file)]));
}

/** What a file imports at run time, without types. */
export function runtimeImportsOf(file: string): string[] {
	const { outputText } = ts.transpileModule(readText(file) ?? '', {
		compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext },
	});
	return importsOf(file, outputText);
}

function importsOf(file: string, code = readText(file) ?? ''): string[] {
	const { importedFiles } = ts.preProcessFile(code, true, true);
	return importedFiles.map(({ fileName }) =>
		fileName.startsWith('.') ? importedFile(file, fileName) : fileName,
	);
}

/** The folders that a file is in, from the outermost one. */
export function foldersAround(file: string): string[] {
	const names = file.split('/').slice(0, -1);
	return names.map((_, depth) => names.slice(0, depth + 1).join('/'));
}

/** The imports between the files and folders directly in a folder. A folder imports what its files import. */
export function neighborsIn(folder: string, graph: ImportGraph): ImportGraph {
	const childOf = (name: string): string | undefined =>
		name.startsWith(`${folder}/`) ? `${folder}/${name.slice(folder.length + 1).split('/')[0]}` : undefined;
	const children = new Map<string, string[]>();
	for (const [file, imports] of graph) {
		const child = childOf(file);
		if (child === undefined) continue;
		const neighbors = imports.map(childOf).filter((name) => name !== undefined && name !== child);
		children.set(child, [...(children.get(child) ?? []), ...(neighbors as string[])]);
	}
	return children;
}

/** The first import cycle, as the files along it; `undefined` if there is none. */
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
