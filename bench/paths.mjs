// @ts-check
/**
 * Counts what somebody has to read who follows one item through the node: the files and functions that run, the
 * different steps from a function to one in another file (`moves`), and those of them that lead back to a file already
 * opened (`returns`).
 *
 *     node bench/paths.mjs [--list 'Canvas: Schedule']
 *
 * Each function under `nodes/` notes when it is entered. Runs through n8n's own engine against the sandbox; loading the
 * modules does not count.
 */
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values: flags } = parseArgs({ options: { list: { type: 'string' } } });

/** Makes every function under `nodes/` report its file and position when it is entered. */
const instrument = {
	name: 'instrument',
	/** @param {import('esbuild').PluginBuild} bundler */
	setup(bundler) {
		bundler.onLoad({ filter: /[\\/]nodes[\\/].*\.ts$/ }, async ({ path: file }) => {
			if (file.includes('node_modules')) return undefined;
			const source = await readFile(file, 'utf8');
			const { outputText } = ts.transpileModule(source, {
				fileName: file,
				compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
				transformers: { before: [reportEntries(path.relative(root, file))] },
			});
			return { contents: outputText, loader: 'js', resolveDir: path.dirname(file) };
		});
	},
};

/**
 * @param {string} file
 * @returns {ts.TransformerFactory<ts.SourceFile>}
 */
function reportEntries(file) {
	return (context) => {
		const { factory } = context;
		/** @param {ts.Node} node */
		const report = (node) =>
			factory.createExpressionStatement(
				factory.createCallExpression(factory.createIdentifier('globalThis.__entered'), undefined, [
					factory.createStringLiteral(file),
					factory.createStringLiteral(nameOf(node)),
				]),
			);
		/** @type {ts.Visitor} */
		const visit = (node) => {
			const visited = ts.visitEachChild(node, visit, context);
			if (ts.isArrowFunction(visited)) {
				const body = ts.isBlock(visited.body)
					? factory.updateBlock(visited.body, [report(node), ...visited.body.statements])
					: factory.createBlock([report(node), factory.createReturnStatement(visited.body)]);
				return factory.updateArrowFunction(
					visited,
					visited.modifiers,
					visited.typeParameters,
					visited.parameters,
					visited.type,
					visited.equalsGreaterThanToken,
					body,
				);
			}
			if (ts.isFunctionDeclaration(visited) && visited.body) {
				return factory.updateFunctionDeclaration(
					visited,
					visited.modifiers,
					visited.asteriskToken,
					visited.name,
					visited.typeParameters,
					visited.parameters,
					visited.type,
					factory.updateBlock(visited.body, [report(node), ...visited.body.statements]),
				);
			}
			if (ts.isMethodDeclaration(visited) && visited.body) {
				return factory.updateMethodDeclaration(
					visited,
					visited.modifiers,
					visited.asteriskToken,
					visited.name,
					visited.questionToken,
					visited.typeParameters,
					visited.parameters,
					visited.type,
					factory.updateBlock(visited.body, [report(node), ...visited.body.statements]),
				);
			}
			return visited;
		};
		return (sourceFile) => /** @type {ts.SourceFile} */ (ts.visitNode(sourceFile, visit));
	};
}

/**
 * Where a function begins, as line and column, and its name, or that of the variable or property it is the value of.
 *
 * @param {ts.Node} node
 * @returns {string}
 */
function nameOf(node) {
	const original = ts.getOriginalNode(node);
	const source = original.getSourceFile();
	const { line, character } = source.getLineAndCharacterOfPosition(original.getStart());
	const owner = 'name' in original ? original : original.parent;
	const name = 'name' in owner ? /** @type {ts.Node} */ (owner.name) : undefined;
	return `${line + 1}:${character + 1} ${name?.getText() ?? ''}`;
}

const folder = path.join(root, '.build', 'paths');
mkdirSync(folder, { recursive: true });
const outfile = path.join(folder, 'walks.cjs');
await build({
	entryPoints: [path.join(root, 'bench', 'paths', 'walks.ts')],
	outfile,
	bundle: true,
	platform: 'node',
	format: 'cjs',
	packages: 'external',
	plugins: [instrument],
	logLevel: 'error',
});

/** @type {Set<string>} */
const functions = new Set();
/** @type {Set<string>} */
const files = new Set();
/** From one function to another one in another file. @type {Set<string>} */
const moves = new Set();
/** @type {{ file: string, name: string } | undefined} */
let last;
Reflect.set(globalThis, '__entered', (/** @type {string} */ file, /** @type {string} */ at) => {
	const name = `${file}:${at}`;
	functions.add(name);
	files.add(file);
	if (last && last.file !== file) moves.add(`${last.name} > ${name}`);
	last = { file, name };
});

const { walks, stop } = await createRequire(import.meta.url)(outfile).start();
console.log('walk'.padEnd(26), 'files  functions  moves  returns');
for (const [name, walk] of Object.entries(walks)) {
	await walk.before?.();
	for (const seen of [functions, files, moves]) seen.clear();
	last = undefined;
	await walk.run();
	const returns = moves.size - (files.size - 1);
	const counts = [files.size, functions.size, moves.size, returns];
	console.log(name.padEnd(26), ...counts.map((count, index) => String(count).padStart([5, 10, 6, 8][index])));
	if (flags.list === name) for (const at of [...functions, '', ...moves]) console.log(`  ${at}`);
}
await stop();
