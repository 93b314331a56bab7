import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import { InputError } from '../input/inputError';
import type { Failure } from '../transport/failure';
import type { Part } from './plan/requests';

/**
 * How a request ended. Every part of every entry ends in exactly one of these:
 * - `sent`: Braze accepted it.
 * - `refused`: Braze rejected it, and nothing happened.
 * - `notSent`: Braze did not process it, or it was not attempted.
 * - `unknown`: there was no clear response, so it may have been carried out.
 */
export type Outcome =
	| Sent
	| Refused
	| NotSent
	| { readonly kind: 'unknown'; readonly failure: Failure; readonly fromMemory?: true };

export interface Sent {
	readonly kind: 'sent';
	readonly answer: IDataObject;
	/** Files that belong to the response, by output field. */
	readonly binary?: IBinaryKeyData;
	/** Set if an earlier attempt of this execution sent it; `timing` is then the time from that attempt. */
	readonly fromMemory?: true;
	readonly timing?: IDataObject;
	/** The reason, if nothing had to be sent because the user wants such items skipped. */
	readonly skipped?: string;
}

export interface Refused {
	readonly kind: 'refused';
	readonly failure: Failure;
	/** The `errors` of the response, if any: they may name the members that Braze refused. */
	readonly errors?: readonly unknown[];
}

export interface NotSent {
	readonly kind: 'notSent';
	readonly failure: Failure;
	/** When Braze accepts requests again, if known. ISO 8601 in UTC. */
	readonly retryAt?: string;
	/** Set if its deadline passed before it could be sent. */
	readonly late?: true;
	/** Set if it was never attempted because of how another request ended. */
	readonly untried?: true;
}

/** The outcome of a request, with the parts that it held. */
export interface RequestOutcome {
	readonly parts: readonly Part[];
	readonly outcome: Outcome;
}

/** Whether a request was carried out, or may have been. */
export const mayHaveGoneOut = (outcome: Outcome): boolean =>
	outcome.kind === 'unknown' || (outcome.kind === 'sent' && outcome.skipped === undefined);

/** An input item that was not sent because something in it, or in the run, has to be fixed first. */
export interface Rejected {
	readonly item: number;
	readonly message: string;
	readonly resolution?: string;
	/** Set if the message itself names the items. */
	readonly namesItems?: true;
	/** Set if the reason concerns the whole run rather than this item. */
	readonly wholeRun?: true;
}

/** An input item that is skipped on purpose. */
export interface Skipped {
	readonly item: number;
	readonly reason: string;
	/** Further keys of its output item. */
	readonly report?: IDataObject;
}

/** A warning about an input item that is sent nevertheless. */
export interface ItemWarning {
	readonly item: number;
	readonly message: string;
}

/** Why something cannot be sent. */
export type Reason = Pick<Rejected, 'message' | 'resolution'>;

/** The message and resolution of any thrown value. */
export function reasonOf(error: unknown): Reason {
	if (error instanceof InputError)
		return {
			message: error.message,
			...(error.resolution !== undefined && { resolution: error.resolution }),
		};
	if (!(error instanceof Error)) return { message: String(error) };
	const { description } = error as { description?: unknown };
	return { message: error.message, ...(typeof description === 'string' && { resolution: description }) };
}

/**
 * Rejects all items for a reason that applies to the whole run. The item in which it was found, if any, comes first.
 */
export function rejectEach(
	items: ReadonlyArray<{ readonly item: number }>,
	{ item: first, ...reason }: Reason & { readonly item?: number },
): Rejected[] {
	const rejected = items.map(({ item }) => ({ ...reason, item, wholeRun: true as const }));
	return rejected.sort((a, b) => Number(b.item === first) - Number(a.item === first));
}
