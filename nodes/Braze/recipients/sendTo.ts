import { type IDataObject, type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { audienceFields, readAudience } from '../audience';
import type { Entry, Member } from '../delivery/entry';
import { LEFT_TO_THE_USER } from '../fields/confirmation';
import type { Wording } from '../fields/content/properties';
import { readDeduplicationKey } from '../fields/options/repeats';
import { builderOnly, target } from '../fields/tool/builderOnly';
import { readOneOf } from '../fields/values';
import { InputError } from '../input/inputError';
import type { ItemReader } from '../itemReader';
import type { RecipientType } from './recipient';
import {
	IN_ROWS,
	readRecipients,
	recipientChoices,
	RECIPIENTS_ALONE,
	recipientsFields,
} from './recipientForms';

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

const TARGETS = [...SHARED_TARGETS, 'broadcast'] as const;

const shownFor = (targets: string[], fields: INodeProperties[]) =>
	updateDisplayOptions({ show: { sendTo: targets } }, fields);

/** The targets, and the fields of each. */
export const sendToFields = ({ title, word, properties }: Wording): INodeProperties[] => [
	target({
		displayName: 'Send To',
		name: 'sendTo',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Connected Audience',
				value: 'audience',
				description: `Everyone in the ${word}'s audience who matches the filters below`,
			},
			{
				name: `Everyone in the ${title}'s Audience (Broadcast)`,
				value: 'broadcast',
				description: `Everyone the ${word} targets in Braze, with no further filter`,
			},
			...recipientChoices,
			{
				name: 'Recipients in Audience',
				value: 'recipientsInAudience',
				description: 'Only people entered below who match the filters',
			},
		],
		default: IN_ROWS,
		description: `Who gets the messages. Only people who also match the audience set in the ${word} get them.`,
		builderHint: {
			propertyHint:
				"Use 'recipients' unless the user asked for an audience. Never choose 'broadcast' to fill a gap.",
		},
	}),
	...shownFor(
		['broadcast'],
		[
			{
				displayName: `This sends to everyone in the audience set in the ${word}. Check its size in Braze first.`,
				name: 'broadcastNotice',
				type: 'notice',
				default: '',
			},
			builderOnly({
				displayName: 'Confirm Broadcast',
				name: 'confirmBroadcast',
				type: 'boolean',
				noDataExpression: true,
				default: false,
				description: `Whether to message everyone in the ${word}'s audience. Nothing is sent until this is on.`,
				builderHint: LEFT_TO_THE_USER,
			}),
		],
	),
	...recipientsFields(properties),
	...shownFor(['audience', 'recipientsInAudience'], audienceFields),
];

/** Reads {@link sendToFields}. `typeOf` returns what the recipients of an item may have. */
export const sendToTarget = (typeOf: (item: ItemReader) => RecipientType): TargetReader => ({
	reach: readReach,
	members: (item) => readRecipients(item, typeOf(item)),
});

/**
 * Returns the reach of an item. Nothing that is empty or broken ever widens it: where recipients are to be named they
 * have to be there, and a broadcast is only what was chosen and confirmed as one.
 *
 * @throws {InputError} naming the field
 */
function readReach(item: ItemReader): Reach {
	const sendTo = readOneOf('Send To', TARGETS, item.get('sendTo'));
	return sendTo === 'broadcast' ? confirmedBroadcast(item) : sharedReach(item, sendTo);
}

function confirmedBroadcast(item: ItemReader): Reach {
	if (item.get('confirmBroadcast', false) === true)
		return { named: false, confirmed: true, body: { broadcast: true } };
	throw new InputError(
		'Confirm Broadcast',
		'is off',
		"A broadcast messages everyone in the audience set in Braze. Turn it on if you want that, or choose 'Recipients' under 'Send To'.",
	);
}
