import type { RepeatRules } from './checks/repeatRules';
import type { ParallelRequests } from './send/requestSlots';

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
