// @ts-check
'use strict';
const { buildSync, transformSync } = require('esbuild');
const { readdirSync } = require('fs');
const Module = require('module');
const { join } = require('path');

const root = join(__dirname, '../../..');

/** Where the project's TypeScript is that tests load. */
const FOLDERS = ['credentials', 'nodes', 'parity', 'sandbox', 'test'];

/** @typedef {{ code: string, map: string }} Compiled */

/** @type {import('esbuild').CommonOptions & { format: 'cjs', sourcemap: 'external' }} */
const options = {
	format: 'cjs',
	platform: 'node',
	target: 'node20',
	supported: { 'dynamic-import': false },
	sourcemap: 'external',
	sourcesContent: false,
};

/** @type {Map<string, Compiled> | undefined} */
let compiled;

/**
 * Compiles all modules at once, which takes less than a second, when the first is asked for.
 *
 * @param {string} filename
 * @returns {Compiled | undefined} the module as JavaScript; nothing if it is none of the project
 */
function compiledModule(filename) {
	compiled ??= compileAll();
	return compiled.get(filename);
}

function compileAll() {
	const entryPoints = FOLDERS.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((path) => path.endsWith('.ts') && !/\.(test|d)\.ts$/.test(path))
			.map((path) => join(root, folder, path)),
	);
	const { outputFiles } = buildSync({ ...options, entryPoints, outdir: root, write: false });
	const texts = new Map(outputFiles.map(({ path, text }) => [path, text]));
	const scripts = [...texts].filter(([path]) => path.endsWith('.js'));
	return new Map(
		scripts.map(([path, code]) => [
			path.replace(/\.js$/, '.ts'),
			{ code, map: texts.get(`${path}.map`) ?? '' },
		]),
	);
}

/**
 * Compiles a test file.
 *
 * @param {string} source @param {string} sourcefile
 * @returns {Compiled}
 */
function compileTest(source, sourcefile) {
	return transformSync(source, { ...options, loader: 'ts', sourcefile });
}

/** Makes Node load the project's TypeScript, so that its modules are evaluated once for each worker process. */
function loadTypeScript() {
	/** @type {Record<string, (module: any, filename: string) => void>} */
	const loaders = /** @type {any} */ (Module)._extensions;
	const { '.js': script, ...others } = loaders;
	for (const extension of Object.keys(loaders)) delete loaders[extension];
	// Their order is that in which Node looks for a file: `Braze.node` is the TypeScript, and not the JSON beside it.
	loaders['.js'] = script;
	loaders['.ts'] = (module, filename) => module._compile(compiledModule(filename)?.code, filename);
	for (const [extension, loader] of Object.entries(others)) loaders[extension] ??= loader;
}

module.exports = { compiledModule, compileTest, loadTypeScript };
