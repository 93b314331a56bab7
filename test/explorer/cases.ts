import { loadMachine, type Machine, type Mutation } from './machine';
import { DAY, HOUR, MINUTE, type Operation, type Scenario } from './world';

const schedule: Operation = ['schedule', 'K', 'error'];
const inBulk: Operation = ['scheduleInBulk', 'K', 'error'];
const replaceInBulk: Operation = ['scheduleInBulk', 'K', 'replace'];
const cancelInBulk: Operation = ['cancel', 'K', 'inBulk'];
const moveInBulk: Operation = ['move', 'K', 40 * DAY, 'inBulk'];
const soonMovedInBulk: Operation = ['move', 'K', 3 * HOUR, 'inBulk'];
const soonerInBulk: Operation = ['move', 'K', HOUR, 'inBulk'];
const replace: Operation = ['schedule', 'K', 'replace'];
const cancel: Operation = ['cancel', 'K'];
const free: Operation = ['free', 'K'];
const clean: Operation = ['clean', 'past'];
const later: Operation = ['move', 'K', 40 * DAY];
/** In so short a time that it can go out during a case. */
const soon: Operation = ['schedule', 'K', 'error', 2 * HOUR];
const soonMoved: Operation = ['move', 'K', 3 * HOUR];
const sooner: Operation = ['move', 'K', HOUR];

const booked = [[schedule]];
const bookedSoon = [[soon]];
const ended = [[schedule, cancel]];
const replaced = [[schedule, replace]];
/** Two runs with many keys came before. */
const lockedBefore = [[inBulk, cancel, inBulk, cancel]];

const OLD = 10 * DAY;
const GOES_OUT = 2.5 * HOUR;

/** Cases with too many orders of events to look at all of them: see `courses.ts`. */
export const LONG_CASES: Record<string, Scenario> = {
	'schedule | free, schedule, three faults': {
		executions: [[schedule], [free, schedule]],
		ticks: [2 * HOUR],
		faults: 3,
	},
	'ended long ago: clean-up | clean-up | schedule': {
		setup: ended,
		age: OLD,
		executions: [[clean], [clean], [schedule]],
	},
	'ended long ago: clean-up | clean-up | clean-up | schedule': {
		setup: ended,
		age: OLD,
		executions: [[clean], [clean], [clean], [schedule]],
		ticks: [3 * HOUR],
	},
	'locked before: in bulk, and it is held up | in bulk': {
		setup: lockedBefore,
		executions: [[inBulk], [inBulk]],
		ticks: [3 * HOUR],
		atOnce: true,
	},
};

