import type { KeyRequest } from '../../nodes/Braze/scheduleKeys/protocol/protocol';
import { BULK_CASES, CASES, LONG_CASES } from './cases';
import type { Machine, Mutation } from './machine';
import { brokenAfter } from './search';
import { World, type Scenario } from './world';

/**
 * A step of a course:
 * - an execution goes on until it is about to ask for something, or has ended;
 * - an execution stops for good, does not hear that its request is carried out, or does not get it to Braze;
 * - time passes;
 * - what is under way lands, or is held back to the end. All later writes arrive at once.
 */
type Step =
	| readonly ['go', execution: number, until: KeyRequest['ask'] | 'end']
	| readonly ['crash', execution: number]
	| readonly ['unclear', execution: number]
	| readonly ['lost', execution: number]
	| readonly ['tick']
	| readonly ['land']
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

/** A clean-up has marked keys, and looked for claims behind them. */
const MARKED: readonly Step[] = [['go', 0, 'pause'], ['land'], ['go', 0, 'removeMany']];

/** What the first execution is about to do waits for a rate limit. */
const HELD_UP: readonly Step[] = [['tick'], ['go', 1, 'end'], ['go', 0, 'end']];

const SIDE_BY_SIDE: readonly Step[] = [
	['go', 0, 'putMany'],
	['land'],
	['go', 1, 'putMany'],
	['go', 0, 'end'],
	['go', 1, 'end'],
];

