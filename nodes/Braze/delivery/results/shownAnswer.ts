import { omit, pick, sortBy } from 'lodash';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Endpoint } from '../../transport/endpoint';
import type { Expected } from '../../transport/expectedMembers';
import type { Entry, Member } from '../entry';
import { membersIn, type Part } from '../plan/requests';

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
	/** The form of what is {@link unfolded}, if it is no list, and what else the response to a lookup always contains. */
	readonly contains?: Expected;
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

/** The longest answer for an AI agent, in characters of JSON: about 6,000 tokens. A list of fifty Canvases fits. */
const MAX_CHARACTERS = 20_000;

const ADVICE = 'Request less: use a lower limit, a filter, fewer days or no breakdowns.';

/**
 * Cuts lookup results down to what an AI agent can process, and says what is missing: a model that gets more forgets
 * its task or rejects the response. Results of sending are never cut, because a schedule without its ID cannot be
 * cancelled.
 */
export function truncateForAgent(items: INodeExecutionData[]): INodeExecutionData[] {
	// Without any items, an agent would get an empty string, which says nothing.
	if (items.length === 0) return [{ json: { found: 0 } }];
	let room = MAX_CHARACTERS;
	const fitting = items.findIndex(({ json }) => (room -= sizeOf(json)) < 0);
	if (fitting < 0) return items;
	if (fitting === 0)
		return [{ ...items[0], json: withoutLargest(items[0].json) }, ...truncationNote(items, 1)];
	return [...items.slice(0, fitting), ...truncationNote(items, fitting)];
}

function truncationNote(items: readonly INodeExecutionData[], shown: number): INodeExecutionData[] {
	const left = items.length - shown;
	if (left === 0) return [];
	return [
		{
			json: {
				left_out: left,
				reason: `Only ${shown} of ${items.length} fit in a response to an AI agent. ${ADVICE}`,
			},
			pairedItem: items[shown].pairedItem,
		},
	];
}

/** A single item without its largest members, as many as it takes; their names stay. */
function withoutLargest(json: IDataObject): IDataObject {
	const bySize = Object.keys(json).sort((a, b) => sizeOf(json[a]) - sizeOf(json[b]));
	let room = MAX_CHARACTERS;
	const kept = new Set(bySize.filter((name) => (room -= sizeOf(json[name]) + name.length) >= 0));
	const left = Object.keys(json).filter((name) => !kept.has(name));
	return {
		...Object.fromEntries(Object.entries(json).filter(([name]) => kept.has(name))),
		left_out: left,
		reason: `These do not fit in a response to an AI agent. ${ADVICE}`,
	};
}

const sizeOf = (value: unknown): number => (JSON.stringify(value) ?? '').length + 1;
