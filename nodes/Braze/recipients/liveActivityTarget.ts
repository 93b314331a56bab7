import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import { describe } from '../input/describe';
import { InputError } from '../input/inputError';
import { messageTarget, messageTargetFields } from './messageTarget';
import { recipientChoices } from './recipientForms';
import type { Reach, TargetReader } from './sendTo';

/** Listed people cannot be combined with a segment or audience here. */
const TARGETS: unknown[] = [...recipientChoices.map(({ value }) => value), 'audience', 'segment'];

const [sendToField, ...fields] = messageTargetFields;

/** Who a Live Activity is started for: the targets of messages, without those that combine two. */
export const liveActivityTargetFields: INodeProperties[] = [
	{
		...sendToField,
		options: sendToField.options?.filter((option) => 'value' in option && TARGETS.includes(option.value)),
		description: 'Who the activity is started for. People without a Braze profile get nothing.',
	},
	...fields.filter(({ displayOptions }) =>
		displayOptions?.show?.sendTo?.some((target) => TARGETS.includes(target)),
	),
];

/** Reads {@link liveActivityTargetFields}. Nothing empty ever widens the target. */
export const liveActivityTarget: TargetReader = { ...messageTarget, reach: readReach };

/** This endpoint has no broadcast, and uses another name for the audience. */
function readReach(item: ItemReader): Reach {
	const sendTo = item.get('sendTo');
	if (!TARGETS.includes(sendTo))
		throw new InputError('Send To', `is ${describe(sendTo)}`, 'Choose one from the list.');
	const { named, body } = messageTarget.reach(item);
	const { audience, segment_id: segment } = body;
	return {
		named,
		body: {
			...(audience !== undefined && { custom_audience: audience }),
			...(segment !== undefined && { segment_id: segment }),
		},
	};
}
