import { createHash } from 'crypto';

/** How many events per node are remembered while n8n runs. A node with that many takes about 3 MB. */
const REMEMBERED = 50_000;

/** How many of them survive a restart. n8n writes these 20 KB to its database with every call. */
export const REMEMBERED_OVER_RESTART = 2_000;

/** The length of a fingerprint. It has 60 bits, so that two of 50,000 events coincide about once in a billion. */
const FINGERPRINT_LENGTH = 10;

/**
 * How many nodes have their events in memory. The one that was idle longest is forgotten first. This is more than an
 * n8n instance usually has, so the limit mainly affects deleted workflows.
 */
const MAX_NODES = 500;

/** Which events of a call are new. */
export type EventClaim =
	/** One of the events is in another call that n8n has not responded to yet, and that may still fail. */
	| { readonly kind: 'busy' }
	| {
			readonly kind: 'claimed';
			/** Whether each event is new, by position. */
			readonly isNew: readonly boolean[];
			/** What to store for after a restart. */
			readonly stored: string;
			/** Call this when n8n responded with success. */
			readonly keep: () => void;
			/** Call this when n8n failed to start the workflow, so that Braze will send the events again. */
			readonly release: () => void;
	  };

/** The events that a node has started for. Concurrent calls share it, so none starts twice. */
export class RecentEvents {
	/** Oldest first. */
	private readonly done = new Set<string>();

	private readonly pending = new Set<string>();

	/** Events that n8n failed to start for, although a concurrent call may have stored them as received. */
	private readonly released = new Set<string>();

	/**
	 * Claims the events of a call.
	 *
	 * @param ids the IDs of its events; an event without one is always new
	 * @param stored what the last call stored; another process may have stored more than is in memory
	 */
	claim(ids: ReadonlyArray<string | undefined>, stored: unknown): EventClaim {
		for (const print of printsIn(stored))
			if (!this.pending.has(print) && !this.released.has(print)) this.done.add(print);
		const prints = ids.map((id) => (id === undefined ? undefined : fingerprint(id)));
		if (prints.some((print) => print !== undefined && this.pending.has(print))) return { kind: 'busy' };
		const fresh = new Set<string>();
		const isNew = prints.map((print) => {
			if (print === undefined) return true;
			if (this.done.has(print) || fresh.has(print)) return false;
			fresh.add(print);
			return true;
		});
		for (const print of fresh) {
			this.pending.add(print);
			this.released.delete(print);
		}
		return {
			kind: 'claimed',
			isNew,
			// Excludes the events of other unanswered calls: if n8n fails to start one, Braze sends it again, perhaps after a
			// restart, and it must not count as received then.
			stored: [...this.done, ...fresh].slice(-REMEMBERED_OVER_RESTART).join(''),
			keep: () => this.settle(fresh, this.done),
			release: () => this.settle(fresh, this.released),
		};
	}

	private settle(prints: ReadonlySet<string>, into: Set<string>): void {
		for (const print of prints) {
			this.pending.delete(print);
			into.add(print);
		}
		forgetOldest(into, REMEMBERED);
	}
}

function forgetOldest(prints: Set<string>, limit: number): void {
	for (const print of prints) {
		if (prints.size <= limit) return;
		prints.delete(print);
	}
}

const byNode = new Map<string, RecentEvents>();

/** The events of a node, shared by all calls to this process. */
export function recentEventsOf(node: string): RecentEvents {
	const recent = byNode.get(node) ?? new RecentEvents();
	byNode.delete(node);
	byNode.set(node, recent);
	for (const idle of byNode.keys()) {
		if (byNode.size <= MAX_NODES) break;
		byNode.delete(idle);
	}
	return recent;
}

/** Forgets everything, like a restart of n8n. For tests. */
export const forgetRecentEvents = (): void => byNode.clear();

const fingerprint = (id: string): string =>
	createHash('sha256').update(id, 'utf8').digest('base64url').slice(0, FINGERPRINT_LENGTH);

function printsIn(stored: unknown): string[] {
	return typeof stored === 'string' ? (stored.match(/[\w-]{10}/g) ?? []) : [];
}
