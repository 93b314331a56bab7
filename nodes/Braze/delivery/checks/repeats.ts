import { isObject } from '../../input/object';
import type { Combine, Entry, Envelope, Member } from '../entry';
import type { ItemEntry } from '../plan/requests';
import { recipientName } from '../itemName';
import { type Likeness, Likenesses, likenessOf, likenessWithout } from '../likeness';

/** What names the person of a member; the rest is what they get. */
const IDENTIFIERS: ReadonlySet<string> = new Set(['external_user_id', 'user_alias', 'email', 'braze_id']);

/** A message of a run: who gets it, and where it came from. */
export interface Message {
	readonly item: number;
	readonly position: number;
	readonly member?: Member;
	readonly envelope: Envelope;
	/** The keys of its event and schedule, if it is the only message of its item. */
	readonly keys?: string;
}

/** The messages of one item that an earlier message of the run repeats. */
export interface ItemRepeats {
	readonly positions: Set<number>;
	/** The first repeated message, and the one that it repeats. */
	readonly of: { readonly item: number; readonly position: number };
	readonly position: number;
	/** The person, as the message names them. */
	readonly person?: string;
}

/** An item that gives the ID of an earlier message to another one: Braze would send only the first. */
export interface SharedId {
	readonly item: number;
	readonly first: number;
	readonly id: string;
}

/** The messages of a run to one person that differ from each other. */
export type DifferentMessages = readonly Message[];

export interface Repeats {
	/** Messages that are the same as an earlier one, by item. */
	readonly identical: ReadonlyMap<number, ItemRepeats>;
	readonly sharedIds: readonly SharedId[];
	/** Those of each person with several. */
	readonly different: readonly DifferentMessages[];
}

const NOTHING: Likeness = { text: '', moments: [] };

/**
 * Finds messages that are the same in everything (person, Canvas or campaign, time, content), and people who get several
 * that differ. Looks at each message once, so the time is linear in their number.
 *
 * @param tolerance moments may differ by so many milliseconds: an expression such as `$now` gives each item another one
 */
export function findRepeats(
	entries: readonly ItemEntry[],
	combine: Combine | undefined,
	tolerance: number,
): Repeats {
	return new RepeatFinder(combine, tolerance).find(entries);
}

class RepeatFinder {
	/** The first message of each person. Most get one: what it says is only looked at when there is a second. */
	private readonly firsts = new Map<string, Message>();

	/** What was said to each person who gets several messages. */
	private readonly known = new Map<string, Likenesses<Message>>();

	private readonly identical = new Map<number, ItemRepeats>();

	private readonly ids = new Map<string, number>();

	private readonly sharedIds: SharedId[] = [];

	private readonly different = new Map<string, Message[]>();

	private readonly contents = new WeakMap<Envelope, Likeness>();

	constructor(
		private readonly combine: Combine | undefined,
		private readonly tolerance: number,
	) {}

	find(entries: readonly ItemEntry[]): Repeats {
		const once = withoutReplaced(entries).filter(({ entry }) => namesPeople(entry));
		// What an earlier attempt sent stays sent: the rest is compared with it, whatever its place.
		if (once.some(({ done }) => done)) for (const placed of once) this.addAll(placed, wasSent);
		for (const placed of once) this.addAll(placed, isNew);
		return { identical: this.identical, sharedIds: this.sharedIds, different: [...this.different.values()] };
	}

	private addAll(placed: ItemEntry, isWanted: (placed: ItemEntry, position: number) => boolean): void {
		const { item, entry } = placed;
		const { envelope, members } = entry;
		const keys = members && members.length > 1 ? undefined : keysOf(entry);
		if (!members || !this.combine) {
			if (isWanted(placed, 0)) this.add(envelope.subject, { item, position: 0, envelope, keys });
			return;
		}
		for (let position = 0; position < members.length; position++) {
			if (!isWanted(placed, position)) continue;
			const member = members[position];
			this.add(this.combine.key(member), { item, position, member, envelope, keys });
		}
	}

