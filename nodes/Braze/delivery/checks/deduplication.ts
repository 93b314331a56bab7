import { noop, partition } from 'lodash';
import type { DeduplicationItemTypes, IExecuteFunctions } from 'n8n-workflow';

import type { RequestOutcome } from '../outcome';
import type { ItemEntry } from '../plan/types';
import { reasonOf } from '../rejections';
import type { Skipped } from '../results/types';

/** How many keys n8n remembers for a node; the oldest are forgotten first. */
const MAX_KEYS = 10_000;

const SCOPE = 'node';

/** How often keys are recorded at most; others can't overwrite them forever. */
const MAX_RECORDINGS = 5;

/** The last access of each node to n8n's keys. */
const lastTurn = new Map<string, Promise<void>>();

const OPTIONS = { mode: 'entries', maxEntries: MAX_KEYS } as const;

export interface Claimed {
	readonly toSend: readonly ItemEntry[];
	/** Items whose key was handled before, by an earlier execution or an earlier item. */
	readonly skipped: readonly Skipped[];
}

/**
 * Skips items whose key this node handled in an earlier execution, and claims the keys of the others. n8n records a
 * key as it checks it, so {@link settleKeys} has to release those that were not sent after all.
 */
export async function claimKeys(ctx: IExecuteFunctions, entries: readonly ItemEntry[]): Promise<Claimed> {
	const firstOf = new Map<string, number>();
	for (const placed of entries) {
		const key = keyToClaim(placed);
		if (key !== undefined && !firstOf.has(key)) firstOf.set(key, placed.item);
	}
	if (firstOf.size === 0) return { toSend: entries, skipped: [] };
	const before = new Set(await record(ctx, [...firstOf.keys()]));
	await confirmClaim(
		ctx,
		[...firstOf.keys()].filter((key) => !before.has(key)),
	);
	const reasonFor = (placed: ItemEntry): string | undefined => {
		const { item } = placed;
		const deduplicationKey = keyToClaim(placed);
		if (deduplicationKey === undefined) return undefined;
		if (before.has(deduplicationKey))
			return `'${deduplicationKey}' was already handled by an earlier execution`;
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
 * Releases the keys of items of which nothing was, or may have been, sent: a later execution may try them again. The
 * others are recorded once more, in case another worker has overwritten them. Never throws, since the outcomes have to
 * be reported in any case.
 *
 * @returns why n8n could not settle them; `undefined` if it did
 */
export async function settleKeys(
	ctx: IExecuteFunctions,
	claimed: readonly ItemEntry[],
	delivered: readonly RequestOutcome[],
): Promise<string | undefined> {
	const sent = new Set<number>();
	for (const { parts, outcome } of delivered) {
		if (outcome.kind === 'sent' || outcome.kind === 'unknown') parts.forEach(({ item }) => sent.add(item));
	}
	const keysOf = (items: readonly ItemEntry[]) => items.map(keyToClaim).filter((key) => key !== undefined);
	const [kept, unsent] = partition(claimed, ({ item }) => sent.has(item)).map(keysOf);
	try {
		if (unsent.length > 0)
			await inTurn(ctx, async () => await ctx.helpers.removeProcessed(unsent, SCOPE, OPTIONS));
		await keepRecorded(ctx, kept);
		return undefined;
	} catch (error) {
		return reasonOf(error).message;
	}
}

/**
 * Makes sure that keys are on record before anything is sent: if this worker crashes, nothing else would restore a key
 * that another worker has overwritten. If n8n can't tell, the claim stands: rejecting its items would leave their keys.
 */
async function confirmClaim(ctx: IExecuteFunctions, keys: string[]): Promise<void> {
	await keepRecorded(ctx, keys).catch(noop);
}

/** Records keys until n8n knows them all, or as many as it keeps: what another worker writes at the same time may overwrite them. */
async function keepRecorded(ctx: IExecuteFunctions, keys: string[]): Promise<void> {
	for (
		let tries = 0, known = 0;
		known < Math.min(keys.length, MAX_KEYS) && tries < MAX_RECORDINGS;
		tries += 1
	)
		known = (await record(ctx, keys)).length;
}

/** Records keys and returns those that n8n knew before. */
async function record(ctx: IExecuteFunctions, keys: string[]): Promise<DeduplicationItemTypes[]> {
	const access = async () => await ctx.helpers.checkProcessedAndRecord(keys, SCOPE, OPTIONS);
	const { processed } = await inTurn(
		ctx,
		async () =>
			await access().catch(
				async (error: unknown) =>
					await (isFirstRecordTwice(error) ? access() : Promise.reject(error as Error)),
			),
	);
	return processed;
}

/** Whether two workers recorded a node's very first keys at the same moment: the database refuses one of them, which records nothing. */
function isFirstRecordTwice(error: unknown): boolean {
	return /duplicate key|unique constraint/i.test(reasonOf(error).message);
}

/**
 * n8n reads all keys of a node, adds to them and writes them back, without a lock: two executions that do so at the same
 * moment lose keys, or both find the same key new. Within one process they take turns here.
 */
async function inTurn<T>(ctx: IExecuteFunctions, access: () => Promise<T>): Promise<T> {
	const node = `${ctx.getWorkflow().id}:${ctx.getNode().id}`;
	const turn = (lastTurn.get(node) ?? Promise.resolve()).then(access);
	const ended = turn.then(noop, noop);
	lastTurn.set(node, ended);
	try {
		return await turn;
	} finally {
		if (lastTurn.get(node) === ended) lastTurn.delete(node);
	}
}

/** If an earlier attempt of this execution sent part of an item, it claimed the key and keeps it. */
function keyToClaim({ entry, done }: ItemEntry): string | undefined {
	return done ? undefined : entry.deduplicationKey;
}