/** Small cases that are looked at in every order of events, with one fault unless it says otherwise. */
export const CASES: Record<string, Scenario> = {
	'schedule | schedule': { executions: [[schedule], [schedule]] },
	'schedule | replace': { executions: [[schedule], [replace]] },
	'schedule | cancel, schedule': { executions: [[schedule], [cancel, schedule]] },
	'booked: replace | replace': { setup: booked, executions: [[replace], [replace]] },
	'booked: replace | cancel': { setup: booked, executions: [[replace], [cancel]] },
	'booked: replace | move': { setup: booked, executions: [[replace], [later]] },
	'booked: replace, two faults': { setup: booked, executions: [[replace]], faults: 2 },
	'booked: replace, cancel': { setup: booked, executions: [[replace, cancel]] },
	'booked: replace, cancel, schedule, two faults': {
		setup: booked,
		executions: [[replace, cancel, schedule]],
		faults: 2,
	},
	'booked: replace, schedule': { setup: booked, executions: [[replace, schedule]] },
	'booked: cancel | cancel': { setup: booked, executions: [[cancel], [cancel]] },
	'booked: cancel | schedule': { setup: booked, executions: [[cancel], [schedule]] },
	'booked: cancel | cancel, schedule': { setup: booked, executions: [[cancel], [cancel, schedule]] },
	'booked: cancel | schedule, cancel': { setup: booked, executions: [[cancel], [schedule, cancel]] },
	'booked: move | cancel': { setup: booked, executions: [[later], [cancel]] },
	'booked: move | cancel, schedule': { setup: booked, executions: [[later], [cancel, schedule]] },
	'booked soon: move | schedule, and it goes out': {
		setup: bookedSoon,
		ticks: [GOES_OUT],
		executions: [[soonMoved], [schedule]],
	},
	'booked soon: move | schedule, and it goes out, no fault': {
		setup: bookedSoon,
		ticks: [GOES_OUT],
		executions: [[soonMoved], [schedule]],
		faults: 0,
	},
	'booked soon: move | move sooner, and it goes out': {
		setup: bookedSoon,
		ticks: [GOES_OUT],
		executions: [[soonMoved], [sooner]],
		faults: 0,
	},
	'booked soon: move | move sooner, schedule, and it goes out': {
		setup: bookedSoon,
		age: 0.5 * HOUR,
		ticks: [GOES_OUT],
		executions: [[soonMoved], [sooner, schedule]],
		faults: 0,
	},
	'replaced: cancel | cancel': { setup: replaced, executions: [[cancel], [cancel]] },
	'replaced: cancel | replace': { setup: replaced, executions: [[cancel], [replace]] },
	'ended: schedule | schedule': { setup: ended, executions: [[schedule], [schedule]] },
	'ended twice: schedule | cancel': {
		setup: [[schedule, replace, cancel]],
		executions: [[schedule], [cancel]],
	},
	'schedule | free, schedule': { executions: [[schedule], [free, schedule]], ticks: [2 * HOUR] },
	'booked: replace | free, schedule': {
		setup: booked,
		executions: [[replace], [free, schedule]],
		ticks: [2 * HOUR],
	},
	'schedule | free, three faults': { executions: [[schedule], [free]], ticks: [2 * HOUR], faults: 3 },
	'booked soon: cancel, and it goes out': { setup: bookedSoon, executions: [[cancel]], ticks: [GOES_OUT] },
	'booked soon: cancel in bulk, and it goes out': {
		setup: bookedSoon,
		executions: [[cancelInBulk]],
		ticks: [GOES_OUT],
	},
	'booked: cancel in bulk, two faults': { setup: booked, executions: [[cancelInBulk]], faults: 2 },
	'booked: cancel, two faults': { setup: booked, executions: [[cancel]], faults: 2 },
	'booked soon: replace | free, and it goes out': {
		setup: bookedSoon,
		executions: [[['schedule', 'K', 'replace']], [free]],
		ticks: [GOES_OUT],
	},
	'ended long ago: clean-up | schedule': { setup: ended, age: OLD, executions: [[clean], [schedule]] },
	'ended long ago: clean-up | schedule | schedule': {
		setup: ended,
		age: OLD,
		executions: [[clean], [schedule], [schedule]],
		faults: 0,
	},
	'sent long ago: cancel | clean-up, schedule': {
		setup: bookedSoon,
		age: OLD,
		executions: [[cancel], [clean, schedule]],
	},
	'sent long ago: clean-up | cancel, schedule': {
		setup: bookedSoon,
		age: OLD,
		executions: [[clean], [cancel, schedule]],
	},
	'ended long ago: clean-up | schedule, cancel': {
		setup: ended,
		age: OLD,
		executions: [[clean], [schedule, cancel]],
	},
	'ended long ago: clean-up | clean-up': {
		setup: ended,
		age: OLD,
		executions: [[clean], [clean]],
		ticks: [3 * HOUR],
	},
	'ended a day ago: clean-up | schedule': {
		setup: ended,
		age: DAY + HOUR,
		executions: [[clean], [schedule]],
	},
	'ended long ago: clean-up, and it waits for a rate limit | schedule': {
		setup: ended,
		age: OLD,
		executions: [[clean], [schedule]],
		ticks: [3 * HOUR],
		faults: 0,
	},
	'booked soon, clocks differ: schedule, shortly before it goes out': {
		setup: bookedSoon,
		executions: [[schedule], [schedule]],
		ticks: [2 * HOUR - MINUTE],
		skew: [2.5 * MINUTE, -2.5 * MINUTE],
	},
	'booked soon, clocks differ: move | schedule, and it goes out': {
		setup: bookedSoon,
		executions: [[soonMoved], [schedule]],
		ticks: [3 * HOUR - MINUTE],
		skew: [-2.5 * MINUTE, 2.5 * MINUTE],
		faults: 0,
	},
	'ended twice, long ago: clean-up | replace': {
		setup: [[schedule, replace, cancel]],
		age: OLD,
		executions: [[clean], [replace]],
		faults: 0,
	},
};

