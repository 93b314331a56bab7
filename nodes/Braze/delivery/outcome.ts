import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../transport/failure';
import type { Part, PlannedRequest } from './plan';

/**
 * How a request ended. Every part of every entry ends in exactly one of these:
 * - `sent`: Braze took it;
 * - `refused`: Braze said no, nothing happened;
 * - `notSent`: it did not get through, or was not tried;
 * - `unknown`: no clear answer, so it may have been carried out.
 */
export type Outcome =
	| { readonly kind: 'sent'; readonly answer: IDataObject; readonly fromMemory?: true }
	| { readonly kind: 'refused'; readonly failure: Failure }
	| { readonly kind: 'notSent'; readonly failure: Failure; readonly retryAt?: string }
	| { readonly kind: 'unknown'; readonly failure: Failure; readonly fromMemory?: true };

/** A request that ended, with the parts that it held. */
export interface Delivered {
	readonly parts: readonly Part[];
	readonly outcome: Outcome;
}

/** What was planned, with how it ended. */
export const ended = (request: PlannedRequest, outcome: Outcome): Delivered => ({ parts: request.parts, outcome });
