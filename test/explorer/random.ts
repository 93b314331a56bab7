import { brokenAfter } from './search';
import type { Machine } from './machine';
import { DAY, HOUR, MINUTE, World, type Choice, type Operation, type Scenario } from './world';

/** A run that took its events at random. */
export interface RandomRun {
	readonly scenario: Scenario;
	readonly path: readonly Choice[];
	readonly faults: number;
	/** What it broke. */
	readonly broken?: string;
}

/** A number from 0 up to 1, the next one each time. */
type Random = () => number;

/** Makes larger cases than can be looked at in every order: 2 to 5 executions of 1 to 3 operations, with up to 4 faults. */
export function runAtRandom(machine: Machine, seed: number): RandomRun {
	const random = randomFrom(seed);
	const scenario = scenarioFrom(random);
	const world = World.of(machine, scenario);
	// Some runs are short of events that go wrong, others of those that go on: so late writes meet the next operations.
	const wicked = random() * 0.25;
	const going = 0.3 + random() * 0.6;
	const path: Choice[] = [];
	let faults = 0;
	for (let choices = world.choices(); choices.length > 0; choices = world.choices()) {
		const wrong = choices.filter(isFault);
		const answers = choices.filter(([what]) => what === 'ok' || what === 'stale');
		const rest = choices.filter(([what]) => what === 'land' || what === 'tick');
		const isWrong = wrong.length > 0 && random() < wicked;
		const isRest = rest.length > 0 && (answers.length === 0 || random() > going);
		const choice = pick(random, isWrong ? wrong : isRest ? rest : answers);
		if (isWrong) faults++;
		path.push(choice);
		world.apply(choice);
	}
	const broken = brokenAfter(world);
	return { scenario, path, faults, ...(broken !== undefined && { broken }) };
}

const isFault = ([what]: Choice) => !['ok', 'stale', 'land', 'tick'].includes(what);

const SETUPS: readonly Operation[][][] = [
	[],
	[[['schedule', 'K', 'error']]],
	[[['schedule', 'K', 'error', 2 * HOUR]]],
	[
		[
			['schedule', 'K', 'error'],
			['cancel', 'K'],
		],
	],
	[
		[
			['schedule', 'K', 'error'],
			['schedule', 'K', 'replace'],
		],
	],
	[
		[
			['schedule', 'K', 'error'],
			['schedule', 'K', 'replace'],
			['cancel', 'K'],
		],
	],
	[
		[
			['schedule', 'K', 'error'],
			['move', 'K', 3 * HOUR],
		],
	],
];

function scenarioFrom(random: Random): Scenario {
	const cleans = random() < 0.3;
	const manyAtOnce = random() < 0.4;
	const operation = (): Operation => {
		const inMs = pick(random, [30 * DAY, 30 * DAY, 2 * HOUR]);
		const all: Operation[] = [
			['schedule', 'K', 'error', inMs],
			['schedule', 'K', 'error', inMs],
			['schedule', 'K', 'replace', inMs],
			['schedule', 'K', 'replace', inMs],
			['cancel', 'K'],
			['cancel', 'K'],
			['move', 'K', pick(random, [HOUR, 3 * HOUR, 40 * DAY])],
			['free', 'K'],
		];
		const bulk: Operation[] = [
			['scheduleInBulk', 'K', 'error', inMs],
			['scheduleInBulk', 'K', 'error', inMs],
			['scheduleInBulk', 'K', 'replace', inMs],
			['cancel', 'K', 'inBulk'],
			['move', 'K', pick(random, [HOUR, 3 * HOUR, 40 * DAY]), 'inBulk'],
		];
		if (manyAtOnce && random() < 0.4) return pick(random, bulk);
		const clean: Operation = ['clean', random() < 0.7 ? 'past' : 'unconfirmed'];
		return pick(random, cleans && random() < 0.25 ? [clean] : all);
	};
	const executions = listOf(2 + below(random, 4), () => listOf(1 + below(random, 3), operation));
	return {
		executions,
		setup: pick(random, SETUPS),
		age: pick(random, [0, 30 * MINUTE, 10 * DAY]),
		ticks: listOf(below(random, 4), () =>
			pick(random, [4 * MINUTE, 12 * MINUTE, 35 * MINUTE, HOUR, 2.5 * HOUR, 30 * HOUR]),
		),
		faults: below(random, 5),
		makesItems: random() < 0.5,
		// Of any two, the clocks differ by five minutes at most.
		skew: executions.map(() => pick(random, [0, 0, -2.5 * MINUTE, 2.5 * MINUTE])),
	};
}

const listOf = <T>(length: number, make: () => T): T[] => Array.from({ length }, make);

const below = (random: Random, end: number): number => Math.floor(random() * end);

const pick = <T>(random: Random, all: readonly T[]): T => all[below(random, all.length)];

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): Random {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
