import type { PlannedRequest } from '../delivery/plan/requests';
import type { RunContext } from '../delivery/send/interceptor';
import { carryOut } from './carryOut';
import { ScheduleKey, type KeyUse, type Times } from './key';
import {
	dropNotes,
	listInBulk,
	noteInBulk,
	unseenOf,
	type Listing,
	type Noted,
	type Wanted,
} from './protocol/bulkChanging';
import { claimInBulk, dropClaims, type Verdict } from './protocol/bulkScheduling';
import type { Booking } from './protocol/claiming';
import { keyId, newToken } from './protocol/items';
import type { Change, Protocol } from './protocol/protocol';
import type { KeyStore } from './store';

/**
 * From this many new keys on, a run claims them in bulk. Single claims of fewer keys fit into Braze's rate limit for one minute,
 * which is no longer than a run in bulk waits behind its gate.
 */
const BULK_BOOKINGS = 25;

/** From this many keys on, a run lists the whole catalog instead of reading each key, and moves and cancels by the list. */
const BULK_CHANGES = 10;

/** A request under a key. */
interface KeyedRequest {
	readonly request: PlannedRequest;
	readonly companion: ScheduleKey;
}

/** The requests of a run that store their keys in a catalog: one for each key. */
export function requestsIn(catalog: string, requests: readonly PlannedRequest[]): KeyedRequest[] {
	const byKey = new Map<string, KeyedRequest>();
	for (const request of requests) {
		const { companion } = request.envelope;
		if (!(companion instanceof ScheduleKey) || companion.settings.catalog !== catalog) continue;
		if (!byKey.has(companion.key)) byKey.set(companion.key, { request, companion });
	}
	return [...byKey.values()];
}

/** What a run does for all its keys before the first request, and then for each of them. */
class Prepared<V> {
	private verdicts?: Promise<Map<string, V>>;

	/** @param dropUnused gives back what nobody took, because the run stopped */
	constructor(
		private readonly prepare: () => Promise<ReadonlyMap<string, V>>,
		private readonly dropUnused: (verdicts: readonly V[]) => Promise<void>,
	) {}

	/** What was found out about a key. It holds for the first request only. */
	async take(root: string): Promise<V | undefined> {
		this.verdicts ??= this.prepare().then((verdicts) => new Map(verdicts));
		const verdicts = await this.verdicts;
		const verdict = verdicts.get(root);
		verdicts.delete(root);
		return verdict;
	}

	async finish(): Promise<void> {
		const unused = [...((await this.verdicts)?.values() ?? [])];
		if (unused.length > 0) await this.dropUnused(unused);
	}
}

/** What Braze stores later, by input item. The run looks for it once it has nothing else to do. */
class ReadBack {
	private readonly changes = new Map<number, Change>();

	private items = 0;

	/** @param look returns the changes that a list of this many items does not show in time */
	constructor(
		private readonly look: (changes: readonly Change[], items: number) => Promise<readonly Change[]>,
	) {}

	add(item: number, change: Change, { size }: Listing): void {
		this.changes.set(item, change);
		this.items = Math.max(this.items, size);
	}

	/** Returns the input items whose changes were not seen. */
	async unseen(): Promise<number[]> {
		if (this.changes.size === 0) return [];
		const unseen = new Set(await this.look([...this.changes.values()], this.items));
		return [...this.changes].filter(([, change]) => unseen.has(change)).map(([item]) => item);
	}
}

/** A catalog of a run, and what the run does for all keys in it at once. */
export interface Catalog {
	readonly store: KeyStore;
	readonly bulk?: Bulk;
}

interface Bulk {
	readonly bookings?: Prepared<Verdict>;
	readonly moves?: Prepared<Noted>;
	readonly listing?: Prepared<Listing>;
	readonly cancelled?: ReadBack;
}

/** Prepares for a run's requests under keys of a catalog. Nothing is sent before the first of them. */
export function openCatalog(
	use: KeyUse,
	context: RunContext,
	keyed: readonly KeyedRequest[],
	store: KeyStore,
): Catalog {
	const inBulk = keyed.length >= (use.does === 'schedule' ? BULK_BOOKINGS : BULK_CHANGES);
	return { store, ...(inBulk && { bulk: bulkOf(use, keyed, context, store) }) };
}

function bulkOf(use: KeyUse, keyed: readonly KeyedRequest[], context: RunContext, store: KeyStore): Bulk {
	const run = async <R>(protocol: Protocol<R>) => await carryOut(protocol, context, store);
	switch (use.does) {
		case 'schedule': {
			const bookings = keyed.map(({ request, companion }) => bookingOf(use, request, companion));
			const claim = async () => await run(claimInBulk(newToken(), bookings));
			return { bookings: new Prepared(claim, async (unused) => await run(dropClaims(unused))) };
		}
		case 'move': {
			const wanted = keyed.map(({ companion }) => moveOf(use, companion));
			const note = async () => await run(noteInBulk(newToken(), wanted));
			return { moves: new Prepared(note, async (unused) => await run(dropNotes(unused))) };
		}
		case 'cancel': {
			const list = async () => {
				const listing = await run(listInBulk(keyed.length));
				return new Map(
					keyed.flatMap(({ companion }) =>
						listing ? [[keyId(use.kind, companion.key), listing] as const] : [],
					),
				);
			};
			const look = async (changes: readonly Change[], items: number) => await run(unseenOf(changes, items));
			return {
				listing: new Prepared(list, async () => await Promise.resolve()),
				cancelled: new ReadBack(look),
			};
		}
	}
}

const timesIn = (times: Times | undefined) => ({ first_send_at: times?.first, last_send_at: times?.last });

/** The schedule that a request wants. */
export function bookingOf(
	{ kind, idKey }: KeyUse,
	{ envelope }: PlannedRequest,
	{ key, settings, times, about }: ScheduleKey,
): Booking {
	const target: unknown = idKey === undefined ? undefined : envelope.body?.[idKey];
	const moments = timesIn(times);
	const claim = {
		token: newToken(),
		schedule_key: key,
		kind,
		...(typeof target === 'string' && { target_id: target }),
		...about,
		...moments,
	};
	return { root: keyId(kind, key), claim, ifExists: settings.ifExists };
}

/** The move that a request wants. */
export const moveOf = ({ kind }: KeyUse, { key, times }: ScheduleKey): Wanted => ({
	root: keyId(kind, key),
	note: { token: newToken(), ...timesIn(times) },
});
