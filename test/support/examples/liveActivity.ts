import type { INodeParameters } from 'n8n-workflow';

import type { Example } from './example';
import { ERRORS, RECIPIENTS } from './schedules';
import { APP, SEGMENT } from './shared';

const ACTIVITY = {
	...APP,
	activityId: "=order-of-{{ $json.external_user_id ?? 'user-001' }}",
	contentState: '{ "minutes": 12 }',
};
const STARTED = {
	activityAttributesType: 'OrderActivity',
	activityAttributes: '{ "orderNumber": "1042" }',
	title: 'On its way',
	text: 'Your order has left',
};
const TO_SEGMENT: INodeParameters = { sendTo: 'segment', ...SEGMENT, recipients: {} };

export const liveActivity: Record<string, Example> = {
	start: { parameters: { ...ACTIVITY, ...RECIPIENTS, ...STARTED }, variants: [TO_SEGMENT], faults: [ERRORS] },
	update: { parameters: { ...ACTIVITY, updateFields: { title: 'Almost there', text: 'Open the door' } } },
};
