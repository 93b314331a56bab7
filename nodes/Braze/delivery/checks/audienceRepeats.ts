import type { ItemEntry } from '../plan/parts';
import { areClose, type Likeness, likenessOf, Likenesses } from './likeness';

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
	readonly content: Likeness;
}

/**
 * Finds items that send to the audience, segment or broadcast of an earlier item. An item that an earlier execution handled, or
 * that has the event key of an earlier item, will be skipped and does not count.
 *
 * @param tolerance moments may differ by so many milliseconds: an expression such as `$now` gives each item another one
 */
export function audienceRepeats(entries: readonly ItemEntry[], tolerance: number): AudienceRepeat[] {
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
