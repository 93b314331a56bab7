const { mkdir, readdir, readFile, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { spawn } = require('node:child_process');
const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const ts = require('typescript');
const { BUNDLE, entryFiles, options: bundleOptions } = require('./bundle.config');

/** Runs the project's own TypeScript compiler; the task fails when the compiler does. */
function tsc(...args) {
	return spawn(process.execPath, [require.resolve('typescript/bin/tsc'), ...args], { stdio: 'inherit' });
}

const clean = () => rm('dist', { recursive: true, force: true });

const check = () => tsc('-p', 'tsconfig.json', '--noEmit');

async function bundle() {
	await esbuild.build(bundleOptions);
	for (const [file, text] of entryFiles()) {
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, text);
	}
}

/**
 * Puts each declaration of the bundle on a line of its own, so that a stack trace leads to a function and a comparison of
 * two versions shows what changed. Names stay as they are. Formatted like the sources, the package was 15 kB larger;
 * whoever wants to read it finds the sources on GitHub.
 */
async function tidy() {
	const file = path.join('dist', `${BUNDLE}.js`);
	const { statements, text } = ts.createSourceFile(
		file,
		await readFile(file, 'utf8'),
		ts.ScriptTarget.ES2022,
	);
	await writeFile(file, statements.map(({ pos, end }) => `${text.slice(pos, end).trim()}\n`).join(''));
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
	src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], { base: 'nodes', encoding: false }).pipe(
		dest('dist/nodes'),
	);

/** The parity kit is built with the sandbox, which it runs against. */
const cleanSandbox = () =>
	Promise.all(['.build/sandbox', '.build/parity'].map((one) => rm(one, { recursive: true, force: true })));

const compileSandbox = () => tsc('-p', 'tsconfig.sandbox.json');

const finish = series(parallel(tidy, icons, codex), compact);

exports.clean = clean;
exports.build = series(clean, parallel(check, bundle), finish);
/** The same files as `build`, without the check of the types. */
exports.assemble = series(clean, bundle, finish);
exports.sandbox = series(cleanSandbox, compileSandbox);
exports.default = exports.build;