/** Runs with many keys, as one of their keys sees them. Their lists show one moment, and they look twice for their claims. */
export const BULK_CASES: Record<string, Scenario> = {
	'in bulk | schedule': { executions: [[inBulk], [schedule]] },
	'in bulk | schedule, no fault': { executions: [[inBulk], [schedule]], faults: 0 },
	'in bulk | in bulk, no fault': { executions: [[inBulk], [inBulk]], faults: 0 },
	'in bulk alone, two faults': { executions: [[inBulk, cancel]], faults: 2 },
	'booked: move in bulk | schedule, no fault': {
		setup: bookedSoon,
		executions: [[soonMovedInBulk], [schedule]],
		ticks: [GOES_OUT],
		faults: 0,
	},
	'in bulk | schedule, cancel': { executions: [[inBulk], [schedule, cancel]] },
	'in bulk | cancel, schedule': { executions: [[inBulk], [cancel, schedule]] },
	'in bulk | in bulk': { executions: [[inBulk], [inBulk]], ticks: [35 * MINUTE, 65 * MINUTE] },
	'in bulk | in bulk, later': { executions: [[inBulk], [inBulk]], ticks: [40 * MINUTE] },
	'in bulk | schedule | schedule': { executions: [[inBulk], [schedule], [schedule]], faults: 0 },
	'in bulk | schedule, and time passes': { executions: [[inBulk], [schedule]], ticks: [40 * MINUTE] },
	'in bulk | free, schedule': { executions: [[inBulk], [free, schedule]], ticks: [2 * HOUR] },
	'booked: cancel in bulk, schedule': { setup: booked, executions: [[cancelInBulk, schedule]] },
	'booked soon: move in bulk to sooner, and it goes out, schedule': {
		setup: bookedSoon,
		age: 0.5 * HOUR,
		executions: [[soonerInBulk, schedule]],
		ticks: [GOES_OUT],
		faults: 0,
	},
	'booked: cancel in bulk | cancel in bulk': {
		setup: booked,
		executions: [[cancelInBulk], [cancelInBulk]],
	},
	'booked: cancel in bulk | cancel, schedule': {
		setup: booked,
		executions: [[cancelInBulk], [cancel, schedule]],
	},
	'booked: cancel in bulk | replace': { setup: booked, executions: [[cancelInBulk], [replace]] },
	'booked: move in bulk | cancel, schedule': {
		setup: booked,
		executions: [[moveInBulk], [cancel, schedule]],
	},
	'booked soon: move in bulk | schedule, and it goes out': {
		setup: bookedSoon,
		ticks: [GOES_OUT],
		executions: [[soonMovedInBulk], [schedule]],
	},
	'booked soon: move in bulk | move in bulk, and it goes out': {
		setup: bookedSoon,
		ticks: [GOES_OUT],
		executions: [[soonMovedInBulk], [soonerInBulk]],
		faults: 0,
	},
	'booked: in bulk | move': { setup: booked, executions: [[inBulk], [later]] },
	'booked: in bulk | cancel': { setup: booked, executions: [[inBulk], [cancel]] },
	'booked: replace in bulk | schedule, no fault': {
		setup: booked,
		executions: [[replaceInBulk], [schedule]],
		faults: 0,
	},
	'booked: replace in bulk | replace, no fault': {
		setup: booked,
		executions: [[replaceInBulk], [replace]],
		faults: 0,
	},
	'booked: replace in bulk, cancel': { setup: booked, executions: [[replaceInBulk, cancel]] },
	'booked: replace in bulk | cancel': { setup: booked, executions: [[replaceInBulk], [cancel]] },
	'booked soon: in bulk | move, and it goes out': {
		setup: bookedSoon,
		ticks: [GOES_OUT],
		executions: [[inBulk], [soonMoved]],
	},
	'ended: in bulk | schedule': { setup: ended, executions: [[inBulk], [schedule]] },
	'ended: in bulk | replace | schedule': {
		setup: ended,
		executions: [[inBulk], [replace], [schedule]],
		faults: 0,
	},
	'ended long ago: in bulk | clean-up': { setup: ended, age: OLD, executions: [[inBulk], [clean]] },
	'locked before: in bulk | in bulk': {
		setup: lockedBefore,
		executions: [[inBulk], [inBulk]],
		faults: 0,
	},
	'in bulk, and it waits for a rate limit | schedule': {
		executions: [[inBulk], [schedule]],
		ticks: [110 * MINUTE],
		faults: 0,
	},
	'booked: cancel in bulk | in bulk': {
		setup: booked,
		executions: [[cancelInBulk], [inBulk]],
		faults: 0,
	},
	'booked: cancel in bulk | cancel, schedule, no fault': {
		setup: booked,
		executions: [[cancelInBulk], [cancel, schedule]],
		faults: 0,
	},
	'booked: cancel in bulk | replace, no fault': {
		setup: booked,
		executions: [[cancelInBulk], [replace]],
		faults: 0,
	},
	'booked: move in bulk | cancel in bulk, schedule': {
		setup: booked,
		executions: [[moveInBulk], [cancelInBulk, schedule]],
		faults: 0,
	},
	'sent long ago: cancel in bulk | clean-up, schedule': {
		setup: bookedSoon,
		age: OLD,
		executions: [[cancelInBulk], [clean, schedule]],
		faults: 0,
	},
	'sent long ago: move in bulk | clean-up, schedule': {
		setup: bookedSoon,
		age: OLD,
		executions: [[moveInBulk], [clean, schedule]],
		faults: 0,
	},
};
for (const [name, scenario] of Object.entries(BULK_CASES)) CASES[name] = { ...scenario, atOnce: true };

