// @ts-check
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Explained } from './log.mjs';
import { run } from './processes.mjs';
import { localFolder, root } from './settings.mjs';
import { hashOfFiles, isStamped, removeStamp, writeStamp } from './stamp.mjs';

/** The two things to build: what they are made from, and a file that must be there afterwards. */
const targets = [
	{
		task: 'build',
		sources: [
			'nodes',
			'credentials',
			'icons',
			'package.json',
			'tsconfig.json',
			'gulpfile.js',
			'bundle.config.js',
		],
		result: 'dist/nodes',
	},
	{
		task: 'sandbox',
		sources: ['sandbox', 'parity', 'tsconfig.json', 'tsconfig.sandbox.json', 'gulpfile.js'],
		result: '.build/sandbox/main.js',
	},
];

/** The sandbox's program, once built. */
export const sandboxProgram = path.join(root, '.build', 'sandbox', 'main.js');

/** Builds the package and the sandbox, each only when something it is made from has changed. */
export async function build() {
	await Promise.all(targets.map(buildOne));
}

/** @param {typeof targets[number]} target */
async function buildOne({ task, sources, result }) {
	const stamp = path.join(localFolder, `built-${task}`);
	const hash = hashOfFiles(sources.map((source) => path.join(root, source)));
	if (isStamped(stamp, hash) && existsSync(path.join(root, result))) return;
	removeStamp(stamp);
	const gulp = path.join(root, 'node_modules', 'gulp', 'bin', 'gulp.js');
	const { code, output } = await run({
		name: `gulp ${task}`,
		command: process.execPath,
		args: [gulp, task],
		cwd: root,
	});
	if (code !== 0) throw new Explained(`gulp ${task} failed:\n\n${output}`);
	writeStamp(stamp, hash);
}
