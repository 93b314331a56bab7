import type { RepeatRules } from './checks/repeatRules';
import type { DifferentMessages } from './checks/repeats';
import {
	type ItemWarning,
	type Reason,
	rejectEach,
	type Rejected,
	type RequestOutcome,
	type Skipped,
} from './outcome';
import { isRemaining, type ItemEntry, type PlannedRequest } from './plan/requests';
import type { RunContext } from './send/interceptor';
import type { ParallelRequests } from './send/requestSlots';

/**
 * The state of a run. It starts with the items that were read, and each step returns an updated copy. In the end, it
 * becomes output items and hints.
 */
export interface Run {
	/** Absent if the options themselves are invalid: every item is then rejected. */
	readonly options?: DeliveryOptions;
	/** The people who replace all recipients, if any. */
	readonly testRecipients?: readonly string[];
	/** How long reading the items took, in milliseconds. Times from `$now` in their expressions can differ by as much. */
	readonly readingMs: number;
	/** The items that could be read: what they ask for, and what an earlier attempt already sent. */
	readonly entries: readonly ItemEntry[];
	/** Items that cannot be sent, and why. */
	readonly rejected: readonly Rejected[];
	/** Items that are not sent on purpose, and why. */
	readonly skipped: readonly Skipped[];
	/** The entries that passed all checks so far. */
	readonly toSend: readonly ItemEntry[];
	/** People who would get several messages that differ. */
	readonly different: readonly DifferentMessages[];
	/** Warnings about the run as a whole. */
	readonly remarks: readonly string[];
	/** Information about the run as a whole. */
	readonly notes: readonly string[];
	/** What all requests share; absent if there is nothing to send. */
	readonly context?: RunContext;
	/** Findings of the checks before sending that don't stop the run. */
	readonly warnings: readonly ItemWarning[];
	/** The planned requests. */
	readonly requests: readonly PlannedRequest[];
	/** What the requests of a dry run would do, as a sentence. */
	readonly summary?: string;
	/** How the requests of this attempt and of earlier ones ended. */
	readonly delivered: readonly RequestOutcome[];
	/** Why n8n could not release the deduplication keys of unsent items; absent if it could. */
	readonly keysNotReleased?: string;
}

/** The initial state of a run. */
export const EMPTY_RUN: Run = {
	readingMs: 0,
	entries: [],
	rejected: [],
	skipped: [],
	toSend: [],
	different: [],
	remarks: [],
	notes: [],
	warnings: [],
	requests: [],
	delivered: [],
};

/** Rejects some of the items in `toSend`. */
export function reject(run: Run, rejected: readonly Rejected[]): Run {
	const items = new Set(rejected.map(({ item }) => item));
	return {
		...run,
		toSend: run.toSend.filter(({ item }) => !items.has(item)),
		rejected: [...run.rejected, ...rejected],
	};
}

/** Rejects all items in `toSend`, for a reason that may have been found in one of them. */
export function rejectAll(run: Run, reason: Reason & { readonly item?: number }): Run {
	const rejected = rejectEach(run.toSend.filter(isRemaining), reason);
	return { ...run, toSend: [], rejected: [...run.rejected, ...rejected] };
}

/** What a run does with its requests: sends them, shows them, or sends them to test recipients. */
export type Mode = 'send' | 'dryRun' | 'testRecipients';

/**
 * What a check before sending does: `hint` gives hints in manual executions, `never` nothing, `error` errors in all
 * executions.
 */
export type Checking = 'hint' | 'never' | 'error';

/** How a run sends its requests. The same for all items, so none of these options supports expressions. */
export interface DeliveryOptions {
	/** Whether output items also have the fields of their input items. */
	readonly includeInput: boolean;
	/** `undefined`: the operation's default. */
	readonly combineItems?: boolean;
	/** Whether requests are shown instead of sent, set by the mode or by the older option. */
	readonly dryRun: boolean;
	readonly mode: Mode;
	readonly maxWaitMs: number;
	readonly parallel: ParallelRequests;
	/** The maximum number of requests per minute; `undefined` for Braze's limit only. */
	readonly perMinute?: number;
	/** Whether to check beforehand that the Canvas or campaign would send anything. */
	readonly preflight: Checking;
	/** Whether to check beforehand that Braze knows the recipients. */
	readonly checkRecipients: Checking;
	readonly recipientLimit?: number;
	/** How to treat messages that repeat others of the run. */
	readonly repeats: RepeatRules;
	/** How many keys of 'Deduplicate By' n8n keeps. */
	readonly rememberedKeys: number;
	readonly resendUnknown: boolean;
	/**
	 * External IDs of people who get the messages instead of everyone else: set by the mode, or in manual executions only
	 * by the older option.
	 */
	readonly testRecipients?: readonly string[];
	readonly timeoutMs: number;
}
