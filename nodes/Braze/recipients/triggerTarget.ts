import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { audienceFields } from '../audience';
import type { Wording } from '../fields/content/properties';
import { readOneOf } from '../fields/values';
import { LEFT_TO_THE_USER } from '../fields/confirmation';
import { InputError } from '../input/inputError';
import type { ItemReader } from '../itemReader';
import type { RecipientType } from './recipient';
import { IN_ROWS, readRecipients, recipientChoices, recipientsFields } from './recipientForms';
import { SHARED_TARGETS, sharedReach, type Reach, type TargetReader } from './targetedEntry';
import { builderOnly, target } from '../fields/tool/builderOnly';

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
