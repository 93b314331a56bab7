import { classifyResponse } from '../../transport/classify';
import { sentences } from '../../transport/errorText';
import type { Member } from '../entry';
import { recipientName } from '../itemName';
import type { ItemWarning, Outcome, Rejected, RequestOutcome } from '../outcome';
import { isOpen, type ItemEntry, type PlannedRequest, toBrazeRequest } from '../plan/requests';
import type { RunContext } from '../send/interceptor';
import { lookUpAll } from '../send/sendAll';
import { affectsEveryRequest } from '../send/settling';
import { EXPORT, type Identifier, identifierOf, keyOf, People, PEOPLE, unknownIn } from './personLookUps';

/** A hint may cost this many requests: enough for a thousand people. */
const MOST_FOR_HINTS = 20;

/** More people than this are only counted: nobody reads them all. */
const MAX_NAMES = 10;

const UNKNOWN_PERSON =
	"Check the identifier, or turn on 'Create If Missing'. To send anyway, change 'Check Recipients' in the options.";

const SEND_ANYWAY = "To send without this, change 'Check Recipients' in the options";

/** What a response says of the people that it was asked for. */
interface Found {
	readonly asked: readonly Identifier[];
	readonly unknown: readonly Identifier[];
}

/**
 * Rejects items with people whom Braze does not know, since a message to them goes nowhere, and items with people who could
 * not be looked up. Those who are created with their first message are not looked up.
 */
export async function recipientErrors(
	entries: readonly ItemEntry[],
	context: RunContext,
): Promise<Rejected[]> {
	const wanted = peopleOf(entries);
	const people = new People(wanted.flatMap(({ members }) => members));
	const how = { endpoint: EXPORT, combine: PEOPLE, expected: { users: 'list' as const } };
	const ended = await lookUpAll(context, people.lookUps, how);
	const unknown = new Set<string>();
	const failures = new Map<string, Rejected['resolution']>();
	for (const { parts, outcome } of ended) {
		const asked = people.askedBy(parts);
		if (outcome.kind === 'sent')
			for (const person of unknownIn(asked, outcome.answer)) unknown.add(keyOf(person));
		else for (const person of asked) failures.set(keyOf(person), whyNot(outcome, ended));
	}
	return wanted.flatMap(({ item, members }) => {
		const nobody = members.filter((member) => unknown.has(keyOf(identifierOf(member))));
		if (nobody.length > 0) return [{ item, message: unknownText(nobody), resolution: UNKNOWN_PERSON }];
		const open = members.filter((member) => failures.has(keyOf(identifierOf(member))));
		if (open.length === 0) return [];
		const message = `'Check Recipients' could not find out whether Braze knows ${namesOf(open, 1)}`;
		return [{ item, message, resolution: failures.get(keyOf(identifierOf(open[0]))) }];
	});
}

/**
 * Warns of people whom Braze does not know, and says how many could not be looked up: those beyond the first 20 requests, and
 * all after a look-up that failed. If the key may not look, nothing is said.
 */
export async function recipientHints(
	entries: readonly ItemEntry[],
	context: RunContext,
): Promise<ItemWarning[]> {
	const wanted = peopleOf(entries);
	const people = new People(wanted.flatMap(({ members }) => members));
	const known = new Map<string, boolean>();
	for (const request of people.lookUps.slice(0, MOST_FOR_HINTS)) {
		const found = await askOnce(request, people, context);
		if (found === 'forbidden') return [];
		if (!found) break;
		for (const person of found.asked) known.set(keyOf(person), true);
		for (const person of found.unknown) known.set(keyOf(person), false);
	}
	const open = `'Check Recipients' looked up ${known.size} of ${people.count} people: it is not known whether Braze has the others`;
	return wanted.flatMap(({ item, members }) => {
		const states = members.map((member) => known.get(keyOf(identifierOf(member))));
		const unknown = members.filter((_, index) => states[index] === false);
		return [
			...unknown.map((member) => ({ item, message: reachesNobody(member) })),
			...(states.includes(undefined) ? [{ item, message: open }] : []),
		];
	});
}

/** Asks without retries or waiting: a hint is not worth either. */
async function askOnce(
	request: PlannedRequest,
	people: People,
	{ connection }: RunContext,
): Promise<Found | 'forbidden' | undefined> {
	const shape = { endpoint: EXPORT, combine: PEOPLE };
	const verdict = classifyResponse(await connection.send(toBrazeRequest(request, shape)));
	if (verdict.kind === 'refused' && affectsEveryRequest(verdict.status)) return 'forbidden';
	if (verdict.kind !== 'accepted' || !Array.isArray(verdict.body.users)) return undefined;
	const asked = people.askedBy(request.parts);
	return { asked, unknown: unknownIn(asked, verdict.body) };
}

/** The people of an item who are to be looked up. */
interface Wanted {
	readonly item: number;
	readonly members: readonly Member[];
}

const peopleOf = (entries: readonly ItemEntry[]): Wanted[] =>
	entries.map((placed) => ({
		item: placed.item,
		members: (placed.entry.members ?? []).filter(
			(member, position) =>
				isOpen(placed, position) &&
				member.send_to_existing_only !== false &&
				Object.keys(identifierOf(member)).length > 0,
		),
	}));

/** Why people could not be looked up. Of a request that was not tried, the one that failed says it. */
function whyNot(outcome: Exclude<Outcome, { kind: 'sent' }>, all: readonly RequestOutcome[]): string {
	const tried = all.map((one) => one.outcome).find((one) => one.kind !== 'sent' && !('untried' in one));
	const { failure } = 'untried' in outcome && tried && tried.kind !== 'sent' ? tried : outcome;
	return sentences(failure.message, failure.resolution, SEND_ANYWAY);
}

const unknownText = (people: readonly Member[]): string =>
	people.length === 1
		? `Braze has no person ${namesOf(people, 1)}`
		: `Braze has none of these people: ${namesOf(people, MAX_NAMES)}`;

/** Says that a message reaches nobody, and what the identifier may be instead. */
function reachesNobody(member: Member): string {
	const id = String(member.external_user_id ?? '');
	const guess = EMAIL.test(id)
		? "It looks like an email address, not an external ID: check 'Identify By'"
		: SEVERAL.test(id)
			? 'If these are several IDs, enter each as a recipient of its own'
			: 'Check the identifier';
	return `${unknownText([member])}, so this message reaches nobody. ${guess}`;
}

const EMAIL = /^[^\s@]+@[^\s@]+$/;

const SEVERAL = /\S[,;\s]+\S/;

function namesOf(people: readonly Member[], most: number): string {
	const names = people.slice(0, most).map((member) => `'${recipientName(member) ?? ''}'`);
	return names.join(', ') + (people.length > most ? ` and ${people.length - most} more` : '');
}
