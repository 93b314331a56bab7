import { DataDeduplicationService } from 'n8n-core';
import type { DeduplicationItemTypes, IDataDeduplicator } from 'n8n-workflow';

/** What n8n keeps in its database of handled keys, in memory: one set for all nodes of a test. */
export class ProcessedKeys {
	readonly keys = new Set<DeduplicationItemTypes>();

	/** Set to make the next look-up fail, as a database does that is away. */
	broken = false;

	/** Makes the engine use it. n8n allows this once for a process, so once for a test file. */
	async install(): Promise<void> {
		const deduplicator = {
			checkProcessedAndRecord: async (items: DeduplicationItemTypes[]) => {
				if (this.broken) throw new Error('The database is away');
				const processed = items.filter((item) => this.keys.has(item));
				const fresh = items.filter((item) => !this.keys.has(item));
				fresh.forEach((item) => this.keys.add(item));
				return await Promise.resolve({ new: fresh, processed });
			},
			removeProcessed: async (items: DeduplicationItemTypes[]) => {
				items.forEach((item) => this.keys.delete(item));
				await Promise.resolve();
			},
		};
		await DataDeduplicationService.init(deduplicator as unknown as IDataDeduplicator);
	}
}
