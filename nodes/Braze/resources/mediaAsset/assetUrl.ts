import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readWebAddress } from '../../fields/values/webAddress';

/** Where Braze fetches the file from. */
export const assetUrlField: INodeProperties = {
	displayName: 'File URL',
	name: 'assetUrl',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://cdn.example.com/banner.png',
	description: 'The URL that Braze downloads the file from. It must not require a login.',
};

/** Returns the address of the file. Throws an InputError if it is not one. */
export const readAssetUrl = (item: ItemReader): string =>
	readWebAddress(assetUrlField.displayName, item.get(assetUrlField.name));
