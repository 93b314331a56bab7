import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isEmpty, isEqual, uniq } from 'lodash';

import { isObject } from '../../input/object';
import { quote, sentences, titleOf } from '../../transport/errorText';
import type { Failure } from '../../transport/failure';
import { withoutCounts } from '../answers/readAnswer';
import type { Entry } from '../entry';
import type { Outcome, RequestOutcome } from '../outcome';
import type { Part } from '../plan/requests';
import type { Run } from '../runRecord';
import { SharedAnswer } from './sharedAnswer';
import { ReadingOrder, type ResponseDisplay } from './shownAnswer';

/** The name of an outcome in an error item. */
const OUTCOME_NAMES = { refused: 'refused', notSent: 'not_sent', unknown: 'unknown' } as const;

/**
 * Returns the result of each input item, in input order. For each request that an item was part of, there is one output
 * item with Braze's response, the reason it was skipped, or an error. If Braze refused members of an item by name, a
 * single error item says so, and what was done nevertheless. Error items contain only `error`, by which n8n routes them
 * to the error output.
 */
export function resultItems(
	{ entries, delivered, rejected, skipped }: Run,
	display: ResponseDisplay,
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
	const refusals = memberRefusals(delivered, display);
	for (const [item, refusal] of refusals)
		results.add(item, refusal.position, { error: memberRefusalError(refusal) });
	for (const { parts, outcome } of delivered) {
		const answer = outcome.kind === 'sent' ? new SharedAnswer(order, outcome, parts, display) : undefined;
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

/**
 * Adds the fields of the paired input item to each output item, after its own. On a name conflict, the result wins.
 * Error items stay unchanged: n8n recognizes them by having nothing but the error, and adds the input itself. An
 * `error` field of the input is renamed: with *Retry On Fail*, n8n runs the node again if the first output item has
 * one, and with an error output, it may route the item there.
 */
export function withInputFields(
	results: readonly INodeExecutionData[],
	input: readonly INodeExecutionData[],
): INodeExecutionData[] {
	return results.map((result) => {
		const { json, pairedItem } = result;
		if (isErrorItem(json) || typeof pairedItem !== 'object' || Array.isArray(pairedItem)) return result;
		return { ...result, json: { ...json, ...withoutError(input[pairedItem.item].json, json), ...json } };
	});
}

const INPUT_ERROR = 'input_error';

/** The fields of an input item, its `error` under a name that neither it nor the result has. */
function withoutError({ error, ...rest }: IDataObject, result: IDataObject): IDataObject {
	if (error === undefined) return rest;
	let name = INPUT_ERROR;
	for (let count = 2; name in rest || name in result; count++) name = `${INPUT_ERROR}_${count}`;
	return { [name]: error, ...rest };
}

/** Collects output items and sorts them by input item, then by position of the member. */
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

	/**
	 * Gives all items except errors the same keys, because the editor's table shows a missing one as `undefined`, in red.
	 */
	private withSameKeys(): (one: { json: IDataObject }) => IDataObject {
		const blank: IDataObject = { skipped: false, reason: null };
		for (const { json } of this.all) {
			if (isErrorItem(json)) continue;
			for (const name of Object.keys(json)) if (!(name in blank)) blank[name] = null;
		}
		return ({ json }) => (isErrorItem(json) ? json : { ...blank, ...json });
	}
}

/** Whether an item has nothing but an error. */
const isErrorItem = ({ error, ...rest }: IDataObject): boolean =>
	isObject(error) && Object.keys(rest).length === 0;

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

/** Groups parts by item. A request has the parts of an item next to each other. */
function partsByItem(parts: readonly Part[]): Part[][] {
	const groups: Part[][] = [];
	for (const part of parts) {
		const last = groups[groups.length - 1];
		if (last?.[0].item === part.item) last.push(part);
		else groups.push([part]);
	}
	return groups;
}

/** The members of one input item that Braze refused by name. */
interface ItemRefusal {
	/** The position of the first refused member in its item. */
	readonly position: number;
	readonly failures: Failure[];
	/** The lists that the refused members were in. */
	readonly lists: string[];
	/** How many of the item's other members were sent. */
	sent: number;
	/** The content of responses to the item's other requests, such as schedule IDs. */
	readonly others: IDataObject[];
}

/** The items with members that Braze refused by name, and all refusals of each. */
function memberRefusals(
	delivered: readonly RequestOutcome[],
	display: ResponseDisplay,
): Map<number, ItemRefusal> {
	const byItem = new Map<number, ItemRefusal>();
	for (const { parts, outcome } of delivered) {
		if (!isNamedRefusal(outcome)) continue;
		for (const { item, position, list } of parts) {
			const known = byItem.get(item) ?? { position, failures: [], lists: [], sent: 0, others: [] };
			known.failures.push(outcome.failure);
			if (list !== undefined) known.lists.push(list);
			byItem.set(item, { ...known, position: Math.min(position, known.position) });
		}
	}
	if (byItem.size > 0) countSent(delivered, byItem, display);
	return byItem;
}

/** Whether an outcome is already covered by the error item for the refused members of the same item. */
function coveredByRefusal(outcome: Outcome): boolean {
	return outcome.kind === 'sent' || isNamedRefusal(outcome);
}

/**
 * The error of an item with refused members. It says what was written, because running the item again would write it
 * twice.
 */
function memberRefusalError({ failures, lists, sent, others }: ItemRefusal): IDataObject {
	const [{ message, resolution, status, response }] = failures;
	const reasons = uniq(failures.map(({ reason = '' }) => reason));
	const [first, ...more] = reasons;
	// A partly refused item has its own title, so Braze's reason moves to the description.
	const reasonsInText = sent > 0 && titleOf(first) ? reasons : more;
	const done =
		sent === 0
			? []
			: [
					`Refused: ${lists.length === 0 ? failures.length : uniq(lists).join(' and ')}`,
					`The rest of the item was written (${sent})`,
				];
	return {
		message: sent === 0 ? message : 'Braze refused part of this item',
		description: sentences(...done, resolution, ...reasonsInText.map((reason) => quote('Braze', reason))),
		outcome: 'refused',
		reason: reasons.join('; '),
		...(status !== undefined && { status }),
		...(response && { response }),
		...(others.length > 0 && { other_responses: others }),
	};
}

function countSent(
	delivered: readonly RequestOutcome[],
	byItem: ReadonlyMap<number, ItemRefusal>,
	display: ResponseDisplay,
): void {
	for (const { parts, outcome } of delivered) {
		if (outcome.kind !== 'sent') continue;
		for (const { item } of parts) {
			const refusal = byItem.get(item);
			if (!refusal) continue;
			refusal.sent++;
			addOther(refusal, withoutCounts(outcome.answer, display));
		}
	}
}

function addOther({ failures, others }: ItemRefusal, response: IDataObject): void {
	const known = [...failures.map((failure) => failure.response), ...others];
	if (!isEmpty(response) && !known.some((one) => isEqual(one, response))) others.push(response);
}

function isNamedRefusal(outcome: Outcome): outcome is Extract<Outcome, { kind: 'refused' }> {
	return outcome.kind === 'refused' && outcome.failure.named === true;
}
