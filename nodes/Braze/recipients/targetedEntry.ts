import type { IDataObject } from 'n8n-workflow';

import { readAudience } from '../audience';
import type { Entry, Member } from '../delivery/entry';
import { readDeduplicationKey } from '../fields/options/repeats';
import type { ItemReader } from '../itemReader';
import { RECIPIENTS_ALONE } from './recipientForms';

/** Who a message reaches, besides listed people. */
export interface Reach {
	/** Whether people are listed. If not, everyone who matches gets the message. */
	readonly named: boolean;
	/** Whether the user has confirmed that an audience without limits is intended. */
	readonly confirmed?: boolean;
	/** Its part of the body; contains `broadcast` exactly when no recipients are listed. */
	readonly body: Readonly<Record<string, unknown>>;
}

/** The values of *Send To* that every endpoint has. */
export const SHARED_TARGETS = [...RECIPIENTS_ALONE, 'audience', 'recipientsInAudience'] as const;

/** Returns the reach of such a target. Throws an InputError naming the field in the audience. */
export function sharedReach(item: ItemReader, sendTo: (typeof SHARED_TARGETS)[number]): Reach {
	if (sendTo === 'audience') return { named: false, body: { audience: readAudience(item), broadcast: true } };
	return { named: true, body: sendTo === 'recipientsInAudience' ? { audience: readAudience(item) } : {} };
}

/** How the target of an endpoint is read. */
export interface TargetReader {
	/** Throws an InputError naming the field. */
	readonly reach: (item: ItemReader) => Reach;
	/** The people by name: at least one, or an InputError. */
	readonly members: (item: ItemReader) => Member[];
}

/** The details of an endpoint besides its target: the same for all items whose parameters contain no expression. */
export interface Content {
	/** The Canvas, campaign or message that is sent, by its identifiers: a retry recognizes an earlier attempt by it. */
	readonly subject: Readonly<Record<string, unknown>>;
	/** What people get, for a sentence: `Canvas “Booking reminder”`. */
	readonly message: string;
	/** The rest of the body, `subject` included where it belongs there. */
	readonly body: Readonly<Record<string, unknown>>;
	/** Keys that the output gets in addition to Braze's answer. */
	readonly report?: IDataObject;
	/** When it goes out, for the output. */
	readonly timing?: IDataObject;
	readonly hints?: readonly string[];
}

/** Returns the function that builds an item's entry for an endpoint that messages people, from its target and what `read` returns. */
export function targetedEntry(
	target: TargetReader,
	read: (item: ItemReader) => Content,
): (item: ItemReader) => Entry {
	const readCommon = (item: ItemReader) => commonPart(target.reach(item), read(item));
	return (item) => {
		const { named, common } = item.shared(readCommon);
		const deduplicationKey = readDeduplicationKey(item);
		return {
			...common,
			...(deduplicationKey !== undefined && { deduplicationKey }),
			...(named && { members: target.members(item) }),
		};
	};
}

/** What items have in common whose parameters contain no expression. */
function commonPart(
	reach: Reach,
	{ subject, message, body, report, timing, hints }: Content,
): { named: boolean; common: Entry } {
	const envelope = {
		body: { ...body, ...reach.body },
		...(timing && { timing }),
		subject: reach.named ? JSON.stringify(subject) : JSON.stringify([subject, audienceKey(reach)]),
		...(!reach.named && {
			audienceSend: { audience: JSON.stringify([subject, reach.body]), confirmed: reach.confirmed === true },
		}),
	};
	return { named: reach.named, common: { envelope, message, report, hints } };
}

/** How a retry recognizes an audience send: not by its filters, which may contain dates that differ in the retry. */
function audienceKey({ body: { segment_id: segment, ...body } }: Reach): unknown[] {
	return [segment, ...Object.keys(body)];
}