/** The shipped code, with fewer looks for claims: otherwise, small cases of runs with many keys are large ones. */
export const FEWER_LOOKS: Mutation = {
	file: 'deadlines',
	code: '[15_000, 20_000, 40_000, 45_000]',
	mutated: '[15_000, 60_000]',
};

/** Those that take less than five seconds each. */
export const QUICK = [
	'schedule | schedule',
	'schedule | replace',
	'schedule | cancel, schedule',
	'booked: replace | cancel',
	'booked: replace, two faults',
	'booked: replace, cancel',
	'booked: cancel | cancel',
	'booked: cancel | schedule',
	'booked: cancel | cancel, schedule',
	'booked: cancel | schedule, cancel',
	'booked: move | cancel',
	'booked soon: move | move sooner, and it goes out',
	'replaced: cancel | cancel',
	'replaced: cancel | replace',
	'ended: schedule | schedule',
	'ended twice: schedule | cancel',
	'schedule | free, schedule',
	'ended twice, long ago: clean-up | replace',
	'in bulk | schedule, no fault',
	'booked: cancel in bulk, schedule',
	'booked: replace in bulk, cancel',
	'booked: cancel in bulk | cancel, schedule, no fault',
	'booked: cancel in bulk | replace, no fault',
	'booked soon, clocks differ: schedule, shortly before it goes out',
	'booked soon: cancel, and it goes out',
	'booked soon: cancel in bulk, and it goes out',
	'booked: cancel, two faults',
	'booked: cancel in bulk, two faults',
];

interface Mutant extends Mutation {
	/** The case that notices it. */
	readonly within: string;
}

/** The shipped code with such a change. */
export const mutated = (mutant: Mutant): Machine => loadMachine(mutant, FEWER_LOOKS);

