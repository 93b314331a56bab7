import { omit } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import { describe } from '../../input/describe';
import { readApiIdentifier, readIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import type { ItemReader } from '../../itemReader';
import { identifies } from '../declarations';
import { pickedValue } from './resourceChoice';

/** The app that a message, a key or a Live Activity belongs to. */
export const appIdField: INodeProperties = identifies({
	displayName: 'App ID',
	name: 'appId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 3f1c2b7a-5d5e-4a39-9f0e-0d9e8c7b6a51',
	description: "An app of the workspace. Braze's API has no list of them.",
	hint: 'In Braze, open Settings > APIs and Identifiers > App Identifiers, and copy the identifier',
});

/** Returns the app of an item. Throws an InputError when it is empty or not an ID. */
export const readAppId = (item: ItemReader): string =>
	readApiIdentifier(appIdField.displayName, item.get(appIdField.name));

/** An optional app, with what it is for. */
export const optionalAppIdField = (description: string): INodeProperties => ({
	...omit(appIdField, 'required'),
	description,
});

/** The app that an event or purchase belongs to. */
export const appIdOption = optionalAppIdField('The app it happened in');

/** Reads {@link appIdOption} as a member of the event or purchase. Throws an InputError when it is added but empty. */
export function readAppIdOption(item: ItemReader): { app_id?: string } {
	const { appId } = item.options();
	return appId === undefined ? {} : { app_id: readApiIdentifier(appIdOption.displayName, appId) };
}

const LABEL = 'Send ID';

/** Groups messages in a campaign's analytics. https://www.braze.com/docs/api/identifier_types */
export const sendIdOption: INodeProperties = identifies({
	displayName: LABEL,
	name: 'sendId',
	type: 'string',
	default: '',
	placeholder: 'e.g. spring_sale_2026',
	description: "Groups these messages in the campaign's analytics. Create it first with 'Create Send ID'.",
});

/** Checks a send ID: ASCII, at most 64 characters. Throws an InputError. */
export function readSendId(value: unknown): string {
	const id = readIdentifier(LABEL, value, 64);
	if (/^[\x21-\x7e]+$/.test(id)) return id;
	throw new InputError(
		LABEL,
		`has characters that Braze does not accept: ${describe(id)}`,
		'Use unaccented letters, digits and symbols, without spaces.',
	);
}

/** Where to find the ID of a subscription group in Braze. */
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

/** Chooses the custom event, which Braze identifies by name. */
export const customEventField: INodeProperties = {
	displayName: 'Event',
	name: 'eventName',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The custom event to work with',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchCustomEvents', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. completed_checkout',
		},
	],
};

/** Returns the name of the event. Throws an InputError when nothing is chosen, or the name is longer than `maxBytes`. */
export function readCustomEvent(item: ItemReader, maxBytes?: number): string {
	return readIdentifier('Event', pickedValue(item.get('eventName')), maxBytes);
}
