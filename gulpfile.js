const { rm } = require('node:fs/promises');
const { spawn } = require('node:child_process');
const { dest, parallel, series, src } = require('gulp');

/** Runs the project's own TypeScript compiler; the task fails when the compiler does. */
function tsc(project) {
	return spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', project], { stdio: 'inherit' });
}

const clean = () => rm('dist', { recursive: true, force: true });

const compile = () => tsc('tsconfig.json');

/** `encoding: false` keeps files byte for byte; gulp 5 would decode them as text. */
const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

/** The codex (search words, categories, links) and the output schemas, which n8n reads beside the compiled node. */
const codex = () =>
	src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], { base: 'nodes', encoding: false }).pipe(dest('dist/nodes'));

const cleanSandbox = () => rm('.build/sandbox', { recursive: true, force: true });

const compileSandbox = () => tsc('tsconfig.sandbox.json');

exports.clean = clean;
exports.build = series(clean, compile, parallel(icons, codex));
exports.sandbox = series(cleanSandbox, compileSandbox);
exports.default = exports.build;
