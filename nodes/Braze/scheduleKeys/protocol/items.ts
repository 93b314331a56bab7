import { hash, randomUUID } from 'crypto';

/** What schedules send. The same key may be used once for each kind. */
export type ScheduleKind = 'campaign' | 'canvas' | 'message';

/** The fields of the catalog besides `id`. All are text; a missing one counts as empty. */
const FIELDS = [
	/** Who created the item: random, and new for each attempt. */
	'token',
	/** When it was created, by the clock of its creator (ISO 8601). */
	'since',
	'schedule_key',
	'kind',
	/** The Canvas or campaign; empty for messages. */
	'target_id',
	/** For people who read the list: the name of the Canvas or campaign, and who gets it. No code depends on it. */
	'target_name',
	'recipients',
	/** When the schedule goes out, as ISO 8601 in UTC: the first and the last moment over all time zones. */
	'first_send_at',
	'last_send_at',
	/** The schedule that this claim replaces, and that is cancelled before its own is created. */
	'replaces',
	'replaces_of_target',
	'schedule_id',
	'schedule_of',
	/** How a claim or a lock ended: see {@link End}. */
	'ended',
	'ended_of',
	'ended_at',
	/** The token of the claim whose schedule was moved: then its moves tell when it goes out last. */
	'moves_of',
	/** At least how many single moves there are. */
	'moves',
	/** On the first item of a chain: the number of a later claim that has or had a schedule. */
	'head',
	'head_of',
	/** Set on a root by the clean-up that is about to remove the key. */
	'mark',
	'mark_of',
	'mark_at',
	/** On a move: when Braze confirmed it (ISO 8601), or `refused`. */
	'done',
	/** How many minutes after `since` a lock or the gate ends by itself, or a claim is used at most. */
	'minutes',
] as const;

/** A catalog item, without its ID. */
export type KeyItem = Readonly<Partial<Record<(typeof FIELDS)[number], string>>>;

/** The fields of the catalog, as Braze creates them. */
export const CATALOG_FIELDS = ['id', ...FIELDS].map((name) => ({ name, type: 'string' }));

/**
 * How a claim ended:
 * - `cancelled`: its schedule was cancelled;
 * - `kept`: it was given back, and nothing was scheduled;
 * - `void`: Braze refused its schedule after the one before was cancelled for it;
 * - `freed`: a user freed the key, since nobody knew whether there was a schedule.
 */
export type End = 'cancelled' | 'kept' | 'void' | 'freed';

/** The known fields of a catalog item. */
export function itemIn(stored: Readonly<Record<string, unknown>>): KeyItem {
	const texts = FIELDS.map((name) => [name, stored[name]] as const).filter(
		([, value]) => typeof value === 'string' && value !== '',
	);
	return Object.fromEntries(texts) as KeyItem;
}

/**
 * The ID of the first item of a key: any key becomes the letters, digits and hyphens that Braze accepts, in lower case, since
 * the documentation does not say whether IDs differ by case.
 */
export function keyId(kind: ScheduleKind, key: string): string {
	// JSON keeps half surrogates apart, which UTF-8 does not.
	return `${kind}-${hash('sha256', JSON.stringify([kind, key]), 'hex')}`;
}

/** A token that no other attempt has. Item IDs contain it between hyphens, so it has none itself. */
export const newToken = (): string => randomUUID().replace(/-/g, '');

/** Stands for the token of an item that has none: a late write to a removed item made it. */
export const NO_TOKEN = 'void';

/** Tells the IDs of first items from all others. */
export const IS_ROOT = /^(campaign|canvas|message)-[0-9a-f]{64}$/;

/**
 * The items of one key. The token of the first item is part of all other IDs: so what belongs to a removed key is never mixed up
 * with what is stored under the same key later.
 */
export class Chain {
	constructor(
		readonly root: string,
		private readonly token = NO_TOKEN,
	) {}

	/** The chain that begins with an item. */
	static of(root: string, { token }: KeyItem): Chain {
		return new Chain(root, token);
	}

	/** The ID of the nth claim. */
	claim(n: number): string {
		return n === 1 ? this.root : `${this.prefix}${n}`;
	}

	/** The ID of the kth move of the nth claim. */
	move(n: number, k: number): string {
		return `${this.prefix}${n}-m${k}`;
	}

	/** The ID of the kth of its moves in bulk. */
	bulkMove(n: number, k: number): string {
		return `${this.prefix}${n}-b${k}`;
	}

	/** What the IDs of all items but the first begin with. */
	get prefix(): string {
		return `${this.root}-${this.token}-`;
	}
}

/** The schedule ID of a claim; empty if none is known. */
export function scheduleOf({ token, schedule_id: id = '', schedule_of: of }: KeyItem): string {
	return of === token ? id : '';
}

/** Whether the schedule of a claim was moved, or may have been. */
export const isMoved = ({ token, moves_of: of }: KeyItem): boolean => of !== undefined && of === token;

/** How a claim ended; `undefined` if it did not. What belongs to another claim does not count. */
export function endOf(item: KeyItem): End | undefined {
	if (!item.token) return 'void';
	if (!item.ended || item.ended_of !== item.token) return undefined;
	// Its schedule was stored after all.
	if (item.ended === 'freed' && scheduleOf(item) !== '') return undefined;
	return item.ended as End;
}

/** Whether a claim that ended leaves the schedule before it in force. */
export function leavesEarlier({ replaces = '' }: KeyItem, end: End): boolean {
	return end === 'kept' || (end === 'freed' && replaces === '');
}

/** A number that belongs to the item with this token; 0 if there is none. */
export const numberOf = (value: string | undefined, of: string | undefined, token: string | undefined) =>
	of === token && value !== undefined && /^\d+$/.test(value) ? Number(value) : 0;

/** A moment in milliseconds since 1970. */
export function momentOf(text: string | undefined, otherwise: number): number {
	const moment = Date.parse(text ?? '');
	return Number.isNaN(moment) ? otherwise : moment;
}

export const isoOf = (moment: number): string => new Date(moment).toISOString();
