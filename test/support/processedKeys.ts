import { partition } from 'lodash';
import { DataDeduplicationService } from 'n8n-core';
import type { DeduplicationItemTypes, IDataDeduplicator } from 'n8n-workflow';
import { nextTurn, pass } from './timers';

/**
 * An in-memory version of n8n's database of processed keys, with one set for all nodes of a test. Like n8n, it reads
 * all keys, and a moment later writes them back with the new ones, without a lock.
 */
export class ProcessedKeys {
	readonly keys = new Set<DeduplicationItemTypes>();

	/** Makes the next lookup fail, like a database that is unavailable. */
	broken = false;

	/** The error that the next lookup fails with instead, once. */
	failure?: Error;

	/** How long each recording takes, in milliseconds. */
	delayMs = 0;

	/** Called after keys were recorded. */
	recorded?: () => void;

	/** How many of the next recordings another worker overwrites immediately. */
	overwritten = 0;

	/** Forgets everything, and works as usual. */
	reset(): void {
		this.keys.clear();
		this.broken = false;
		this.delayMs = 0;
		this.recorded = undefined;
	}

	/** Makes the engine use it instead of that of an earlier test file; n8n itself allows only one per process. */
	async install(): Promise<void> {
		Reflect.set(DataDeduplicationService, 'instance', undefined);
		const deduplicator = {
			checkProcessedAndRecord: async (
				items: DeduplicationItemTypes[],
				_scope: unknown,
				_context: unknown,
				{ maxEntries = Infinity }: { maxEntries?: number } = {},
			) => {
				if (this.broken) throw new Error('The database is away');
				const { failure } = this;
				this.failure = undefined;
				if (failure) throw failure;
				const before = new Set(this.keys);
				const [processed, fresh] = partition(items, (item) => before.has(item));
				await (this.delayMs > 0 ? pass(this.delayMs) : nextTurn());
				this.keys.clear();
				const after = this.overwritten > 0 ? [...before] : [...before, ...fresh];
				for (const key of after.slice(Math.max(0, after.length - maxEntries))) this.keys.add(key);
				this.overwritten = Math.max(0, this.overwritten - 1);
				this.recorded?.();
				return { new: fresh, processed };
			},
			removeProcessed: async (items: DeduplicationItemTypes[]) => {
				items.forEach((item) => this.keys.delete(item));
				await Promise.resolve();
			},
		};
		await DataDeduplicationService.init(deduplicator as unknown as IDataDeduplicator);
	}
}
