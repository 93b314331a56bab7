// @ts-check
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';

/**
 * Looks at the cases of schedule keys in every order of events, and whether that notices changes of the code:
 *   npm run explore [-- parts of names]
 * or at larger cases at random, in each of which two to five executions do something, with up to four faults:
 *   npm run explore -- --random 1000000 [--seed 1] [--mutant "name of a change"]
 */
const outfile = `.build/explorer/index-${process.pid}.js`;
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
const explorer = createRequire(import.meta.url)(`../../${outfile}`);
const { CASES, COURSES, FEWER_LOOKS, MUTANTS } = explorer;
const { brokenBy, loadMachine, mutated, runAtRandom, searchAll, story } = explorer;
rmSync(outfile);

const { values, positionals } = parseArgs({
	options: {
		random: { type: 'string' },
		seed: { type: 'string', default: '1' },
		mutant: { type: 'string' },
	},
	allowPositionals: true,
});
if (values.random !== undefined) exploreAtRandom(Number(values.random), Number(values.seed), values.mutant);
else exploreAll(positionals);

/**
 * @param {number} runs
 * @param {number} seed the first one; the next run has the next one
 * @param {string} [mutant]
 */
function exploreAtRandom(runs, seed, mutant) {
	const machine = mutant === undefined ? loadMachine() : mutated(MUTANTS[mutant]);
	let faults = 0;
	for (let run = 1; run <= runs; run++) {
		const found = runAtRandom(machine, seed + run - 1);
		faults += found.faults;
		if (found.broken !== undefined) {
			console.log(`BROKEN with --seed ${seed + run - 1}, in run ${run}: ${found.broken}`);
			console.log(JSON.stringify(found.scenario));
			console.log(story(machine, found.scenario, found.path).join('\n'));
			process.exit(1);
		}
		if (run % 10_000 === 0 || run === runs)
			console.log(`${run} runs with ${faults} faults, up to seed ${seed + run - 1}: nothing is broken`);
	}
}

/** @param {readonly string[]} parts of names of cases and changes; all of them if there are none */
function exploreAll(parts) {
	const isWanted = (/** @type {string} */ name) =>
		parts.length === 0 || parts.some((part) => name.includes(part));
	const limit = 250_000;
	const machine = loadMachine(FEWER_LOOKS);
	let failures = 0;
	for (const [name, scenario] of Object.entries(CASES)) {
		if (!isWanted(name)) continue;
		const { states, ends, broken, cut } = searchAll(machine, scenario, limit);
		console.log(
			`${broken ? 'BROKEN' : 'holds '} ${name}: ${states} states, ${ends} ends${cut ? ' (cut)' : ''}`,
		);
		if (!broken) continue;
		failures++;
		console.log([broken.what, ...story(machine, scenario, broken.path)].join('\n'));
	}
	for (const [name, mutant] of Object.entries(MUTANTS)) {
		if (!isWanted(name)) continue;
		const { states, broken } = searchAll(mutated(mutant), CASES[mutant.within], limit);
		if (!broken) failures++;
		console.log(
			`${broken ? 'killed' : 'LIVES '} ${name}: ${states} states; ${broken?.what ?? mutant.within}`,
		);
	}
	for (const [name, course] of Object.entries(COURSES)) {
		if (!isWanted(name)) continue;
		const broken = brokenBy(machine, course);
		const noticed = brokenBy(loadMachine(FEWER_LOOKS, course.mutant), course);
		if (broken !== undefined || noticed === undefined) failures++;
		const verdict = broken !== undefined ? 'BROKEN' : noticed !== undefined ? 'killed' : 'LIVES ';
		console.log(`${verdict} ${name}: one course; ${broken ?? noticed ?? ''}`);
	}
	process.exit(failures > 0 ? 1 : 0);
}
