import type { KeyRequest } from '../../nodes/Braze/scheduleKeys/protocol';
import { BULK_CASES, CASES } from './cases';
import type { Machine, Mutation } from './machine';
import { brokenAfter } from './search';
import { World, type Scenario } from './world';

/**
 * A step of a course:
 * - an execution goes on until it is about to ask for something, or has ended;
 * - an execution stops for good;
 * - time passes;
 * - what is under way now is held back to the end. All later writes arrive at once.
 */
type Step =
	| readonly ['go', execution: number, until: KeyRequest['ask'] | 'end']
	| readonly ['crash', execution: number]
	| readonly ['tick']
	| readonly ['hold'];

/** One order of events, for cases in which a search would find it late, and the change of the code that it notices. */
export interface Course {
	readonly scenario: Scenario;
	readonly steps: readonly Step[];
	readonly mutant: Mutation;
}

const CLAIMED_AND_CRASHED: readonly Step[] = [
	['go', 0, 'putMany'],
	['go', 0, 'pause'],
	['hold'],
	['crash', 0],
	['tick'],
];

export const COURSES: Record<string, Course> = {
	'a lock that is taken over too early': {
		scenario: BULK_CASES['in bulk | in bulk, later'],
		steps: [...CLAIMED_AND_CRASHED, ['go', 1, 'end']],
		mutant: {
			file: 'lock',
			code: '* 60_000 + LATE_MS + CLOCKS_MS;',
			mutated: '* 60_000;',
		},
	},
	'a gate that opens by itself too early': {
		scenario: BULK_CASES['in bulk | schedule, and time passes'],
		steps: [...CLAIMED_AND_CRASHED, ['go', 1, 'end']],
		mutant: {
			file: 'gate',
			code: '* 60_000 + LATE_MS + 2 * CLOCKS_MS;',
			mutated: '* 60_000;',
		},
	},
	'a later move that always replaces the ones before': {
		scenario: CASES['booked soon: move | move sooner, schedule, and it goes out'],
		steps: [
			['go', 0, 'move'],
			['go', 1, 'move'],
			['go', 1, 'look'],
			['go', 0, 'end'],
			['tick'],
			['go', 1, 'end'],
		],
		mutant: {
			file: 'protocol',
			code: 'possible = possible.filter(({ done = Infinity }) => done + 2 * CLOCKS_MS > moved.since);',
			mutated: 'possible = [];',
		},
	},
};

/** What a course breaks; `undefined` if nothing. */
export function brokenBy(machine: Machine, { scenario, steps }: Course): string | undefined {
	const world = World.of(machine, scenario);
	let held = 0;
	for (const step of steps) {
		if (step[0] === 'tick') world.apply(['tick', 0]);
		else if (step[0] === 'hold') held = world.late.length;
		else if (step[0] === 'crash') world.apply(['crash', step[1]]);
		else go(world, step, () => held);
	}
	return brokenAfter(world);
}

function go(
	world: World,
	[, index, until]: Extract<Step, readonly ['go', ...unknown[]]>,
	held: () => number,
): void {
	for (let moved = false; ; moved = true) {
		const ask = world.executions[index].request?.ask;
		if (ask === undefined || (ask === until && (moved || until !== 'pause'))) return;
		world.apply(['ok', index]);
		if (until === 'end') while (world.late.length > held()) world.apply(['land', held()]);
	}
}
