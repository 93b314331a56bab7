import { sortBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

/** What people look for: the ID to keep, when it goes out, what was sent, and who gets it. */
const FIRST = [
	'summary',
	'schedule_id',
	'when',
	'schedule_key',
	'canvas_name',
	'campaign_name',
	'recipient',
	'recipient_count',
	'sends_at',
];

/** What only later steps need, and last what is easily taken for the time of one person. */
const LAST = [
	'canvas_id',
	'campaign_id',
	'activity_id',
	'schedule',
	'message',
	'dispatch_id',
	'worldwide_first_send_at',
	'worldwide_last_send_at',
];

/** The place of a key among the others: 0 for those in the middle, which keep their order. */
const RANKS = new Map([
	...FIRST.map((key, index) => [key, index - FIRST.length] as const),
	...LAST.map((key, index) => [key, index + 1] as const),
]);

/**
 * What people look for comes first, and what they rarely need comes last. Results of one request mostly have the same keys,
 * whose order is worked out once.
 */
export class ReadingOrder {
	private keys: readonly string[] = [];
	private order: readonly string[] = [];

	apply(json: IDataObject): IDataObject {
		const ordered: IDataObject = {};
		for (const key of this.of(Object.keys(json))) if (json[key] !== undefined) ordered[key] = json[key];
		return ordered;
	}

	private of(keys: string[]): readonly string[] {
		const isKnown = keys.length === this.keys.length && keys.every((key, index) => key === this.keys[index]);
		if (!isKnown) {
			this.keys = keys;
			this.order = sortBy(keys, (key) => RANKS.get(key) ?? 0);
		}
		return this.order;
	}
}
