import { countBy, omit, pick, sortBy, uniq } from 'lodash';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Entry, Member } from '../entry';
import { isObject } from '../../input/json';
import type { Sent } from '../outcome';
import type { Part } from '../plan/parts';
import { recipientName } from '../itemName';

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
}

/** What Braze, or this node, remarks about a request. Every output has it. */
const REMARKS = ['errors', 'warning', 'notice'];

/**
 * What an item gets to see of a response. A dry run has none, and what an unexpected response holds is shown as it is: a
 * sent request must not end in an error.
 *
 * @param members all members of the request
 */
export function shownAnswer(
	entry: Entry | undefined,
	answer: IDataObject,
	showing: Showing,
	members: readonly Member[],
): IDataObject[] {
	if (answer.dry_run === true) return [answer];
	if (!entry?.output) return [omit(answer, showing.leftOut ?? [])];
	const output = outputOf(entry.output, answer, members);
	const kept = showing.isLookup ? pick(answer, REMARKS) : omit(answer, notCarried(showing));
	if (Object.keys(kept).length === 0) return output;
	if (output.length === 0) return [kept];
	return output.map((json) => ({ ...json, ...omit(kept, Object.keys(json)) }));
}

const membersOf = (parts: readonly Part[]): Member[] =>
	parts.flatMap(({ member }) => (member === undefined ? [] : [member]));

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
	const output = outputOf(entry.output, answer, membersOf(parts));
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

/**
 * Adds the fields of its input item to each output item, behind its own: where names are the same, the result counts.
 * Error items stay as they are: n8n recognizes them by having nothing but the error, and adds the input itself.
 */
export function withInputFields(
	results: readonly INodeExecutionData[],
	input: readonly INodeExecutionData[],
): INodeExecutionData[] {
	return results.map((result) => {
		const { json, pairedItem } = result;
		if (isErrorItem(json) || typeof pairedItem !== 'object' || Array.isArray(pairedItem)) return result;
		return { ...result, json: { ...json, ...input[pairedItem.item].json, ...json } };
	});
}

/** Error items contain nothing but the error. */
export const isErrorItem = ({ error, ...rest }: IDataObject): boolean =>
	isObject(error) && Object.keys(rest).length === 0;

/** The response to one request, and the results of the items that share it. */
export class SharedAnswer {
	/** What operations make of the response: worked out once, since most items of a request share it. */
	private readonly outputs = new Map<Entry['output'], IDataObject[]>();

	/** The last result, and what it was made of besides the name of a recipient. */
	private last?: { readonly madeOf: readonly unknown[]; readonly result: IDataObject };

	constructor(
		private readonly order: ReadingOrder,
		private readonly sent: Sent,
		private readonly parts: readonly Part[],
		private readonly showing: Showing,
	) {}

	resultsFor(entry: Entry | undefined, own: readonly Part[]): IDataObject[] {
		const { fromMemory, timing } = this.sent;
		const recipient = entry?.message === undefined ? undefined : recipientOf(own);
		const goesOut = fromMemory ? timing : entry?.envelope.timing;
		const count = entry?.uncounted ? undefined : counted(own);
		return this.outputFor(entry).map((json) =>
			this.resultOf([json, recipient !== undefined, entry?.report, goesOut, count], recipient),
		);
	}

	/** Puts a result together. The results of a request mostly differ in the recipient only: then it is a copy of the last one. */
	private resultOf(madeOf: readonly unknown[], recipient: string | undefined): IDataObject {
		const who = recipient === undefined ? {} : { recipient };
		const { last } = this;
		if (last && madeOf.every((source, index) => source === last.madeOf[index]))
			return { ...last.result, ...who };
		const [json, , ...others] = madeOf;
		const result = this.order.apply(Object.assign({}, json, who, ...others) as IDataObject);
		this.last = { madeOf, result };
		return result;
	}

	private outputFor(entry: Entry | undefined): IDataObject[] {
		let output = this.outputs.get(entry?.output);
		if (!output) {
			output = shownAnswer(entry, this.sent.answer, this.showing, membersOf(this.parts));
			this.outputs.set(entry?.output, output);
		}
		return output;
	}
}

/** Who gets the message, if it is one person. */
const recipientOf = ([{ member }, ...more]: readonly Part[]): string | undefined =>
	more.length === 0 ? recipientName(member) : undefined;

const ONE_RECIPIENT: IDataObject = { recipient_count: 1 };

/** Without members there is nothing to count: Braze alone knows how many an audience reaches. */
function counted(parts: readonly Part[]): IDataObject | undefined {
	if (parts[0].member === undefined) return undefined;
	if (parts[0].list === undefined)
		return parts.length === 1 ? ONE_RECIPIENT : { recipient_count: parts.length };
	const names = attributeNames(parts);
	return {
		...countBy(parts, ({ list }) => `${list}_count`),
		...(names.length > 0 && { attribute_names: names }),
	};
}

/** What an object of attributes has besides: who it is about, and options of Braze. */
const NO_ATTRIBUTES: ReadonlySet<string> = new Set([
	'external_id',
	'user_alias',
	'braze_id',
	'_update_existing_only',
	'push_token_import',
]);

/** The names of the attributes in a request for an item. An email or phone that identifies the person is none of them. */
function attributeNames(parts: readonly Part[]): string[] {
	const written = parts.flatMap(({ list, member }) =>
		list === 'attributes' && isObject(member?.object) ? [member.object] : [],
	);
	const names = written.flatMap((object) => {
		const own = Object.keys(object).filter((name) => !NO_ATTRIBUTES.has(name));
		const isIdentified = 'external_id' in object || 'user_alias' in object || 'braze_id' in object;
		return isIdentified ? own : own.filter((name) => name !== 'email' && name !== 'phone');
	});
	return uniq(names);
}
