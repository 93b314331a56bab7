import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import { looksLikeJson, readJson } from '../input/json';
import { isObject } from '../input/object';
import { audienceFields } from '../audience';
import { segmentChoice } from '../fields/resource/choices';
import { readOneOf } from '../fields/values';
import { listsRecipients } from '../fields/tool/agentRecipients';
import { identifyByField } from './person';
import { MESSAGE_RECIPIENT } from './recipient';
import { IN_ROWS, JSON_LABEL, readRecipients, recipientChoices, recipientForms } from './recipientForms';
import { identifierRows } from './recipientRows';
import { idFields } from './itemIdentifier';
import { SHARED_TARGETS, sharedReach, type Reach, type TargetReader } from './sendTo';
import { builderOnly, target } from '../fields/tool/builderOnly';

const TARGETS = [...SHARED_TARGETS, 'segment', 'recipientsInSegment'] as const;

const shownFor = (targets: string[], fields: INodeProperties[]) =>
	updateDisplayOptions({ show: { sendTo: targets } }, fields);

const identifyBy: INodeProperties = {
	...identifyByField(MESSAGE_RECIPIENT.kinds),
	description: 'How to identify the recipients',
};

const recipientFields = recipientForms(['recipientsInAudience', 'recipientsInSegment'], {
	fields: [identifierRows, identifyBy],
	autoMap: [identifyBy, ...idFields(['externalId'])],
	json: [
		listsRecipients({
			displayName: JSON_LABEL,
			name: 'recipientsJson',
			type: 'json',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			placeholder: 'e.g. ["customer-1042", "customer-1043"]',
			description:
				'External IDs, or objects with external_user_id or user_alias. More than 50 are sent in several requests.',
		}),
	],
});

/** Who gets a message written in the node. People must exist in Braze. */
export const messageTargetFields: INodeProperties[] = [
	target({
		displayName: 'Send To',
		name: 'sendTo',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Connected Audience',
				value: 'audience',
				description: 'Everyone in the workspace who matches the filters below',
			},
			...recipientChoices,
			{
				name: 'Recipients in Audience',
				value: 'recipientsInAudience',
				description: 'Only people entered below who match the filters',
			},
			{
				name: 'Recipients in Segment',
				value: 'recipientsInSegment',
				description: 'Only people entered below who are in the segment',
			},
			{
				name: 'Segment',
				value: 'segment',
				description: 'Everyone in a Braze segment, whatever its size',
			},
		],
		default: IN_ROWS,
		description: 'Who gets the message. People without a Braze profile get nothing.',
		builderHint: {
			propertyHint: "Use 'recipients' unless the user asked for an audience or a segment.",
		},
	}),
	...recipientFields,
	...shownFor(
		['segment'],
		[
			builderOnly({
				...segmentChoice.field,
				description: 'Everyone in it gets the message: check its size in Braze first',
			}),
		],
	),
	...shownFor(
		['recipientsInSegment'],
		[
			builderOnly({
				...segmentChoice.field,
				description: 'Only people entered above who are in it get the message',
			}),
		],
	),
	...shownFor(['audience', 'recipientsInAudience'], audienceFields),
];

/** Reads {@link messageTargetFields}. Nothing empty ever widens the target. */
export const messageTarget: TargetReader = {
	reach: readReach,
	members: (item) => readRecipients(item, MESSAGE_RECIPIENT, withoutBareIds),
};

function readReach(item: ItemReader): Reach {
	const sendTo = readOneOf('Send To', TARGETS, item.get('sendTo'));
	if (sendTo !== 'segment' && sendTo !== 'recipientsInSegment') return sharedReach(item, sendTo);
	const segment = { segment_id: segmentChoice.read(item) };
	return sendTo === 'segment'
		? { named: false, body: { ...segment, broadcast: true } }
		: { named: true, body: segment };
}

/**
 * Converts plain external IDs to recipients. Messages accept a list of them or a single one, so text that isn't JSON is
 * an ID, too.
 */
function withoutBareIds(raw: unknown): unknown {
	const isOneId = typeof raw === 'string' && raw.trim() !== '' && !looksLikeJson(raw);
	const value = isOneId ? raw : readJson(JSON_LABEL, raw);
	if (value === undefined) return undefined;
	return (Array.isArray(value) ? (value as unknown[]) : [value]).map((one) =>
		isObject(one) ? one : { external_user_id: one },
	);
}