/** Changes of the shipped code, each of which breaks a promise. */
export const MUTANTS: Record<string, Mutant> = {
	'a cancellation that is stored before it is made': {
		file: 'changing',
		code: "		const answer = yield* twice({ ask: 'cancel', schedule: refOf(item) });\n		if (answer.kind === 'unclear')",
		mutated:
			"		yield* end(chain.claim(n), item.token ?? '', 'cancelled', place.now);\n		const answer = yield* twice({ ask: 'cancel', schedule: refOf(item) });\n		if (answer.kind === 'unclear')",
		within: 'booked: cancel | cancel',
	},
	'a cancellation that stops where the schedule is gone': {
		file: 'changing',
		code: "			gone = { kind: 'none', gone: item, answer };\n			continue;",
		mutated: "			return { kind: 'none', gone: item, answer };",
		within: 'booked: replace, cancel',
	},
	'a cancellation that is not stored': {
		file: 'changing',
		code: 'const stored = yield* storeCancelled(place, answer);',
		mutated: "const stored = { kind: 'done' } as Answer;",
		within: 'booked: cancel | schedule',
	},
	'a move that is noted after it is made': {
		file: 'changing',
		code: "		const noted = yield* noteMove(place, note);\n		if ('failed' in noted) return notRead(noted.failed);\n		const answer = yield* twice({ ask: 'move', schedule: refOf(item) });",
		mutated:
			"		const answer = yield* twice({ ask: 'move', schedule: refOf(item) });\n		const noted = yield* noteMove(place, note);\n		if ('failed' in noted) return notRead(noted.failed);",
		within: 'booked soon: move | schedule, and it goes out, no fault',
	},
	'a replacement that schedules before it cancels': {
		file: 'scheduling',
		code: '	if (toReplace) {\n		const { kind',
		mutated: '	if (toReplace && n < 0) {\n		const { kind',
		within: 'booked: replace | cancel',
	},
	'a replacement although the cancellation is unclear': {
		file: 'scheduling',
		code: "if (kind === 'refused' || kind === 'unclear')",
		mutated: "if (kind === 'refused')",
		within: 'booked: replace, two faults',
	},
	'a key that is taken without a look at the next claim': {
		file: 'claiming',
		code: '				const next = yield* read(chain.claim(newest.n + 1));',
		mutated: "				const next: Answer = { kind: 'missing', now };",
		within: 'booked: replace, cancel, schedule, two faults',
	},
	'a moment that is compared with the time after the reads': {
		file: 'claiming',
		code: '			if (last.moment + CLOCKS_MS >= now) {\n				const next = yield* read(chain.claim(newest.n + 1));\n				if (isFailure(next)) return notClaimed(next);',
		mutated:
			'			const next = yield* read(chain.claim(newest.n + 1));\n			if (isFailure(next)) return notClaimed(next);\n			if (last.moment + CLOCKS_MS >= next.now) {',
		within: 'booked soon: move | schedule, and it goes out, no fault',
	},
	'an unclear schedule that frees its key': {
		file: 'scheduling',
		code: "	if (answer.kind === 'unclear') return { kind: 'unknown', failed: answer.failed, replaced };",
		mutated:
			"	if (answer.kind === 'unclear') {\n		yield* giveBack(claimed, answer.now, { because: 'schedule' });\n		return { kind: 'notScheduled', because: 'schedule', claimLeft: false };\n	}",
		within: 'schedule | schedule',
	},
	'a key that is freed, and nobody says so': {
		file: 'freeing',
		code: "if (!isFreed) return { kind: 'unknown', item, failed, replaced };",
		mutated: "if (!isFreed) return { kind: 'notFreed', failed, replaced };",
		within: 'schedule | free, three faults',
	},
	'a freed key whose earlier schedule counts as cancelled although it went out': {
		file: 'freeing',
		code: "gone: 'gone'",
		mutated: "gone: 'cancelled'",
		within: 'booked soon: replace | free, and it goes out',
	},
	'a repeated cancellation that counts although the message went out': {
		file: 'changing',
		code: "	if (!answer.repeated) return 'gone';",
		mutated: "	return answer.repeated ? 'cancelled' : 'gone';",
		within: 'booked soon: cancel, and it goes out',
	},
	'a repeated cancellation of many keys that counts although the message went out': {
		file: 'changing',
		code: "	if (!answer.repeated) return 'gone';",
		mutated: "	return answer.repeated ? 'cancelled' : 'gone';",
		within: 'booked soon: cancel in bulk, and it goes out',
	},
	'a cancellation that is forgotten because the next claim cannot be read': {
		file: 'changing',
		code: 'return done ? unsure(done, place.failed) : notRead(place);',
		mutated: 'return notRead(place);',
		within: 'booked: cancel, two faults',
	},
	'a cancellation of many keys that is forgotten because the key cannot be read': {
		file: 'bulkChanging',
		code: "return rest.kind === 'changed' ? rest : unsure(",
		mutated: "return rest.kind !== 'unfinished' ? rest : unsure(",
		within: 'booked: cancel in bulk, two faults',
	},
	'a clean-up that does not wait for its marks': {
		file: 'mark',
		code: 'root?.mark === mark && root.token',
		mutated: 'root?.token',
		within: 'ended long ago: clean-up | schedule',
	},
	'a clean-up without a third look': {
		file: 'cleanUp',
		code: '	const third = yield* wholeList(lock);',
		mutated: '	const third = first;',
		within: 'ended long ago: clean-up | schedule',
	},
	'a claim that does not look at marks': {
		file: 'mark',
		code: 'if (!before || isSafeFromCleanUp(before.item, now)) return undefined;',
		mutated: 'if (before) return undefined;',
		within: 'ended long ago: clean-up | schedule',
	},
	'a claim that is used however old it is': {
		file: 'scheduling',
		code: 'notAfter: usedUntil(item),',
		mutated: 'notAfter: Infinity,',
		within: 'schedule | free, schedule',
	},
	'a claim given back that ends what was before it': {
		file: 'items',
		code: "return end === 'kept' || (end",
		mutated: 'return (end',
		within: 'booked: replace, schedule',
	},
	'flags that count without their token': {
		file: 'items',
		code: 'if (!item.ended || item.ended_of !== item.token) return undefined;',
		mutated: 'if (!item.ended) return undefined;',
		within: 'sent long ago: cancel | clean-up, schedule',
	},
	'a key that is freed too early': {
		file: 'freeing',
		code: "if (until > now) return { kind: 'tooEarly', item, until };",
		mutated: '',
		within: 'schedule | free, schedule',
	},
	'a clean-up without marks that others see': {
		file: 'mark',
		code: 'values: { mark, mark_of: markedToken(root), mark_at: isoOf(now) },',
		mutated: 'values: { mark },',
		within: 'ended long ago: clean-up | schedule',
	},
	'a run with many keys without a fence': {
		file: 'bulkScheduling',
		code: 'ms: FENCE_MS }',
		mutated: 'ms: 0 }',
		within: 'in bulk | schedule',
	},
	'a run with many keys that does not read back': {
		file: 'bulkItems',
		code: '	const seen = new Map<string, KeyItem>();',
		mutated:
			"	const seen = new Map<string, KeyItem>(wanted.map(({ id, values }) => [id, { ...values, since: '2999-01-01T00:00:00Z' }]));",
		within: 'in bulk | schedule',
	},
	'cancellations of many keys that are not read back': {
		file: 'bulkChanging',
		code: '	return later.filter(({ id }) => !seen.has(id));',
		mutated: '	return seen.size < 0 ? later : [];',
		within: 'booked: cancel in bulk, schedule',
	},
	'moves of many keys that their claims do not tell': {
		file: 'bulkChanging',
		code: 'values: { moves_of: token },',
		mutated: 'values: { moves: token },',
		within: 'booked soon: move in bulk to sooner, and it goes out, schedule',
	},
	'moves of many keys whose claims are not read back': {
		file: 'bulkChanging',
		code: 'seen.has(id) && seen.has(movedMark(found).id)',
		mutated: 'seen.has(id)',
		within: 'booked soon: move in bulk to sooner, and it goes out, schedule',
	},
	'clocks that are taken for exact': {
		file: 'deadlines',
		code: 'CLOCKS_MS = 5 * MINUTE_MS',
		mutated: 'CLOCKS_MS = 0',
		within: 'booked soon, clocks differ: schedule, shortly before it goes out',
	},
	'a shortcut around the look for marks that holds for too long': {
		file: 'mark',
		code: '= 22 * HOUR_MS',
		mutated: '= 26 * HOUR_MS',
		within: 'ended a day ago: clean-up | schedule',
	},
	'a gate that opens before all claims were seen': {
		file: 'bulkScheduling',
		code: 'if (isSettled) yield* release(locked);',
		mutated: 'yield* release(locked);',
		within: 'in bulk | schedule',
	},
	'single claims that do not look at the gate': {
		file: 'gate',
		code: 'if (until <= look.now)',
		mutated: 'if (until < Infinity)',
		within: 'in bulk | schedule',
	},
	'a claim that goes on however late it was confirmed': {
		file: 'gate',
		code: 'confirmedAt > seenAt + OPEN_FOR_MS',
		mutated: 'confirmedAt > Infinity',
		within: 'in bulk | schedule',
	},
};
