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

/** What people look for comes first, and what they rarely need comes last. The order of the same keys is worked out once. */
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
