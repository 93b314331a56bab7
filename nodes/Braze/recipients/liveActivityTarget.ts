import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import { readOneOf } from '../fields/values';
import { messageTarget, messageTargetFields } from './messageTarget';
import { RECIPIENTS_ALONE } from './recipientForms';
import type { Reach, TargetReader } from './sendTo';

/** Here, listed people can't be combined with a segment or audience. */
const TARGETS = [...RECIPIENTS_ALONE, 'audience', 'segment'] as const;

const isTarget = (sendTo: unknown): boolean => TARGETS.some((target) => target === sendTo);

const [sendToField, ...fields] = messageTargetFields;

/** Who a Live Activity is started for: the targets of messages, except those that combine two. */
export const liveActivityTargetFields: INodeProperties[] = [
	{
		...sendToField,
		options: sendToField.options?.filter((option) => 'value' in option && isTarget(option.value)),
		description: 'Who the activity is started for. People without a Braze profile get nothing.',
	},
	...fields.filter(({ displayOptions }) => displayOptions?.show?.sendTo?.some(isTarget)),
];

/** Reads {@link liveActivityTargetFields}. Nothing empty ever widens the target. */
export const liveActivityTarget: TargetReader = { ...messageTarget, reach: readReach };

/** Reads the reach. This endpoint has no broadcast, and a different name for the audience. */
function readReach(item: ItemReader): Reach {
	readOneOf('Send To', TARGETS, item.get('sendTo'));
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
