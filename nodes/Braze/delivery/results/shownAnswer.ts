import { omit, pick, sortBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../../transport/endpoint';
import type { Entry, Member } from '../entry';
import { membersIn, type Part } from '../plan/parts';

/**
 * Members of a response that do not come out under their own name. This is the only place where an operation says so:
 * whatever else a response contains is added to the output of a change. A lookup shows only what was asked for, and a
 * hint names the rest.
 */
export interface ResponseMembers {
	/**
	 * What the output is made from, such as the list of which each entry becomes an item. The response to a lookup has to
	 * contain it: an empty list and no list are not the same.
	 */
	readonly unfolded?: readonly string[];
	/** What says nothing about an item, such as counts of the whole request. */
	readonly leftOut?: readonly string[];
	/** Set if the user chooses how much comes out, by 'Simplify'. */
	readonly reduced?: true;
}

/** How responses are shown. */
export interface Showing extends ResponseMembers {
	/** Whether the operation looks something up, and changes nothing. */
	readonly isLookup: boolean;
	/** The member that counts or lists what the whole request did. */
	readonly doneMember?: Endpoint['doneMember'];
}

/** What Braze, or this node, remarks about a request. Every output has it. */
const REMARKS = ['errors', 'warning', 'notice'];

/**
 * What an item gets to see of a response. A dry run has none, and what an unexpected response holds is shown as it is: a
 * sent request must not end in an error.
 *
 * @param parts the whole request
 */
export function shownAnswer(
	entry: Entry | undefined,
	answer: IDataObject,
	showing: Showing,
	parts: readonly Part[],
): IDataObject[] {
	if (answer.dry_run === true) return [answer];
	if (!entry?.output) return [omit(answer, showing.leftOut ?? [])];
	const output = outputOf(entry.output, answer, membersIn(parts));
	const kept = showing.isLookup ? pick(answer, REMARKS) : omit(answer, notCarried(showing));
	if (Object.keys(kept).length === 0) return output;
	if (output.length === 0) return [kept];
	return output.map((json) => ({ ...json, ...omit(kept, Object.keys(json)) }));
}

/**
 * The members of a lookup's response that neither come out nor are left out on purpose.
 *
 * @param parts the whole request
 */
export function unseenMembers(
	entry: Entry | undefined,
	answer: IDataObject,
	showing: Showing,
	parts: readonly Part[],
): string[] {
	if (answer.dry_run === true || !entry?.output) return [];
	const unknown = Object.keys(omit(answer, [...notCarried(showing), ...REMARKS, 'message']));
	if (unknown.length === 0) return [];
	const output = outputOf(entry.output, answer, membersIn(parts));
	return unknown.filter((key) => output.every((json) => !(key in json)));
}

const notCarried = ({ unfolded = [], leftOut = [] }: Showing) => [...unfolded, ...leftOut];

function outputOf(
	output: NonNullable<Entry['output']>,
	answer: IDataObject,
	members: readonly Member[],
): IDataObject[] {
	try {
		return (output(answer, members) as IDataObject[] | undefined) ?? [answer];
	} catch {
		return [answer];
	}
}

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
