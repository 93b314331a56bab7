import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../input/inputError';

/** An input item that was not sent because something in it, or in the run, has to be fixed first. */
export interface Rejected {
	readonly item: number;
	readonly message: string;
	readonly resolution?: string;
	/** Set if the message says which items it is about. */
	readonly saysItems?: true;
	/** Set if the reason is about the whole run and not this item. */
	readonly wholeRun?: true;
}

/** An input item that is skipped on purpose. */
export interface Skipped {
	readonly item: number;
	readonly reason: string;
	/** What else the output says about it. */
	readonly report?: IDataObject;
}

/** Something to know about an input item that is sent nevertheless. */
export interface ItemWarning {
	readonly item: number;
	readonly message: string;
}

/** Why something cannot be sent. */
export type Reason = Pick<Rejected, 'message' | 'resolution'>;

/** The message and the resolution of whatever was thrown. */
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

/** Rejects all items for a reason that applies to the whole run; the item it was found in, if any, comes first. */
export function rejectEach(
	items: ReadonlyArray<{ readonly item: number }>,
	{ item: first, ...reason }: Reason & { readonly item?: number },
): Rejected[] {
	const rejected = items.map(({ item }) => ({ ...reason, item, wholeRun: true as const }));
	return rejected.sort((a, b) => Number(b.item === first) - Number(a.item === first));
}
