import { lowerFirst } from 'lodash';

import { EXECUTE_ONCE } from '../checks/repeatRules';
import { type DifferentMessages, personOf } from '../checks/repeats';
import { itemsText, placeOf } from '../itemName';
import { mayHaveGoneOut, type RequestOutcome } from '../outcome';

/**
 * Says who gets several messages that differ. Counts only messages that went out, since some may have been skipped or
 * refused.
 *
 * @param people the differing messages planned for each person
 * @returns one remark, or none
 */
export function severalMessages(
	people: readonly DifferentMessages[],
	delivered: readonly RequestOutcome[],
): string[] {
	if (people.length === 0) return [];
	const out = new Set(
		delivered
			.filter(({ outcome }) => mayHaveGoneOut(outcome))
			.flatMap(({ parts }) => parts.map(({ item, position }) => `${item}:${position}`)),
	);
	const reached = people
		.map((messages) => messages.filter(({ item, position }) => out.has(`${item}:${position}`)))
		.filter(({ length }) => length > 1);
	if (reached.length === 0) return [];
	const [[first, second]] = reached;
	const person = personOf(first) ?? 'one person';
	const who = reached.length === 1 ? `${person} gets` : `${reached.length} people get`;
	const example = reached.length === 1 ? '' : `${person} in `;
	const where =
		first.item === second.item
			? `item ${placeOf(first.item)}`
			: lowerFirst(itemsText(first.item, second.item));
	const advice = shareItems(reached) ? ` If one message each is enough, ${EXECUTE_ONCE}.` : '';
	return [`${who} more than one message in this run, and they differ (${example}${where}).${advice}`];
}

/**
 * Whether several people get their messages from the same two items, which means that both items list the same people.
 */
function shareItems(people: readonly DifferentMessages[]): boolean {
	const pairs = people
		.filter(([first, second]) => first.item !== second.item)
		.map(([first, second]) => `${first.item}:${second.item}`);
	return new Set(pairs).size < pairs.length;
}
