import type { INodeProperties } from 'n8n-workflow';

import type { RepeatRules } from '../../delivery/checks/repeatRules';
import { choiceOption, switchOption } from './savedOption';
import { builderOnly } from '../tool/builderOnly';

/** What happens to identical messages. */
export const identicalMessagesOption: INodeProperties = builderOnly({
	displayName: 'Identical Messages',
	name: 'identicalMessages',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Return an Error',
			value: 'error',
			description: 'Sends none of the items that repeat an earlier one',
		},
		{ name: 'Send All', value: 'sendAll', description: 'Sends each, so people get the same message again' },
		{ name: 'Skip', value: 'skip', description: 'Sends the first only, and marks the others as skipped' },
	],
	default: 'error',
	description:
		'What happens if a run has the very same message for the same person more than once: same Canvas, campaign or content, same time and same properties',
});

/** Whether an audience may get a message from each of several items. */
export const repeatedAudiencesOption: INodeProperties = builderOnly({
	displayName: 'Allow Repeated Audiences',
	name: 'allowRepeatedAudiences',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether several items of a run may send to the same audience, segment or broadcast, with other properties or at other times. Everyone in it then gets a message for each item.',
});

const IDENTICAL = ['error', 'sendAll', 'skip'] as const;

/** Reads both options as they are saved. Throws an InputError. */
export function readRepeatRules({
	identicalMessages = identicalMessagesOption.default,
	allowRepeatedAudiences = repeatedAudiencesOption.default,
}: Record<string, unknown>): RepeatRules {
	return {
		identicalMessages: choiceOption(identicalMessagesOption.displayName, IDENTICAL, identicalMessages),
		repeatedAudiences: switchOption(repeatedAudiencesOption.displayName, allowRepeatedAudiences),
	};
}
