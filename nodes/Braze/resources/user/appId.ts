import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { APP_ID_HINT } from '../../fields/content/channels/channel';
import { readApiIdentifier } from '../../input/identifier';

/** The app that an event or purchase belongs to. */
export const appIdOption: INodeProperties = {
	displayName: 'App ID',
	name: 'appId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 9a1c4e5f-7b2d-4c3e-8f6a-0d1e2f3a4b5c',
	description: 'The app it happened in',
	hint: APP_ID_HINT,
};

/** Reads {@link appIdOption}, where it is used. Throws an InputError when it is empty. */
export function readAppId(item: ItemReader): { app_id?: string } {
	const { appId } = item.options();
	return appId === undefined ? {} : { app_id: readApiIdentifier('App ID', appId) };
}
