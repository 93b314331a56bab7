import { countBy, uniq } from 'lodash';
import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isObject } from '../../input/json';
import type { Entry, Member } from '../entry';
import type { Outcome, Sent } from '../outcome';
import type { Part } from '../plan/parts';
import { recipientName } from '../itemName';
import { memberRefusalError, memberRefusals, coveredByRefusal } from './memberRefusals';
import { isErrorItem, ReadingOrder, type Showing, shownAnswer } from './shownAnswer';
import type { Run } from '../runRecord';

/** The name of an outcome in an error item. */
const OUTCOME_NAMES = { refused: 'refused', notSent: 'not_sent', unknown: 'unknown' } as const;

/**
 * Returns the result of each input item, in input order: one output item for each request it was part of, with
 * Braze's response, the reason it was skipped, or an error. If Braze refused members of an item by name, one error item
 * says so, and what was done nevertheless. Error items contain only `error`, by which n8n routes them to the error output.
 */
export function resultItems(
	{ entries, delivered, rejected, skipped }: Run,
	showing: Showing,
): INodeExecutionData[] {
	const results = new Results();
	const order = new ReadingOrder();
	const entryOf: Entry[] = [];
	for (const { item, entry } of entries) entryOf[item] = entry;
	for (const { item, reason, report } of skipped) results.addSkipped(item, 0, reason, report);
	for (const { item, message, resolution } of rejected) {
		results.add(item, Infinity, {
			error: { message, ...(resolution !== undefined && { description: resolution }), outcome: 'invalid' },
		});
	}
	const refusals = memberRefusals(delivered);
	for (const [item, refusal] of refusals)
		results.add(item, refusal.position, { error: memberRefusalError(refusal) });
	for (const { parts, outcome } of delivered) {
		const answer = outcome.kind === 'sent' ? new SharedAnswer(order, outcome, parts, showing) : undefined;
		for (const own of partsByItem(parts)) {
			const { item, position } = own[0];
			if (refusals.has(item) && coveredByRefusal(outcome)) continue;
			if (outcome.kind !== 'sent') results.add(item, position, { error: errorOf(outcome) });
			else if (outcome.skipped !== undefined) results.addSkipped(item, position, outcome.skipped);
			else
				for (const json of answer?.resultsFor(entryOf[item], own) ?? [])
					results.add(item, position, json, outcome.binary);
		}
	}
	return results.inOrder();
}

/** The output of the items: by item, and within an item by the place of the members concerned. */
class Results {
	private readonly all: Array<{
		item: number;
		position: number;
		json: IDataObject;
		binary?: IBinaryKeyData;
	}> = [];

	private hasSkipped = false;

	add(item: number, position: number, json: IDataObject, binary?: IBinaryKeyData): void {
		this.all.push({ item, position, json, binary });
	}

	addSkipped(item: number, position: number, reason: string, report: IDataObject = {}): void {
		this.hasSkipped = true;
		this.add(item, position, { ...report, skipped: true, reason });
	}

	inOrder(): INodeExecutionData[] {
		const sorted = this.all.sort((a, b) => a.item - b.item || a.position - b.position);
		const shown = this.hasSkipped ? this.withSameKeys() : ({ json }: { json: IDataObject }) => json;
		return sorted.map((one) => ({
			json: shown(one),
			...(one.binary && { binary: one.binary }),
			pairedItem: { item: one.item },
		}));
	}

	/** Gives all items but errors the same keys, since the editor's table shows a missing one as `undefined`, in red. */
	private withSameKeys(): (one: { json: IDataObject }) => IDataObject {
		const blank: IDataObject = { skipped: false, reason: null };
		for (const { json } of this.all) {
			if (isErrorItem(json)) continue;
			for (const name of Object.keys(json)) if (!(name in blank)) blank[name] = null;
		}
		return ({ json }) => (isErrorItem(json) ? json : { ...blank, ...json });
	}
}

/** The response to one request, and the results of the items that share it. */
class SharedAnswer {
	/** What operations make of the response: worked out once, since most items of a request share it. */
	private readonly outputs = new Map<Entry['output'], IDataObject[]>();

	private readonly members: readonly Member[];

	constructor(
		private readonly order: ReadingOrder,
		private readonly sent: Sent,
		parts: readonly Part[],
		private readonly showing: Showing,
	) {
		this.members = parts.flatMap(({ member }) => (member === undefined ? [] : [member]));
	}

	resultsFor(entry: Entry | undefined, own: readonly Part[]): IDataObject[] {
		const { fromMemory, timing } = this.sent;
		const who = entry?.message === undefined ? {} : recipientOf(own);
		const goesOut = fromMemory ? timing : entry?.envelope.timing;
		const count = entry?.uncounted ? {} : counted(own);
		return this.outputFor(entry).map((json) =>
			this.order.apply({ ...json, ...who, ...entry?.report, ...goesOut, ...count }),
		);
	}

	private outputFor(entry: Entry | undefined): IDataObject[] {
		let output = this.outputs.get(entry?.output);
		if (!output) {
			output = shownAnswer(entry, this.sent.answer, this.showing, this.members);
			this.outputs.set(entry?.output, output);
		}
		return output;
	}
}

/** Who gets the message, if it is one person. */
function recipientOf(parts: readonly Part[]): IDataObject {
	const [{ member }] = parts;
	if (!member || parts.length > 1) return {};
	const name = recipientName(member);
	return name === undefined ? {} : { recipient: name };
}

function errorOf(outcome: Exclude<Outcome, { kind: 'sent' }>): IDataObject {
	const { message, resolution, status } = outcome.failure;
	return {
		message,
		description: resolution,
		outcome: OUTCOME_NAMES[outcome.kind],
		...(status !== undefined && { status }),
		...(outcome.kind === 'notSent' && outcome.retryAt !== undefined && { retry_at: outcome.retryAt }),
	};
}

/** Without members there is nothing to count: Braze alone knows how many an audience reaches. */
function counted(parts: readonly Part[]): IDataObject {
	if (parts[0].member === undefined) return {};
	if (parts[0].list === undefined) return { recipient_count: parts.length };
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

/** The parts of each item. A request has those of one item side by side. */
function partsByItem(parts: readonly Part[]): Part[][] {
	const groups: Part[][] = [];
	for (const part of parts) {
		const last = groups[groups.length - 1];
		if (last?.[0].item === part.item) last.push(part);
		else groups.push([part]);
	}
	return groups;
}