export const COURSES: Record<string, Course> = {
	'a lock that is taken over too early': {
		scenario: BULK_CASES['in bulk | in bulk, later'],
		steps: [...CLAIMED_AND_CRASHED, ['go', 1, 'end']],
		mutant: {
			file: 'deadlines',
			code: 'runEnd(lock) + LATE_MS + CLOCKS_MS;',
			mutated: 'runEnd(lock);',
		},
	},
	'a lock that several have': {
		scenario: BULK_CASES['in bulk | in bulk, no fault'],
		steps: SIDE_BY_SIDE,
		mutant: { file: 'lock', code: 'if (!endOf(item) && until > made.now)', mutated: 'if (until < 0)' },
	},
	'a lock that several have, behind earlier ones': {
		scenario: BULK_CASES['locked before: in bulk | in bulk'],
		steps: SIDE_BY_SIDE,
		mutant: {
			file: 'lock',
			code: '			item = newest.item ?? item;',
			mutated: "			item = { ...newest.item, ended: 'kept', ended_of: newest.item?.token };",
		},
	},
	'a clean-up without a lock': {
		scenario: BULK_CASES['ended long ago: in bulk | clean-up'],
		steps: [
			['go', 0, 'putMany'],
			['go', 1, 'end'],
			['go', 0, 'end'],
		],
		mutant: {
			file: 'cleanUp',
			code: "	if (locked.kind === 'busy') return locked;",
			mutated:
				"	if (locked.kind === 'busy') return (yield* cleanUpLocked(wanted, locked.until + REMOVES_FOR_MS)).result;",
		},
	},
	'a gate that is shut however late': {
		scenario: LONG_CASES['locked before: in bulk, and it is held up | in bulk'],
		steps: [
			['go', 0, 'patchMany'],
			['tick'],
			['go', 1, 'putMany'],
			['go', 1, 'pause'],
			['hold'],
			['go', 0, 'end'],
			['go', 1, 'end'],
		],
		mutant: {
			file: 'gate',
			code: "yield { ask: 'patch', id: GATE, values, notAfter };",
			mutated: "yield { ask: 'patch', id: GATE, values };",
		},
	},
	'claims in bulk that are sent however late': {
		scenario: BULK_CASES['in bulk, and it waits for a rate limit | schedule'],
		steps: [['go', 0, 'putMany'], ...HELD_UP],
		mutant: {
			file: 'bulkItems',
			code: "yield { ask: 'putMany', changes, notAfter };",
			mutated: "yield { ask: 'putMany', changes, notAfter: Infinity };",
		},
	},
	'an unclear removal that is repeated': {
		scenario: CASES['ended long ago: clean-up | schedule'],
		steps: [...MARKED, ['unclear', 0], ['land'], ['go', 0, 'removeMany'], ['go', 1, 'end'], ['go', 0, 'end']],
		mutant: {
			file: 'cleanUp',
			code: "		const answer: Answer = yield { ask: 'removeMany', ids, notAfter };",
			mutated:
				"		let answer: Answer = yield { ask: 'removeMany', ids, notAfter };\n		if (answer.kind === 'unclear') { yield { ask: 'pause', ms: 3 * 3_600_000 }; answer = yield { ask: 'removeMany', ids, notAfter: Infinity }; }",
		},
	},
	'a clean-up that removes however late': {
		scenario: CASES['ended long ago: clean-up, and it waits for a rate limit | schedule'],
		steps: [...MARKED, ...HELD_UP],
		mutant: {
			file: 'cleanUp',
			code: "yield { ask: 'removeMany', ids, notAfter };",
			mutated: "yield { ask: 'removeMany', ids, notAfter: Infinity };",
		},
	},
	'a mark on an item without a token that keeps the token of an earlier mark': {
		scenario: LONG_CASES['ended long ago: clean-up | clean-up | clean-up | schedule'],
		steps: [
			// The mark of the first clean-up arrives after the second one has removed the key: that makes an item of it.
			['go', 0, 'pause'],
			['hold'],
			['go', 0, 'end'],
			['go', 1, 'end'],
			['land'],
			['tick'],
			['go', 2, 'pause'],
			['land'],
			['go', 2, 'removeMany'],
			['go', 3, 'end'],
			['go', 2, 'end'],
		],
		mutant: {
			file: 'mark',
			code: 'mark_of: markedToken(root),',
			mutated: 'mark_of: root.token,',
		},
	},
	'a clean-up of a key that another one may still remove': {
		scenario: LONG_CASES['ended long ago: clean-up | clean-up | schedule'],
		steps: [...MARKED, ['unclear', 0], ['hold'], ['go', 0, 'end'], ['go', 1, 'end'], ['go', 2, 'end']],
		mutant: { file: 'cleanUp', code: 'if (isMarkedNow(root, now)) return false;', mutated: '' },
	},
	'a shortcut around the look for marks behind a claim that was given back': {
		scenario: CASES['ended long ago: clean-up | schedule | schedule'],
		steps: [...MARKED, ['go', 1, 'end'], ['go', 2, 'end'], ['go', 0, 'end']],
		mutant: {
			file: 'mark',
			code: "if (!before.token || ended === 'kept' || ended === 'freed') return false;",
			mutated: "if (!before.token || ended === 'freed') return false;",
		},
	},
	'a key that is freed without an answer, so that it is scheduled twice': {
		scenario: LONG_CASES['schedule | free, schedule, three faults'],
		steps: [
			['go', 0, 'patch'],
			['crash', 0],
			['tick'],
			['go', 1, 'patch'],
			['unclear', 1],
			['lost', 1],
			['go', 1, 'end'],
		],
		mutant: {
			file: 'freeing',
			code: "		if (stored.kind === 'unclear') {",
			mutated: "		if (stored.kind === 'unclear' && n < 0) {",
		},
	},
	'a gate that opens by itself too early': {
		scenario: BULK_CASES['in bulk | schedule, and time passes'],
		steps: [...CLAIMED_AND_CRASHED, ['go', 1, 'end']],
		mutant: {
			file: 'deadlines',
			code: 'runEnd(gate) + LATE_MS + 2 * CLOCKS_MS;',
			mutated: 'runEnd(gate);',
		},
	},
	'a later move that always replaces the ones before': {
		scenario: CASES['booked soon: move | move sooner, schedule, and it goes out'],
		steps: [
			['go', 0, 'move'],
			['go', 1, 'move'],
			['go', 1, 'readGate'],
			['go', 0, 'end'],
			['tick'],
			['go', 1, 'end'],
		],
		mutant: {
			file: 'moves',
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
		else if (step[0] === 'land') world.settle();
		else if (step[0] === 'hold') held = world.late.length;
		else if (step[0] === 'crash') world.apply(['crash', step[1]]);
		else if (step[0] === 'unclear') world.apply(['after', step[1]]);
		else if (step[0] === 'lost') world.apply(['before', step[1]]);
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
