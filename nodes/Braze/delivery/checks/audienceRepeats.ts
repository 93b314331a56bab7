import type { Envelope } from '../entry';
import type { ItemEntry } from '../plan/types';
import { areClose, likenessOf, type Likeness } from './likeness';

/** An item that sends to the audience of an earlier one. */
export interface AudienceRepeat {
	readonly item: number;
	readonly first: number;
	/** Whether everything else is the same as well: what is sent, and when. */
	readonly identical: boolean;
}

/** A send to an audience, with what its request holds besides. */
interface Send {
	readonly item: number;
	readonly audience: Likeness;
	readonly content: Likeness;
}

/** The sends to audiences that differ in their moments only: by all moments, and the latest. */
interface AudienceKind {
	readonly exact: Map<string, Send>;
	latest: Send;
}

/**
 * Finds items that send to the audience, segment or broadcast of an earlier item. An item that an earlier execution handled, or
 * that has the event key of an earlier item, will be skipped and does not count.
 *
 * @param tolerance moments may differ by so many milliseconds: an expression such as `$now` gives each item another one
 */
export function audienceRepeats(entries: readonly ItemEntry[], tolerance: number): AudienceRepeat[] {
	const kinds = new Map<string, AudienceKind>();
	const events = new Set<string>();
	return entries.flatMap(({ item, entry: { envelope, deduplicationKey: event } }) => {
		if (!envelope.audienceSend || (event !== undefined && events.has(event))) return [];
		if (event !== undefined) events.add(event);
		const send = sendOf(item, envelope, envelope.audienceSend.audience);
		const first = firstTo(kinds, send, tolerance);
		if (!first) return [];
		const identical =
			first.content.text === send.content.text &&
			areClose(first.content.moments, send.content.moments, tolerance);
		return [{ item, first: first.item, identical }];
	});
}

function sendOf(item: number, { body }: Envelope, audience: string): Send {
	return { item, audience: likenessOf(JSON.parse(audience)), content: likenessOf(body) };
}

/** The first send to the same audience; otherwise this one is remembered. */
function firstTo(kinds: Map<string, AudienceKind>, send: Send, tolerance: number): Send | undefined {
	const { text, moments } = send.audience;
	const kind = kinds.get(text);
	const exactly = moments.join();
	if (!kind) {
		kinds.set(text, { exact: new Map([[exactly, send]]), latest: send });
		return undefined;
	}
	const first =
		kind.exact.get(exactly) ??
		(areClose(kind.latest.audience.moments, moments, tolerance) ? kind.latest : undefined);
	if (!first) {
		kind.exact.set(exactly, send);
		kind.latest = send;
	}
	return first;
}