	private add(key: string, message: Message): void {
		const first = this.firsts.get(key);
		if (!first) {
			this.firsts.set(key, message);
			this.checkId(message);
			return;
		}
		const twin = this.knownOf(key, first).earlier(this.contentOf(message), message);
		if (twin) this.addIdentical(message, twin);
		else {
			this.checkId(message);
			const others = this.different.get(key);
			if (others) others.push(message);
			else this.different.set(key, [first, message]);
		}
	}

	private knownOf(key: string, first: Message): Likenesses<Message> {
		let known = this.known.get(key);
		if (!known) {
			known = new Likenesses(this.tolerance);
			this.known.set(key, known);
			known.earlier(this.contentOf(first), first);
		}
		return known;
	}

	/** What a message says. An event or a schedule with a key of its own is another one, such as a second booking at the same time. */
	private contentOf({ envelope, member, keys = '' }: Message): Likeness {
		let common = this.contents.get(envelope);
		if (!common) {
			common = likenessOf(envelope.path, envelope.query, envelope.body);
			this.contents.set(envelope, common);
		}
		const own = member ? likenessWithout(IDENTIFIERS, member) : NOTHING;
		return { text: common.text + own.text + keys, moments: [...common.moments, ...own.moments] };
	}

	private addIdentical({ item, position, member, envelope }: Message, of: Message): void {
		const known = this.identical.get(item);
		if (known) known.positions.add(position);
		else
			this.identical.set(item, {
				positions: new Set([position]),
				of: { item: of.item, position: of.position },
				position,
				person: personOf({ member, envelope }),
			});
	}

	private checkId({ item, envelope: { uniqueId } }: Message): void {
		if (uniqueId === undefined) return;
		const first = this.ids.get(uniqueId);
		if (first === undefined) this.ids.set(uniqueId, item);
		else if (first !== item) this.sharedIds.push({ item, first, id: uniqueId });
	}
}

/** Whether an earlier attempt sent the message at a position. */
const wasSent = ({ done }: ItemEntry, position: number): boolean => done?.has(position) === true;

const isNew = (placed: ItemEntry, position: number): boolean => !wasSent(placed, position);

/** The person who gets a message, as it names them: among the members of a request, or in one without such a list. */
export function personOf({
	member,
	envelope: { body },
}: Pick<Message, 'member' | 'envelope'>): string | undefined {
	return recipientName(member ?? (isObject(body?.recipient) ? body.recipient : undefined));
}

/** Whether an entry is a message to people by name. */
const namesPeople = ({ message, envelope }: Entry): boolean =>
	message !== undefined && envelope.audienceSend === undefined;

/**
 * Without items that will be skipped, or whose schedule replaces an earlier one: an item with the same key of the event,
 * or of the schedule, does not count as a second message.
 */
function withoutReplaced(entries: readonly ItemEntry[]): readonly ItemEntry[] {
	if (!entries.some(({ entry }) => hasKeys(entry))) return entries;
	const known = new Set<string>();
	return entries.filter(({ entry }) => {
		const keys = keyListOf(entry);
		const isRepeated = keys.some((key) => known.has(key));
		keys.forEach((key) => known.add(key));
		return !isRepeated;
	});
}

const hasKeys = ({ deduplicationKey, envelope: { companion } }: Entry): boolean =>
	deduplicationKey !== undefined || companion !== undefined;

/** The keys by which the user tells events and schedules apart. */
const keyListOf = ({ deduplicationKey: event, envelope: { companion } }: Entry): string[] => [
	...(event === undefined ? [] : [`event:${event}`]),
	...(companion ? [`companion:${companion.id}`] : []),
];

const keysOf = (entry: Entry): string | undefined =>
	hasKeys(entry) ? JSON.stringify(keyListOf(entry)) : undefined;
