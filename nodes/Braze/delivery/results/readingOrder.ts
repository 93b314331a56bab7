import { sortBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

/** What people look for: what was sent, who gets it, and when. */
const FIRST = [
	'summary',
	'schedule_key',
	'canvas_name',
	'campaign_name',
	'recipient',
	'recipient_count',
	'when',
	'sends_at',
	'first_send_at',
	'last_send_at',
];

/** What only later steps need, the identifiers that they use most first. */
const LAST = ['schedule_id', 'canvas_id', 'campaign_id', 'activity_id', 'schedule', 'message', 'dispatch_id'];

/** The place of a key among the others: 0 for those in the middle, which keep their order. */
const RANKS = new Map([
	...FIRST.map((key, index) => [key, index - FIRST.length] as const),
	...LAST.map((key, index) => [key, index + 1] as const),
]);

/** What people look for comes first, and identifiers come last. The order of the same keys is worked out once. */
export class ReadingOrder {
	private readonly known = new Map<string, string[]>();

	apply(json: IDataObject): IDataObject {
		const ordered: IDataObject = {};
		for (const key of this.of(Object.keys(json))) if (json[key] !== undefined) ordered[key] = json[key];
		return ordered;
	}

	private of(keys: string[]): string[] {
		const signature = keys.join('\n');
		let order = this.known.get(signature);
		if (!order) {
			order = sortBy(keys, (key) => RANKS.get(key) ?? 0);
			this.known.set(signature, order);
		}
		return order;
	}
}
