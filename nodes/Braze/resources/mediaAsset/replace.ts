import type { INodeProperties } from 'n8n-workflow';

import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import type { Operation } from '../../operation';
import { readApiIdentifier } from '../../input/identifier';
import { identifies } from '../../fields/declarations';
import { assetUrlField, FILE_HINTS, readAssetUrl } from './assetUrl';

const assetIdField: INodeProperties = identifies({
	displayName: 'Asset ID',
	name: 'assetId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 64f0c2a19b7e4d0012ab34cd',
	description: 'The ID of the asset to replace in the media library',
});

/**
 * Replaces the file of an asset, which keeps its URL.
 * https://www.braze.com/docs/api/endpoints/media_library/manage_assets/replace_file
 */
export const replace: Operation = {
	name: 'Replace by URL',
	value: 'replace',
	action: 'Replace media library file',
	description: 'Replace a file with another of the same type in all messages',
	fields: [assetIdField, assetUrlField, optionsField(requestOptionFields)],
	endpoint: {
		method: 'PUT',
		path: '/media_library/replace_file',
		permission: 'media_library.replace',
		verb: 'changed',
		receipts: ['info', 'new_image_asset'],
		errorHints: FILE_HINTS,
	},
	safety: 'idempotent',
	entry(item) {
		const id = readApiIdentifier(assetIdField.displayName, item.get(assetIdField.name));
		return {
			envelope: { body: { asset_id: id, asset_url: readAssetUrl(item) }, subject: id },
			report: { asset_id: id },
		};
	},
};
