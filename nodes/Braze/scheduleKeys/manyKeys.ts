import type { PlannedRequest } from '../delivery/plan/types';
import { ScheduleKey } from './key';

/**
 * From so many new keys on, a run claims them in bulk. Up to here, single claims fit into Braze's limit for one minute, and that
 * is no longer than the bulk path waits behind its gate.
 */
export const MANY_BOOKINGS = 25;

/** From so many keys on, a run reads the whole list instead of each of them, and moves and cancels by that. */
export const MANY_CHANGES = 10;

/** A request under a key. */
export interface KeyedRequest {
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
export class Prepared<V> {
	private verdicts?: Promise<Map<string, V>>;

	/** @param dropUnused gives back what nobody took, because the run stopped */
	constructor(
		private readonly prepare: () => Promise<ReadonlyMap<string, V>>,
		private readonly dropUnused: (verdicts: readonly V[]) => Promise<void>,
	) {}

	/** What was found out about a key; once: for one that is used again, it does not hold. */
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
