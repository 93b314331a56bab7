const { readdir, readFile, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { spawn } = require('node:child_process');
const { dest, parallel, series, src } = require('gulp');
const prettier = require('prettier');

/** Runs the project's own TypeScript compiler; the task fails when the compiler does. */
function tsc(project) {
	return spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', project], { stdio: 'inherit' });
}

const clean = () => rm('dist', { recursive: true, force: true });

const compile = () => tsc('tsconfig.json');

/** Formats the compiled files: indented by tabs, and without what is only there for looks, they take a fifth less room. */
async function tidy() {
	const terse = { parser: 'babel', printWidth: 160, arrowParens: 'avoid', bracketSpacing: false, trailingComma: 'none' };
	const options = { ...(await prettier.resolveConfig(__filename)), ...terse };
	const names = await readdir('dist', { recursive: true });
	for (const name of names.filter((one) => one.endsWith('.js'))) {
		const file = path.join('dist', name);
		await writeFile(file, await prettier.format(withoutMarks(await readFile(file, 'utf8')), options));
	}
}

/**
 * Leaves out the mark of an ES module and the first, empty exports that the compiler writes into every file: only
 * default imports of our own files would need them, and there are none. Nor is there a function that minds to be
 * called as a member of its module.
 */
function withoutMarks(code) {
	return code
		.replace(/^Object\.defineProperty\(exports, "__esModule".*\n/m, '')
		.replace(/^(?:exports\.\w+ = )+void 0;\n/m, '')
		.replace(/\(0, (\w+\.\w+)\)\(/g, '$1(');
}

/** `encoding: false` keeps files byte for byte; gulp 5 would decode them as text. */
const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

/** Output schemas without white space: they are read by machines only, and there is one for each operation. */
async function compact() {
	const names = await readdir('dist/nodes', { recursive: true });
	for (const name of names.filter((one) => one.includes('__schema__') && one.endsWith('.json'))) {
		const file = path.join('dist/nodes', name);
		await writeFile(file, JSON.stringify(JSON.parse(await readFile(file, 'utf8'))));
	}
}

/** The codex (search words, categories, links) and the output schemas, which n8n reads beside the compiled node. */
const codex = () =>
	src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], { base: 'nodes', encoding: false }).pipe(dest('dist/nodes'));

const cleanSandbox = () => rm('.build/sandbox', { recursive: true, force: true });

const compileSandbox = () => tsc('tsconfig.sandbox.json');

exports.clean = clean;
exports.build = series(clean, compile, parallel(tidy, icons, codex), compact);
exports.sandbox = series(cleanSandbox, compileSandbox);
exports.default = exports.build;
