import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readApiIdentifier } from '../../input/identifier';
import { identifies } from '../purpose';

/** Where in Braze the ID of a subscription group stands. */
export const SUBSCRIPTION_GROUP_HINT =
	'In Braze, open Audience > Subscription Group Management, and copy the ID of the group';

/** The group that determines the sending number, and who may be messaged. */
export const subscriptionGroupField: INodeProperties = identifies({
	displayName: 'Subscription Group ID',
	name: 'subscriptionGroupId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 3f1c2b7a-5d5e-4a39-9f0e-0d9e8c7b6a51',
	description: "A subscription group of the workspace. Braze's API has no list of them.",
	hint: SUBSCRIPTION_GROUP_HINT,
});

/** Returns the subscription group of an item. */
export const readSubscriptionGroupId = (item: ItemReader): string =>
	readApiIdentifier(subscriptionGroupField.displayName, item.get(subscriptionGroupField.name));
