import type { KeyItem } from '../../nodes/Braze/scheduleKeys/protocol/items';
import { isBooking, MINUTE, scheduleIdIn, type Details, type Run, type Schedule, type World } from './world';

export const isLive = ({ state }: Schedule): boolean => state === 'live';

export const schedulesOf = (world: World, key: string): Array<[string, Schedule]> =>
	[...world.schedules].filter(([, schedule]) => schedule.key === key);

/** Looks whether what runs reported about a key is true. */
export class ResultCheck {
	/** @param told the runs whose schedules may exist, as somebody was told */
	constructor(
		private readonly world: World,
		private readonly key: string,
		private readonly told: ReadonlySet<string>,
	) {}

	/** What is untrue about the result of a run; `undefined` if nothing is. */
	untrue(run: Run): string | undefined {
		const { does, result } = run;
		const schedule = this.world.schedules.get(scheduleIdIn(run));
		if (!result) return undefined;
		if (does[0] === 'cancel' && result.kind === 'changed' && schedule && schedule.state !== 'cancelled')
			return `true: a schedule was reported as cancelled, but is ${schedule.state}`;
		const saysNone = result.kind === 'none' || (result.kind === 'changed' && does[0] === 'cancel');
		if (saysNone && does[0] !== 'free' && this.hadSchedule(run))
			return `true: ${does[0]} said that the key has no schedule while it had one`;
		if (this.hidesDeed(run)) return `true: ${does[0]} changed something, and said that it did not`;
		if (
			result.kind === 'freed' &&
			result.replaced?.is === 'cancelled' &&
			this.isNotCancelled(result.replaced.id)
		)
			return 'true: a freed key was reported with a schedule as cancelled that is not';
		if (result.kind === 'taken' && this.neverHadSchedule(run))
			return 'true: the key was reported as taken, but had no schedule';
		if (result.kind === 'taken' && this.hidesMove(run, result.item))
			return 'true: the key was reported as taken, with a time that is not that of its message';
		if (does[0] === 'move' && result.kind === 'changed' && schedule && this.movedAlone(run))
			return schedule.time === run.at ? undefined : 'true: a move was reported, but not made';
		return undefined;
	}

	/** Whether a run scheduled, cancelled or freed something that its result does not tell. */
	private hidesDeed({ does, token, result, freed }: Run): boolean {
		const { kind } = result ?? {};
		// A cancellation that says so cancels all that was under the key.
		const isOpen = kind === undefined || kind === 'unknown' || (kind === 'changed' && does[0] === 'cancel');
		if (isOpen) return false;
		const named = JSON.stringify(result);
		return (
			(freed !== undefined && kind !== 'freed') ||
			schedulesOf(this.world, this.key).some(
				([id, { by, cancelledBy }]) => (by === token || cancelledBy === token) && !named.includes(`"${id}"`),
			)
		);
	}

	private isNotCancelled(id: string): boolean {
		return this.world.schedules.get(id)?.state !== 'cancelled';
	}

	/** Whether a schedule that was reported was live all the time. */
	private hadSchedule({ start, end }: Run): boolean {
		return schedulesOf(this.world, this.key).some(
			([, { by, told = Infinity, dead }]) => told < start && dead > end && !this.told.has(by),
		);
	}

	/** Whether nobody else can have had the key meanwhile. */
	private neverHadSchedule(run: Run): boolean {
		const others = this.world.runs.filter(
			(other) =>
				other !== run && other.does[0] !== 'clean' && other.does[1] === this.key && other.start < run.end,
		);
		const mayHaveHad = others.some(
			(other) =>
				(other.does[0] === 'move' && (run.unlanded.length > 0 || this.isUnclear(other))) ||
				other.end > run.start ||
				other.crashed === true ||
				other.result?.kind === 'unknown' ||
				other.result?.kind === 'notScheduled' ||
				(other.result as Details | undefined)?.notStored !== undefined ||
				(other.result as Details | undefined)?.later !== undefined,
		);
		// A key is free some minutes after its message went out, and clocks differ.
		const isFree = ({ time }: Schedule) => time < run.began - 10 * MINUTE;
		const hadOne = ([, schedule]: [string, Schedule]) =>
			schedule.born < run.end && (schedule.state === 'sent' ? !isFree(schedule) : schedule.dead > run.start);
		return !mayHaveHad && !schedulesOf(this.world, this.key).some(hadOne);
	}

	/** Whether a claim does not tell that its schedule was moved, as was reported. */
	private hidesMove({ start, unlanded }: Run, { token, moves_of: of }: KeyItem): boolean {
		if (of === token) return false;
		const isKnown = ({ does, end, result }: Run) =>
			does[0] === 'move' &&
			end < start &&
			result?.kind === 'changed' &&
			result.item.token === token &&
			result.notStored === undefined;
		// After a single move, this is stored last, and nobody looks.
		return this.world.runs.some(isKnown) && !unlanded.some((text) => text.includes('"moves":'));
	}

	/**
	 * Whether the later moment counts behind a move: nobody knows how often it was made, or it came so shortly before or after a booking or
	 * another move that clocks may not tell the order.
	 */
	private isUnclear(move: Run): boolean {
		const { result, began, ended = Infinity } = move;
		if (result?.kind !== 'changed' || result.answer.repeated) return true;
		const isClose = (other: Run) =>
			(other.ended ?? Infinity) > began - 20 * MINUTE && other.began < ended + 20 * MINUTE;
		return this.world.runs.some(
			(other) => other !== move && (isBooking(other.does) || other.does[0] === 'move') && isClose(other),
		);
	}

	private movedAlone(run: Run): boolean {
		return this.world.runs.every((other) => other.does[0] !== 'move' || other.token === run.token);
	}
}
