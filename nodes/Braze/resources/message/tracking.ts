import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readApiIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import { isObject } from '../../input/object';
import { isGiven, readChoice } from '../../fields/values';
import { readSendId, sendIdOption } from '../../fields/resource/names';
import { identifies } from '../../fields/declarations';
import { builderOnly } from '../../fields/tool/builderOnly';

const VARIATION_LABEL = 'Message Variation ID';

/** The API campaign that Braze counts the messages for in its analytics, if any. */
export interface Tracking {
	readonly body: Readonly<Record<string, unknown>>;
	/** The variation for messages that set none themselves. With a campaign, every message needs one. */
	readonly variationId?: string;
}

const stateOption: INodeProperties = builderOnly({
	displayName: 'Recipient Subscription State',
	name: 'recipientSubscriptionState',
	type: 'options',
	options: [
		{
			name: 'All',
			value: 'all',
			description: 'Includes people who unsubscribed; for legally required messages only',
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
});

/** Options that make messages written in the node appear in analytics. */
export const trackingOptions: INodeProperties[] = [
	identifies({
		displayName: 'API Campaign ID',
		name: 'apiCampaignId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 3f1c2b7a-5d5e-4a39-9f0e-0d9e8c7b6a51',
		description:
			'The API campaign to track the messages under. Without it, they appear in no Braze analytics. Also needs a message variation.',
	}),
	identifies({
		displayName: VARIATION_LABEL,
		name: 'messageVariationId',
		type: 'string',
		default: '',
		placeholder: 'e.g. iosPush-1a2b3c',
		description: 'The variation of the API campaign to track the messages under',
	}),
	stateOption,
	sendIdOption,
];

/** Reads {@link trackingOptions} from `options`. Throws an InputError naming the option. */
export function readTracking(item: ItemReader): Tracking {
	const options = item.options();
	const campaignId = isGiven(options.apiCampaignId)
		? readApiIdentifier('API Campaign ID', options.apiCampaignId)
		: undefined;
	const variationId = isGiven(options.messageVariationId)
		? readApiIdentifier(VARIATION_LABEL, options.messageVariationId)
		: undefined;
	if (variationId !== undefined && campaignId === undefined) {
		throw new InputError(
			'API Campaign ID',
			'is missing',
			`Braze needs it together with '${VARIATION_LABEL}'.`,
		);
	}
	const state = options.recipientSubscriptionState;
	return {
		body: {
			...(campaignId !== undefined && { campaign_id: campaignId }),
			...(isGiven(options.sendId) && { send_id: readSendId(options.sendId) }),
			...(isGiven(state) && { recipient_subscription_state: readChoice(stateOption, state) }),
		},
		...(variationId !== undefined && { variationId }),
	};
}

/** Refuses messages that are tracked under a campaign but lack a variation. */
export function refuseUntracked({ body }: Tracking, messages: Readonly<Record<string, unknown>>): void {
	if (body.campaign_id === undefined) return;
	const untracked = Object.keys(messages).find(
		(key) => !isObject(messages[key]) || !isGiven(messages[key].message_variation_id),
	);
	if (untracked === undefined) return;
	throw new InputError(
		VARIATION_LABEL,
		`is missing for ${untracked}`,
		"Braze needs it together with 'API Campaign ID'. Each of several channels has its own: set message_variation_id in each message.",
	);
}
