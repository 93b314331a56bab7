// @ts-check
import { createRequire } from 'node:module';
import esbuild from 'esbuild';

/** Looks at the cases of schedule keys in every order of events. Run: npm run explore [-- part of a case's name] */
const outfile = '.build/explorer/index.js';
esbuild.buildSync({
	entryPoints: ['test/explorer/index.ts'],
	outfile,
	bundle: true,
	packages: 'external',
	platform: 'node',
	format: 'cjs',
	target: 'es2022',
	logLevel: 'error',
});
/** @type {typeof import('./index')} */
const { CASES, MUTANTS, loadMachine, searchAll, story } = createRequire(import.meta.url)(`../../${outfile}`);

const LIMIT = 250_000;
const part = process.argv[2] ?? '';
const machine = loadMachine();
let failures = 0;
for (const [name, scenario] of Object.entries(CASES)) {
	if (!name.includes(part)) continue;
	const { states, ends, broken, cut } = searchAll(machine, scenario, LIMIT);
	console.log(
		`${broken ? 'BROKEN' : 'holds '} ${name}: ${states} states, ${ends} ends${cut ? ' (cut)' : ''}`,
	);
	if (!broken) continue;
	failures++;
	console.log([broken.what, ...story(machine, scenario, broken.path)].join('\n'));
}
if (part === '')
	for (const [name, { within, ...mutation }] of Object.entries(MUTANTS)) {
		const { states, broken } = searchAll(loadMachine(mutation), CASES[within], LIMIT);
		if (!broken) failures++;
		console.log(`${broken ? 'killed' : 'LIVES '} ${name}: ${states} states; ${broken?.what ?? within}`);
	}
process.exit(failures > 0 ? 1 : 0);
