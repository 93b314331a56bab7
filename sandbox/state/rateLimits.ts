/** Braze's rate limits (api_limits.md): fixed windows on the clock, per workspace. */

/** One pool that a request draws from. */
export interface Pool {
	name: string;
	limit: number;
	windowSeconds: number;
}

/** The values of the `X-RateLimit-*` headers; `reset` in seconds since 1970. */
export interface RateLimitState {
	limit: number;
	remaining: number;
	reset: number;
	exceeded: boolean;
}

/** Every endpoint without a limit of its own. */
export const SHARED: Pool = { name: 'shared', limit: 250_000, windowSeconds: 3600 };

/** `/custom_attributes`, `/events`, `/events/list` and `/purchases/…` together. */
export const LISTS: Pool = { name: 'attributes, events and purchases', limit: 1_000, windowSeconds: 3600 };
/** Four groups of catalog endpoints share a limit each: catalogs, single items, items in bulk, fields with selections. */
export const CATALOGS: Pool = { name: 'catalogs', limit: 50, windowSeconds: 60 };
export const CATALOG_ITEMS: Pool = { name: 'catalog items', limit: 50, windowSeconds: 60 };
export const CATALOG_ITEMS_BULK: Pool = { name: 'catalog items in bulk', limit: 16_000, windowSeconds: 60 };
export const CATALOG_FIELDS: Pool = { name: 'catalog fields and selections', limit: 50, windowSeconds: 60 };

/** Broadcasts and connected audiences: all audiences together, and each unique audience on its own. */
export function broadcastPools(audienceKey: string): Pool[] {
	return [
		{ name: 'broadcast', limit: 250, windowSeconds: 60 },
		{ name: `audience:${audienceKey}`, limit: 10, windowSeconds: 60 },
	];
}

export class RateLimits {
	private readonly used = new Map<string, { window: number; count: number }>();
	private readonly changed = new Map<string, Pool>();

	/**
	 * Counts one request in each pool, unless one of them is empty.
	 * @returns the tightest pool's state, for the headers
	 */
	take(pools: Pool[], now: Date): RateLimitState {
		const seconds = now.getTime() / 1000;
		const states = pools.map((usual) => {
			const pool = this.changed.get(usual.name) ?? usual;
			const window = Math.floor(seconds / pool.windowSeconds);
			const before = this.used.get(pool.name);
			const count = before?.window === window ? before.count : 0;
			return { pool, window, count };
		});
		const exceeded = states.some(({ pool, count }) => count >= pool.limit);
		const answers = states.map(({ pool, window, count }) => {
			const after = exceeded ? count : count + 1;
			this.used.set(pool.name, { window, count: after });
			return {
				limit: pool.limit,
				remaining: pool.limit - after,
				reset: (window + 1) * pool.windowSeconds,
				exceeded,
			};
		});
		return answers.reduce((tightest, next) => (next.remaining < tightest.remaining ? next : tightest));
	}

	/** Leaves `remaining` requests in a pool's running window, so that a test need not send 250,000. */
	leave(pool: Pool, remaining: number, now: Date): void {
		const window = Math.floor(now.getTime() / 1000 / pool.windowSeconds);
		this.used.set(pool.name, { window, count: pool.limit - remaining });
	}

	/** Changes the limit and window of a pool. */
	change(pool: Pool): void {
		this.changed.set(pool.name, pool);
		this.used.delete(pool.name);
	}

	reset(): void {
		this.changed.clear();
		this.used.clear();
	}
}
