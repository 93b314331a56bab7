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
 * The state of a run. It starts with the items read; each step returns it with what it found out, and what it holds in
 * the end comes out as items and hints.
 */
export interface Run {
	/** Absent if the options themselves are invalid: every item is then rejected. */
	readonly options?: DeliveryOptions;
	/** Set if these people replace all recipients. */
	readonly testRecipients?: readonly string[];
	/** How long it took to read the items, in milliseconds: the clock in their expressions has moved on as much. */
	readonly readingMs: number;
	/** The items that could be read: what they ask for, and what an earlier attempt sent of it. */
	readonly entries: readonly ItemEntry[];
	/** Items that cannot be sent, and why. */
	readonly rejected: readonly Rejected[];
	/** Items that are not sent on purpose, and why. */
	readonly skipped: readonly Skipped[];
	/** The entries that nothing holds back. */
	readonly toSend: readonly ItemEntry[];
	/** People who would get several messages that differ. */
	readonly different: readonly DifferentMessages[];
	/** Remarks about the run as a whole. */
	readonly remarks: readonly string[];
	/** What is worth knowing about the run as a whole, with nothing wrong. */
	readonly notes: readonly string[];
	/** What all requests share; absent if there is nothing to send. */
	readonly context?: RunContext;
	/** What the checks before sending found, and that does not stop the run. */
	readonly warnings: readonly ItemWarning[];
	/** The requests for what is to be sent. */
	readonly requests: readonly PlannedRequest[];
	/** What the requests of a dry run would do, as a sentence. */
	readonly summary?: string;
	/** How the requests ended, of this attempt and of earlier ones. */
	readonly delivered: readonly RequestOutcome[];
	/** Why n8n could not release the deduplication keys of unsent items; absent if it did. */
	readonly keysNotReleased?: string;
}

/** A run of which nothing is known yet. */
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

/** Rejects some of the items that were to be sent. */
export function reject(run: Run, rejected: readonly Rejected[]): Run {
	const items = new Set(rejected.map(({ item }) => item));
	return {
		...run,
		toSend: run.toSend.filter(({ item }) => !items.has(item)),
		rejected: [...run.rejected, ...rejected],
	};
}

/** Rejects everything that was to be sent, for a reason that may have been found in one item. */
export function rejectAll(run: Run, reason: Reason & { readonly item?: number }): Run {
	const rejected = rejectEach(run.toSend.filter(isRemaining), reason);
	return { ...run, toSend: [], rejected: [...run.rejected, ...rejected] };
}

/** What a run does with its requests: sends them, shows them, or sends them to test people. */
export type Mode = 'send' | 'dryRun' | 'testRecipients';

/** What a check before sending does: hints in executions by hand, nothing, or errors in all executions. */
export type Checking = 'hint' | 'never' | 'error';

/** How a run sends its requests. The same for all items, so none of these supports expressions. */
export interface DeliveryOptions {
	/** Whether output items have the fields of their input items, too. */
	readonly includeInput: boolean;
	/** `undefined`: as the operation does by default. */
	readonly combineItems?: boolean;
	/** Whether requests are shown instead of sent: by the mode, or by the older option. */
	readonly dryRun: boolean;
	readonly mode: Mode;
	readonly maxWaitMs: number;
	readonly parallel: ParallelRequests;
	/** The most requests in a minute; `undefined`: no limit but Braze's. */
	readonly perMinute?: number;
	/** Whether to check first that anything would be sent, and what to do if not. */
	readonly preflight: Checking;
	/** Whether to check first that Braze knows the recipients, and what to do if not. */
	readonly checkRecipients: Checking;
	readonly recipientLimit?: number;
	/** What happens to messages that repeat others of the run. */
	readonly repeats: RepeatRules;
	/** How many keys of 'Deduplicate By' n8n keeps. */
	readonly rememberedKeys: number;
	readonly resendUnknown: boolean;
	/** External IDs of people who get the messages instead of everyone else: by the mode, or by the older option in manual executions only. */
	readonly testRecipients?: readonly string[];
	readonly timeoutMs: number;
}
