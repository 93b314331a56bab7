import { omit, pick, sortBy } from 'lodash';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isObject } from '../../input/object';
import type { Endpoint } from '../../transport/endpoint';
import type { Expected } from '../../transport/expectedMembers';
import type { Entry, Member } from '../entry';
import { membersIn, type Part } from '../plan/requests';

/**
 * Members of a response that the output doesn't show under their own name. Everything else in the response to a change
 * is added to the output. A lookup shows only what was asked for, and a hint names the rest.
 */
export interface ResponseMembers {
	/**
	 * Members that the output is built from, such as a list of which each entry becomes an item. The response to a lookup
	 * must contain them: an empty list and a missing list are not the same.
	 */
	readonly unfolded?: readonly string[];
	/**
	 * The form of {@link unfolded} members that aren't lists, and further members that the response to a lookup always
	 * contains.
	 */
	readonly contains?: Expected;
	/** Members that say nothing about an item, such as counts for the whole request. */
	readonly leftOut?: readonly string[];
	/** Set if the user chooses with 'Simplify' how much is shown. */
	readonly reduced?: true;
}

/** How responses become output. */
export interface ResponseDisplay extends ResponseMembers {
	/** Whether the operation only looks something up. */
	readonly isLookup: boolean;
	/** The member that counts or lists what the whole request did. */
	readonly doneMember?: Endpoint['doneMember'];
}

/** Remarks about a request by Braze or this node. Every output has them. */
const REMARKS = ['errors', 'warning', 'warnings', 'notice', 'notices'];

/**
 * Returns the output items that a response becomes for one input item. A dry run's answer is shown as it is, and so is
 * a response that the operation's `output` fails on: a request that was sent must not end in an error.
 *
 * @param parts all parts of the request
 */
export function shownAnswer(
	entry: Entry | undefined,
	answer: IDataObject,
	display: ResponseDisplay,
	parts: readonly Part[],
): IDataObject[] {
	if (answer.dry_run === true) return [answer];
	if (!entry?.output) return [omit(answer, display.leftOut ?? [])];
	const output = outputOf(entry.output, answer, membersIn(parts));
	const kept = display.isLookup ? pick(answer, REMARKS) : omit(answer, handledMembers(display));
	if (Object.keys(kept).length === 0) return output;
	if (output.length === 0) return [kept];
	return output.map((json) => ({ ...json, ...omit(kept, Object.keys(json)) }));
}

/**
 * The members of a lookup's response that are neither shown nor left out on purpose.
 *
 * @param parts all parts of the request
 */
export function unseenMembers(
	entry: Entry | undefined,
	answer: IDataObject,
	display: ResponseDisplay,
	parts: readonly Part[],
): string[] {
	if (answer.dry_run === true || !entry?.output) return [];
	const unknown = Object.keys(omit(answer, [...handledMembers(display), ...REMARKS, 'message']));
	if (unknown.length === 0) return [];
	const output = outputOf(entry.output, answer, membersIn(parts));
	return unknown.filter((key) => output.every((json) => !(key in json)));
}

const handledMembers = ({ unfolded = [], leftOut = [] }: ResponseDisplay) => [...unfolded, ...leftOut];

function outputOf(
	output: NonNullable<Entry['output']>,
	answer: IDataObject,
	members: readonly Member[],
): IDataObject[] {
	try {
		return ((output(answer, members) as unknown[] | undefined) ?? [answer]).map(asItem);
	} catch {
		return [answer];
	}
}

/** An entry of a list as an item. One that is no object, such as text, would come apart into its characters. */
const asItem = (entry: unknown): IDataObject =>
	isObject(entry) ? (entry as IDataObject) : { value: entry as string };

/**
 * Keys that come first, because people look for them: the ID to keep, when it goes out, what was sent, and who gets it.
 */
const FIRST = [
	'summary',
	'schedule_id',
	'when',
	'schedule_key',
	'canvas_name',
	'campaign_name',
	'recipient',
	'audience',
	'recipient_count',
	'sends_at',
];

/**
 * Keys that come last, because only later steps need them. At the very end are times that are easily mistaken for one
 * person's.
 */
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

/** The rank of a key. Keys in the middle have rank 0 and keep their order. */
const RANKS = new Map([
	...FIRST.map((key, index) => [key, index - FIRST.length] as const),
	...LAST.map((key, index) => [key, index + 1] as const),
]);

/**
 * Puts the keys of results in reading order. The order is computed once for results with the same keys, as those of one
 * request mostly have.
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

/**
 * The maximum length of a response for an AI agent, in characters of JSON: about 6,000 tokens. A list of fifty Canvases
 * fits.
 */
const MAX_CHARACTERS = 20_000;

const ADVICE = 'Request less: use a lower limit, a filter, fewer days or no breakdowns.';

/**
 * Cuts lookup results down to what an AI agent can process, and says what is missing: a model that gets more forgets
 * its task or rejects the response. Never used for results of sending, because a schedule without its ID cannot be
 * cancelled.
 */
export function truncateForAgent(items: INodeExecutionData[]): INodeExecutionData[] {
	// Without items, an agent would get an empty string, which tells it nothing.
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

/** An item without its largest members, as many as necessary. Their names stay. */
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
