import type { KeyItem } from '../../nodes/Braze/scheduleKeys/protocol/items';
import { isLive, ResultCheck, schedulesOf } from './results';
import {
	DAY,
	HOUR,
	isBooking,
	runOf,
	scheduleIdIn,
	type Details,
	type Operation,
	type Result,
	type Run,
	type World,
} from './world';

/** What users are promised. */
export const INVARIANTS = {
	once: 'never are two schedules live under a key, unless a result says that an outcome is unknown',
	traced: 'no schedule is live without a trace',
	free: 'no key is blocked without a way out',
	own: 'nothing is done to another booking',
	true: 'a result is true',
} as const;

/** How the world goes on after a run, to see whether the keys are still good. */
export type Aftermath = 'cancel' | 'wait';

/** Looks at a world in which nothing more happens by itself. Returns what is broken; `undefined` if nothing is. */
export function brokenIn(world: World, aftermath: Aftermath): string | undefined {
	try {
		world.settle();
		const keys = [...new Set(world.runs.flatMap(({ does }) => (does[0] === 'clean' ? [] : [does[1]])))];
		return (
			first(keys, (key) => new KeyCheck(world, key).broken()) ??
			namesOther(world) ??
			first(keys, (key) => afterwards(world, key, aftermath)) ??
			lockStuck(world)
		);
	} catch (error) {
		return `free: ${error instanceof Error ? error.message : String(error)}`;
	}
}

function first<T>(all: readonly T[], check: (one: T) => string | undefined): string | undefined {
	for (const one of all) {
		const broken = check(one);
		if (broken !== undefined) return broken;
	}
	return undefined;
}

/** The claims whose schedule may exist, as somebody was told. */
function toldUnknown({ runs, schedules }: World): Set<string> {
	const isLater = (token: string, moment: number) =>
		[...schedules.values()].some(({ by, born }) => by === token && born > moment);
	const told = runs.flatMap(({ token, result, does, end, freed }) => {
		// An execution that stopped is unclear, and whoever frees a key knows that its schedule may exist: see the documentation.
		if (!result) return freed && !isLater(runOf(freed), freed.at) ? [runOf(freed)] : [];
		if (result.kind === 'unknown' && isBooking(does)) return [token];
		if ((result as Details).notStored) return [token];
		// Whoever frees a key looks whether there is a schedule: none may come after that.
		const mayBeFree = result.kind === 'freed' || (result.kind === 'unknown' && does[0] === 'free');
		const owner = runOf((result as Details).item ?? {});
		if (mayBeFree && !isLater(owner, end)) return [owner];
		return [];
	});
	// Whoever has unconfirmed keys removed is told that their schedules may exist.
	const forgets = runs.some(({ does }) => does[0] === 'clean' && does[1] === 'unconfirmed');
	return new Set([...told, ...(forgets ? crashed(runs) : [])]);
}

const crashed = (runs: readonly Run[]) => runs.filter((run) => run.crashed).map(({ token }) => token);

class KeyCheck {
	private readonly told: Set<string>;

	constructor(
		private readonly world: World,
		private readonly key: string,
	) {
		this.told = toldUnknown(world);
	}

	broken(): string | undefined {
		const live = schedulesOf(this.world, this.key).filter(([, schedule]) => isLive(schedule));
		const counted = live.filter(([, { by }]) => !this.told.has(by));
		if (counted.length > 1) return `once: ${counted.length} schedules are live under one key`;
		const lost = counted.find(([id, { by }]) => !this.isTraced(id, by));
		if (lost) return 'traced: a schedule is live without a trace';
		return first(
			this.world.runs.filter(({ does }) => does[0] !== 'clean' && does[1] === this.key),
			(run) => new ResultCheck(this.world, this.key, this.told).untrue(run),
		);
	}

	private isTraced(id: string, by: string): boolean {
		const { items, runs } = this.world;
		const isPending = (item: KeyItem) =>
			runOf(item) === by && !item.schedule_id && item.ended_of !== item.token;
		return (
			[...items.values()].some((item) => item.schedule_id === id || isPending(item)) ||
			runs.some(({ result }) => result && JSON.stringify(result).includes(`"${id}"`))
		);
	}
}

/** Whether a claim names the schedule of another one. */
function namesOther({ items, schedules }: World): string | undefined {
	return [...items.values()].some((item) => {
		const schedule = schedules.get(item.schedule_id ?? '');
		return schedule !== undefined && item.schedule_of === item.token && schedule.by !== runOf(item);
	})
		? 'own: a claim names the schedule of another one'
		: undefined;
}

/** Without faults, a key can be used again, and everything under it is found. */
function afterwards(world: World, key: string, aftermath: Aftermath): string | undefined {
	// Whoever crashed got no result, so nobody relies on its schedule.
	const unclaimed = new Set([...toldUnknown(world), ...crashed(world.runs)]);
	if (aftermath === 'wait') world.pass(100 * DAY);
	else {
		const none = untilDone(world, [['cancel', key]], 'none');
		if (none !== undefined) return `free: afterwards, cancel says ${none}`;
		if (schedulesOf(world, key).some(([, schedule]) => isLive(schedule) && !unclaimed.has(schedule.by)))
			return 'traced: a schedule was reported, and cannot be cancelled by its key';
	}
	const scheduled = untilDone(world, [['schedule', key, 'error']], 'scheduled');
	if (scheduled !== undefined) return `free: afterwards, the key is blocked: ${scheduled}`;
	const last = world.runs.at(-1);
	if (last && world.schedules.get(scheduleIdIn(last))?.state !== 'live')
		return 'true: afterwards, something was reported as scheduled that is not';
	const before = liveOf(world, key) - 1;
	const { kind } = world.undisturbed([['cancel', key]]);
	if (kind !== 'changed' || liveOf(world, key) !== before) return `true: afterwards, cancel says ${kind}`;
	return undefined;
}

const liveOf = (world: World, key: string) =>
	schedulesOf(world, key).filter(([, schedule]) => isLive(schedule)).length;

/** Repeats something, as the errors say, until it ends in that way. Returns the last result if it does not. */
function untilDone(world: World, operations: readonly Operation[], kind: string): string | undefined {
	let result: Result | undefined;
	for (let tries = 0; tries < 6; tries++) {
		result = world.undisturbed(operations);
		if (result.kind === kind) return undefined;
		const waits = ['busy', 'notScheduled', 'tooEarly'].includes(result.kind);
		if (waits) world.pass(3 * HOUR);
		if (result.kind !== 'unfinished') continue;
		const [, key] = operations[0];
		if (world.undisturbed([['free', key]]).kind === 'tooEarly') world.pass(3 * HOUR);
	}
	return JSON.stringify(result);
}

function lockStuck(world: World): string | undefined {
	if (!world.runs.some(({ does }) => does[0] === 'clean' || does[0] === 'scheduleInBulk')) return undefined;
	const stuck = untilDone(world, [['clean', 'past']], 'cleaned');
	return stuck === undefined ? undefined : `free: afterwards, clean-up says ${stuck}`;
}
