import type { IExecuteFunctions } from 'n8n-workflow';

import type { RequestOutcome } from '../outcome';
import type { ItemEntry } from '../plan/types';
import { reasonOf } from '../rejections';
import type { Skipped } from '../results/types';

/** How many keys n8n remembers for a node; the oldest are forgotten first. */
const MAX_KEYS = 10_000;

const SCOPE = 'node';

const OPTIONS = { mode: 'entries', maxEntries: MAX_KEYS } as const;

export interface Claimed {
	readonly toSend: readonly ItemEntry[];
	/** Items whose key was handled before, by an earlier execution or an earlier item. */
	readonly skipped: readonly Skipped[];
}

/**
 * Skips items whose key this node handled in an earlier execution, and claims the keys of the others. n8n records a
 * key as it checks it, so {@link releaseUnsentKeys} has to release those that were not sent after all.
 */
export async function claimKeys(ctx: IExecuteFunctions, entries: readonly ItemEntry[]): Promise<Claimed> {
	const firstOf = new Map<string, number>();
	for (const placed of entries) {
		const key = keyToClaim(placed);
		if (key !== undefined && !firstOf.has(key)) firstOf.set(key, placed.item);
	}
	if (firstOf.size === 0) return { toSend: entries, skipped: [] };
	const { processed } = await ctx.helpers.checkProcessedAndRecord([...firstOf.keys()], SCOPE, OPTIONS);
	const before = new Set(processed);
	const reasonFor = (placed: ItemEntry): string | undefined => {
		const { item } = placed;
		const deduplicationKey = keyToClaim(placed);
		if (deduplicationKey === undefined) return undefined;
		if (before.has(deduplicationKey)) return `'${deduplicationKey}' was already handled by an earlier execution`;
		const first = firstOf.get(deduplicationKey);
		return first === item ? undefined : `'${deduplicationKey}' is already handled by item ${first}`;
	};
	const skipped = entries.flatMap((placed) => {
		const reason = reasonFor(placed);
		return reason === undefined ? [] : [{ item: placed.item, reason }];
	});
	return { toSend: entries.filter((placed) => reasonFor(placed) === undefined), skipped };
}

/**
 * Releases the keys of items of which nothing was, or may have been, sent: a later execution may try them again. Never
 * throws, since the outcomes have to be reported in any case.
 *
 * @returns why n8n could not release them; `undefined` if it did
 */
export async function releaseUnsentKeys(ctx: IExecuteFunctions, claimed: readonly ItemEntry[], delivered: readonly RequestOutcome[]): Promise<string | undefined> {
	const sent = new Set<number>();
	for (const { parts, outcome } of delivered) {
		if (outcome.kind === 'sent' || outcome.kind === 'unknown') parts.forEach(({ item }) => sent.add(item));
	}
	const keys = claimed.flatMap((placed) => {
		const key = keyToClaim(placed);
		return key !== undefined && !sent.has(placed.item) ? [key] : [];
	});
	if (keys.length === 0) return undefined;
	try {
		await ctx.helpers.removeProcessed(keys, SCOPE, OPTIONS);
		return undefined;
	} catch (error) {
		return reasonOf(error).message;
	}
}

/** An earlier try of this execution that sent something of an item has claimed its key, and keeps it. */
function keyToClaim({ entry, done }: ItemEntry): string | undefined {
	return done ? undefined : entry.deduplicationKey;
}
