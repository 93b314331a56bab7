import { sumBy, upperFirst } from 'lodash';

import type { Combine } from '../entry';
import { itemsText, placeOf } from '../itemName';
import { type ItemEntry, openParts } from '../plan/requests';
import type { Rejected, Skipped } from '../outcome';
import { areClose, type Likeness, likenessOf, Likenesses } from '../likeness';
import { type DifferentMessages, findRepeats, type ItemRepeats, type SharedId } from './repeats';

/** How to make the node run only once. */
export const EXECUTE_ONCE = "turn on 'Execute Once' in the node's settings";

/** What happens to messages that repeat others of the same run. */
export interface RepeatRules {
	/** What happens to a message that is the same as an earlier one in everything. */
	readonly identicalMessages: 'error' | 'skip' | 'sendAll';
	/** Whether several items may send to the same audience. */
	readonly repeatedAudiences: boolean;
}

/** The entries of a run that may be sent, and what became of the others. */
export interface CheckedRepeats {
	readonly entries: readonly ItemEntry[];
	readonly rejected: readonly Rejected[];
	readonly skipped: readonly Skipped[];
	/** Set if nothing of the run may be sent. */
	readonly refused?: Rejected;
	/** People who would get several messages that differ. */
	readonly different: readonly DifferentMessages[];
	/** Remarks about what was left out. */
	readonly remarks: readonly string[];
}

/**
 * Makes sure that nobody gets the same message twice in a run, and no audience gets several messages, unless the rules
 * allow it.
 *
 * @param entries all that could be read, with what an earlier attempt of the execution sent of each
 * @param tolerance how far apart two moments may lie and still count as the same, in milliseconds
 */
export function checkRepeats(
	entries: readonly ItemEntry[],
	combine: Combine | undefined,
	rules: RepeatRules,
	tolerance: number,
): CheckedRepeats {
	const audiences = audienceRepeats(entries, tolerance);
	const refused = refusedRepeat(audiences, rules);
	if (refused) return { entries: [], rejected: [], skipped: [], refused, different: [], remarks: [] };
	const { identical, sharedIds, different } = findRepeats(entries, combine, tolerance);
	const rejected = sharedIds.map(sharedIdRejection);
	if (rules.identicalMessages === 'error')
		for (const [item, repeats] of identical) rejected.push(identicalRejection(item, repeats));
	const barred = new Set(rejected.map(({ item }) => item));
	const allowed = entries.filter(({ item }) => !barred.has(item));
	if (rules.identicalMessages !== 'skip')
		return { entries: allowed, rejected, skipped: [], different, remarks: [] };
	const firsts = new Map(
		audiences.flatMap(({ item, first, identical: same }) => (same ? [[item, first]] : [])),
	);
	const rest = leaveOut(allowed, identical, firsts);
	return { ...rest, rejected, different, remarks: leftOutText(rest.entries) };
}

/** The first audience that several items would send to against the rules. */
function refusedRepeat(
	repeats: readonly AudienceRepeat[],
	{ identicalMessages, repeatedAudiences }: RepeatRules,
): Rejected | undefined {
	const repeat = repeats.find(({ identical }) =>
		identical && identicalMessages !== 'sendAll' ? identicalMessages === 'error' : !repeatedAudiences,
	);
	if (!repeat) return undefined;
	const { item, first, identical } = repeat;
	const otherwise = `${upperFirst(EXECUTE_ONCE)}, or add a Limit node before it.`;
	return identical
		? {
				item,
				message: `${itemsText(first, item)} would send the same message to the same audience`,
				resolution: `Each item would message everyone again. ${otherwise}`,
			}
		: {
				item,
				message: `${itemsText(first, item)} would each send a message to the same audience`,
				resolution: `Everyone in it would get a message for each item. ${otherwise} If you want all of them, turn on 'Allow Repeated Audiences' in the options.`,
			};
}

function identicalRejection(
	item: number,
	{ of, position, person = 'the same people' }: ItemRepeats,
): Rejected {
	const choice = "or choose what happens to them in the option 'Identical Messages'";
	return of.item === item
		? {
				item,
				message: `Recipient ${position + 1} repeats recipient ${of.position + 1}: the same message to ${person}`,
				resolution: `Remove one of them, ${choice}.`,
			}
		: {
				item,
				namesItems: true,
				message: `${itemsText(of.item, item)} would send the same message to ${person}`,
				resolution: `If every item lists the same people, ${EXECUTE_ONCE}. Otherwise remove the repeated rows, ${choice}.`,
			};
}

const sharedIdRejection = ({ item, first, id }: SharedId): Rejected => ({
	item,
	namesItems: true,
	message: `${itemsText(first, item)} have the same 'External Send ID': ${id}`,
	resolution: 'Braze sends one message for each ID and drops the others. Give each message its own ID.',
});

/** What was left out of items that send the rest. */
function leftOutText(entries: readonly ItemEntry[]): string[] {
	const count = sumBy(entries, ({ omitted }) => omitted?.size ?? 0);
	if (count === 0) return [];
	return [`Skipped ${count === 1 ? '1 message' : `${count} messages`} that repeat others in this run.`];
}

/** Leaves repeated messages out. An item with none left is skipped. */
function leaveOut(
	entries: readonly ItemEntry[],
	identical: ReadonlyMap<number, ItemRepeats>,
	audiences: ReadonlyMap<number, number>,
): Pick<CheckedRepeats, 'entries' | 'skipped'> {
	const skipped: Skipped[] = [];
	const kept = entries.flatMap((placed) => {
		const { item } = placed;
		const repeats = identical.get(item);
		const audienceOf = audiences.get(item);
		if (!repeats && audienceOf === undefined) return [placed];
		const rest = { ...placed, omitted: repeats?.positions ?? new Set([0]) };
		if (openParts(rest) > 0 || placed.done?.size) return [rest];
		const first = repeats?.of.item ?? audienceOf ?? item;
		skipped.push({ item, reason: `Item ${placeOf(first)} sends the same message` });
		return [];
	});
	return { entries: kept, skipped };
}

/** An item that sends to the audience of an earlier one. */
interface AudienceRepeat {
	readonly item: number;
	readonly first: number;
	/** Whether everything else is the same as well: what is sent, and when. */
	readonly identical: boolean;
}

/** A send to an audience, with what its request holds besides. */
interface Send {
	readonly item: number;
	readonly content: Likeness;
}

/**
 * Finds items that send to the audience, segment or broadcast of an earlier item. An item that an earlier execution handled, or
 * that has the event key of an earlier item, will be skipped and does not count.
 *
 * @param tolerance moments may differ by so many milliseconds: an expression such as `$now` gives each item another one
 */
function audienceRepeats(entries: readonly ItemEntry[], tolerance: number): AudienceRepeat[] {
	const sends = new Likenesses<Send>(tolerance);
	const events = new Set<string>();
	return entries.flatMap(({ item, entry: { envelope, deduplicationKey: event } }) => {
		if (!envelope.audienceSend || (event !== undefined && events.has(event))) return [];
		if (event !== undefined) events.add(event);
		const send: Send = { item, content: likenessOf(envelope.body) };
		const first = sends.earlier(likenessOf(JSON.parse(envelope.audienceSend.audience)), send);
		if (!first) return [];
		const identical =
			first.content.text === send.content.text &&
			areClose(first.content.moments, send.content.moments, tolerance);
		return [{ item, first: first.item, identical }];
	});
}
