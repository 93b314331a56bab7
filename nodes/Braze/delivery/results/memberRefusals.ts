import { isEmpty, isEqual, omitBy, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { quote, sentences, titleOf } from '../../transport/errorText';
import type { Failure } from '../../transport/failure';
import type { Outcome, RequestOutcome } from '../outcome';

/** What Braze refused in one input item, by name. */
export interface ItemRefusal {
	/** The position of the first refused member in its item. */
	readonly position: number;
	readonly failures: Failure[];
	/** The lists that the refused members were in. */
	readonly lists: string[];
	/** How many other members of the item were sent. */
	sent: number;
	/** What the responses to its other requests contain, such as the IDs of their schedules. */
	readonly others: IDataObject[];
}

/** The items with members that Braze refused by name, and everything it refused in each. */
export function memberRefusals(delivered: readonly RequestOutcome[]): Map<number, ItemRefusal> {
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
	if (byItem.size > 0) countSent(delivered, byItem);
	return byItem;
}

/** Whether the error item for a refusal already covers another outcome of the same item. */
export function coveredByRefusal(outcome: Outcome): boolean {
	return outcome.kind === 'sent' || isNamedRefusal(outcome);
}

/** The error of such an item. It reports what was written, because running the item again would write it twice. */
export function memberRefusalError({ failures, lists, sent, others }: ItemRefusal): IDataObject {
	const [{ message, resolution, status, response }] = failures;
	const reasons = uniq(failures.map(({ reason = '' }) => reason));
	const [first, ...more] = reasons;
	// What would be the title of a refused item has to stand below that of a partly refused one.
	const untold = sent > 0 && titleOf(first) ? reasons : more;
	const done =
		sent === 0
			? []
			: [
					`Refused: ${lists.length === 0 ? failures.length : uniq(lists).join(' and ')}`,
					`The rest of the item was written (${sent})`,
				];
	return {
		message: sent === 0 ? message : 'Braze refused part of this item',
		description: sentences(...done, resolution, ...untold.map((reason) => quote('Braze', reason))),
		outcome: 'refused',
		reason: reasons.join('; '),
		...(status !== undefined && { status }),
		...(response && { response }),
		...(others.length > 0 && { other_responses: others }),
	};
}

function countSent(delivered: readonly RequestOutcome[], byItem: ReadonlyMap<number, ItemRefusal>): void {
	for (const { parts, outcome } of delivered) {
		if (outcome.kind !== 'sent') continue;
		for (const { item } of parts) {
			const refusal = byItem.get(item);
			if (!refusal) continue;
			refusal.sent++;
			addOther(refusal, withoutCounts(outcome.answer));
		}
	}
}

function addOther({ failures, others }: ItemRefusal, response: IDataObject): void {
	const known = [...failures.map((failure) => failure.response), ...others];
	if (!isEmpty(response) && !known.some((one) => isEqual(one, response))) others.push(response);
}

/** What a response says that is not about the whole request. */
const withoutCounts = (answer: IDataObject): IDataObject =>
	omitBy(answer, (_, key) => key === 'message' || key.endsWith('_processed'));

function isNamedRefusal(outcome: Outcome): outcome is Extract<Outcome, { kind: 'refused' }> {
	return outcome.kind === 'refused' && outcome.failure.named === true;
}
