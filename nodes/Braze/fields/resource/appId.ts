import { omit } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import { readApiIdentifier } from '../../input/identifier';
import type { ItemReader } from '../../itemReader';
import { identifies } from '../purpose';

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

/** The same where it is optional, with what it is for. */
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
