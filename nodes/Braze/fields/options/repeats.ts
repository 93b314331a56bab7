import type { INodeProperties } from 'n8n-workflow';

import type { RepeatRules } from '../../delivery/checks/repeatRules';
import { describe } from '../../input/describe';
import { readKey } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import type { ItemReader } from '../../itemReader';
import { identifies } from '../declarations';
import { EXISTS } from '../formerField';
import { builderOnly } from '../tool/builderOnly';
import { choiceOption, switchOption } from './commonOptions';

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
		{ name: 'Skip', value: 'skip', description: 'Sends only the first, and marks the others as skipped' },
	],
	default: 'error',
	description:
		'What to do if a run has the same message for the same person more than once: same Canvas, campaign or content, same time and same properties',
});

/** Whether several items may each send a message to the same audience. */
export const repeatedAudiencesOption: INodeProperties = builderOnly({
	displayName: 'Allow Repeated Audiences',
	name: 'allowRepeatedAudiences',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether several items of a run may message the same audience, segment or broadcast, with different properties or at different times. Everyone in it then gets one message per item.',
});

const IDENTICAL = ['error', 'sendAll', 'skip'] as const;

/** Reads the saved values of both options. Throws an InputError. */
export function readRepeatRules({
	identicalMessages = identicalMessagesOption.default,
	allowRepeatedAudiences = repeatedAudiencesOption.default,
}: Record<string, unknown>): RepeatRules {
	return {
		identicalMessages: choiceOption(identicalMessagesOption.displayName, IDENTICAL, identicalMessages),
		repeatedAudiences: switchOption(repeatedAudiencesOption.displayName, allowRepeatedAudiences),
	};
}

const LABEL = 'Deduplicate By';

/** A key by which a repeated event sends only once, because CRM webhooks may be delivered several times. */
export const deduplicateByOption: INodeProperties = builderOnly(
	identifies({
		displayName: LABEL,
		name: 'deduplicateBy',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.deal_id }}-{{ $json.stage }}',
		description:
			'A key for the event, such as a deal and its stage. Items whose key this node already sent in an earlier execution, even a manual one, are skipped and marked as such.',
	}),
);

/**
 * The range of remembered keys: from what n8n's own Remove Duplicates node keeps, to the most that doesn't slow a run
 * down too much.
 */
const FEWEST_KEYS = 10_000;
const MOST_KEYS = 200_000;

/** How many keys are remembered. Doesn't support expressions: one that returns nothing must not forget keys. */
export const rememberedKeysOption: INodeProperties = {
	displayName: 'Remembered Keys',
	name: 'rememberedKeys',
	type: 'number',
	noDataExpression: true,
	typeOptions: { minValue: FEWEST_KEYS, maxValue: MOST_KEYS },
	default: FEWEST_KEYS,
	description:
		"How many keys of 'Deduplicate By' n8n keeps for this node. The oldest are forgotten first, and their items can be sent again. Enter more than the number of items in a run; a larger number makes sending slower.",
	displayOptions: { show: { deduplicateBy: [EXISTS] } },
};

/** Reads how many keys are remembered. Throws an InputError for a number out of range. */
export function readRememberedKeys(value: unknown = FEWEST_KEYS): number {
	if (Number.isInteger(value) && Number(value) >= FEWEST_KEYS && Number(value) <= MOST_KEYS)
		return Number(value);
	throw new InputError(
		'Remembered Keys',
		`must be a whole number between 10,000 and 200,000, but is ${describe(value)}`,
		'Enter a number; this option does not support expressions.',
	);
}

/** Returns the key of an item, or `undefined` if the option is not used. Throws an InputError if it is empty. */
export function readDeduplicationKey(item: ItemReader): string | undefined {
	const options = item.options();
	return 'deduplicateBy' in options ? readKey(LABEL, options.deduplicateBy) : undefined;
}
