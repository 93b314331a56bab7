import type { RequestOutcome } from '../outcome';
import type { ItemEntry } from '../plan/types';
import type { Showing } from './shownAnswer';

/** An input item that was not sent because something in it, or in the run, has to be fixed first. */
export interface Rejected {
	readonly item: number;
	readonly message: string;
	readonly resolution?: string;
	/** Set if the reason is about the whole run and not this item. */
	readonly wholeRun?: true;
}

/** An input item that is skipped on purpose. */
export interface Skipped {
	readonly item: number;
	readonly reason: string;
}

/** The results of a run, from which its output and hints are built. */
export interface FinishedRun {
	/** The items that could be read, with what they asked for. */
	readonly entries: readonly ItemEntry[];
	readonly rejected: readonly Rejected[];
	readonly skipped: readonly Skipped[];
	/** The outcomes of this attempt and of earlier ones. */
	readonly delivered: readonly RequestOutcome[];
	/** How responses are shown. */
	readonly showing: Showing;
}
