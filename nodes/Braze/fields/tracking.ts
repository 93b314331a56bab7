import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import { readIdentifier } from '../schemas/identifier';
import { InputError } from '../schemas/inputError';
import { isObject } from '../schemas/json';
import { readSendId, sendIdOption } from './sendId';

/** The API campaign that messages count for in the statistics of Braze, if any. */
export interface Tracking {
	readonly body: Readonly<Record<string, unknown>>;
	/** Every message has to carry it when a campaign is named. */
	readonly variationId?: string;
}

/** Options by which messages with their content in the call appear in the statistics. */
export const trackingOptions: INodeProperties[] = [
	{
		displayName: 'API Campaign ID',
		name: 'apiCampaignId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 3f1c2b7a-5d5e-4a39-9f0e-0d9e8c7b6a51',
		description: "An API campaign that the messages count for. Without one they appear in no statistics of Braze. Needs 'Message Variation ID'.",
	},
	{
		displayName: 'Message Variation ID',
		name: 'messageVariationId',
		type: 'string',
		default: '',
		placeholder: 'e.g. iosPush-1a2b3c',
		description: 'The variation of the API campaign that the messages count for',
	},
	{
		displayName: 'Recipient Subscription State',
		name: 'recipientSubscriptionState',
		type: 'options',
		options: [
			{
				name: 'All',
				value: 'all',
				description: 'Also people who unsubscribed; for legally required messages only',
			},
			{
				name: 'Opted In',
				value: 'opted_in',
				description: 'People who opted in',
			},
			{
				name: 'Subscribed',
				value: 'subscribed',
				description: 'People who are subscribed or opted in',
			},
		],
		default: 'subscribed',
		description: 'Who may get the message',
	},
	sendIdOption,
];

/** Reads {@link trackingOptions} from `options`. Throws an InputError when half of a pair is missing. */
export function readTracking(item: ItemReader): Tracking {
	const raw = item.get('options', {});
	const options = isObject(raw) ? raw : {};
	const campaignId = filled(options.apiCampaignId) ? readIdentifier('API Campaign ID', options.apiCampaignId) : undefined;
	const variationId = filled(options.messageVariationId) ? readIdentifier('Message Variation ID', options.messageVariationId) : undefined;
	if ((campaignId === undefined) !== (variationId === undefined)) {
		const [missing, there] = campaignId === undefined ? ['API Campaign ID', 'Message Variation ID'] : ['Message Variation ID', 'API Campaign ID'];
		throw new InputError(missing, 'is missing', `Braze needs it together with '${there}'.`);
	}
	return {
		body: {
			...(campaignId !== undefined && { campaign_id: campaignId }),
			...(filled(options.sendId) && { send_id: readSendId(options.sendId) }),
			...(filled(options.recipientSubscriptionState) && { recipient_subscription_state: options.recipientSubscriptionState }),
		},
		...(variationId !== undefined && { variationId }),
	};
}

const filled = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
