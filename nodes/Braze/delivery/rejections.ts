import { InputError } from '../input/inputError';
import type { Rejected } from './results/types';

/** Why something cannot be sent. */
export type Reason = Pick<Rejected, 'message' | 'resolution'>;

/** A reason not to send an item or the whole run, and the item it was found in. */
export interface RunRejection {
	readonly item: number;
	readonly message: string;
	readonly resolution: string;
}

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
