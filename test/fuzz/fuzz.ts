import fc from 'fast-check';
import { Settings } from 'luxon';

import { startSandbox } from '../../sandbox/server';
import { findOperation } from '../../nodes/Braze/resources';
import type { Operation } from '../../nodes/Braze/operation';
import { EXAMPLE_ROWS } from '../support/examples';
import { everyParameter } from '../support/parameters';
import { MONDAY } from '../support/schedule';
import { FuzzRuns, MARKED, type Ending } from './fuzzRun';
import { exampleSet, setsFor, type FuzzSet } from './sets';

export interface FuzzOptions {
	readonly seed: number;
	/** How many sets in all. Operations with more parameters get more of them. */
	readonly count: number;
	/** Only operations whose `resource.operation` contains this. */
	readonly only?: string;
	/** Called as each operation is done. */
	readonly onDone?: (figures: OperationFigures) => void;
}

export interface OperationFigures extends Record<Ending, number> {
	readonly operation: string;
	readonly sets: number;
	readonly valid: number;
	readonly requests: number;
	/** The smallest set that was found to break a promise, and what it breaks. */
	readonly failure?: { readonly problem: string; readonly set: FuzzSet };
}

/** Runs random sets of every operation through n8n's engine against the sandbox. The same seed and count give the same sets. */
export async function fuzz({ seed, count, only = '', onDone }: FuzzOptions): Promise<OperationFigures[]> {
	const sandbox = await startSandbox({ port: 0, keys: { [MARKED]: '*' }, now: () => new Date(MONDAY) });
	const runs = new FuzzRuns(sandbox);
	const unwatch = runs.watch();
	const { now } = Settings;
	Settings.now = () => Date.parse(MONDAY);
	try {
		const figures: OperationFigures[] = [];
		for (const { resource, operation, example, share } of shares(only)) {
			const done = await fuzzOperation(
				runs,
				`${resource}.${operation.value}`,
				setsFor(resource, operation, example),
				{
					seed,
					count: Math.max(1, Math.round(count * share)),
					first: exampleSet(resource, operation, example),
				},
			);
			figures.push(done);
			onDone?.(done);
		}
		return figures;
	} finally {
		Settings.now = now;
		unwatch();
		await sandbox.stop();
	}
}

/** How large a part of the sets each operation gets: half of it equally, half by its number of parameters. */
function shares(only: string) {
	const chosen = EXAMPLE_ROWS.filter(([resource, operation]) =>
		`${resource}.${operation}`.includes(only),
	).map(([resource, name, example]) => {
		const operation = findOperation(resource, name) as Operation;
		return { resource, operation, example, size: everyParameter(operation.fields).length };
	});
	const all = chosen.reduce((sum, { size }) => sum + size, 0);
	return chosen.map((one) => ({ ...one, share: 0.5 / chosen.length + (0.5 * one.size) / all }));
}

async function fuzzOperation(
	runs: FuzzRuns,
	operation: string,
	sets: fc.Arbitrary<FuzzSet>,
	{ seed, count, first }: { seed: number; count: number; first: FuzzSet },
): Promise<OperationFigures> {
	const endings: Record<Ending, number> = { accepted: 0, refused: 0, refusedByN8n: 0 };
	let valid = 0;
	const before = runs.requests;
	const property = fc.asyncProperty(sets, async (set) => {
		if (set.valid) valid++;
		endings[await runs.run(set)]++;
	});
	// The example comes first, so that every operation is accepted at least once, however few sets it gets.
	const details = await fc.check(property, {
		seed: seed ^ hash(operation),
		numRuns: count,
		examples: [[first]],
	});
	const failure = details.counterexample && {
		problem:
			details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance),
		set: details.counterexample[0],
	};
	return {
		operation,
		sets: details.numRuns,
		valid,
		requests: runs.requests - before,
		...endings,
		...(failure && { failure }),
	};
}

/** A seed of its own for each operation, so that one can be repeated alone. */
const hash = (text: string): number =>
	[...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7);
