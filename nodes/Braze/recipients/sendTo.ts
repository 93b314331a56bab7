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

/** Who a message reaches in addition to listed people. */
export interface Reach {
	/** Whether people are listed. If not, everyone who matches gets the message. */
	readonly named: boolean;
	/** Whether the user has confirmed that an audience without limits is intended. */
	readonly confirmed?: boolean;
	/** Its part of the body. Contains `broadcast` exactly if no recipients are listed. */
	readonly body: Readonly<Record<string, unknown>>;
}

/** The values of *Send To* that every endpoint has. */
export const SHARED_TARGETS = [...RECIPIENTS_ALONE, 'audience', 'recipientsInAudience'] as const;

/** Reads the reach of one of these targets. Throws an InputError naming the field in the audience. */
export function sharedReach(item: ItemReader, sendTo: (typeof SHARED_TARGETS)[number]): Reach {
	if (sendTo === 'audience') return { named: false, body: { audience: readAudience(item), broadcast: true } };
	return { named: true, body: sendTo === 'recipientsInAudience' ? { audience: readAudience(item) } : {} };
}

/** How the target of an endpoint is read. */
export interface TargetReader {
	/** Throws an InputError naming the field. */
	readonly reach: (item: ItemReader) => Reach;
	/** The listed people: at least one, or an InputError. */
	readonly members: (item: ItemReader) => Member[];
}

/** What an endpoint sends in addition to its target. All items share it if its parameters contain no expression. */
export interface Content {
	/** The identifiers of the Canvas, campaign or message that is sent. A retry recognizes an earlier attempt by them. */
	readonly subject: Readonly<Record<string, unknown>>;
	/** What people get, as a sentence would name it: `Canvas “Booking reminder”`. */
	readonly message: string;
	/** The rest of the body, including `subject` where the endpoint expects it. */
	readonly body: Readonly<Record<string, unknown>>;
	/** Keys added to the output next to Braze's response. */
	readonly report?: IDataObject;
	/** When it goes out, for the output. */
	readonly timing?: IDataObject;
	readonly hints?: readonly string[];
}

/**
 * Returns the `entry` function of an operation that messages people. It builds an item's entry from the target and what
 * `read` returns.
 */
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

/** The part of an entry that items share if their parameters contain no expression. */
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

/**
 * Identifies an audience send for a retry. Filters are ignored, because they may contain dates that differ in the
 * retry.
 */
function audienceKey({ body: { segment_id: segment, ...body } }: Reach): unknown[] {
	return [segment, ...Object.keys(body)];
}

const TARGETS = [...SHARED_TARGETS, 'broadcast'] as const;

const shownFor = (targets: string[], fields: INodeProperties[]) =>
	updateDisplayOptions({ show: { sendTo: targets } }, fields);

/** The field that chooses the target, and the fields of each target. */
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

/** Creates the reader of {@link sendToFields}. `typeOf` returns what the recipients of an item may have. */
export const sendToTarget = (typeOf: (item: ItemReader) => RecipientType): TargetReader => ({
	reach: readReach,
	members: (item) => readRecipients(item, typeOf(item)),
});

/**
 * Reads the reach of an item. Empty or broken input never widens it: recipients must be there if they are to be listed,
 * and only an explicitly chosen and confirmed broadcast is one.
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
		"A broadcast messages everyone in the audience set in Braze. If you want that, turn it on. Otherwise choose 'Recipients' under 'Send To'.",
	);
}
