import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { addedTo, isGiven, readText } from '../../fields/values';
import type { Operation } from '../../operation';
import { identifies } from '../../fields/declarations';
import { additionalFieldsOf } from '../../fields/content/givenMembers';
import { assetUrlField, FILE_HINTS, readAssetUrl } from './assetUrl';

const additionalFields = additionalFieldsOf([
	identifies({
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Spring banner',
		description: 'The name in the media library. Files from a ZIP get a number after it.',
	}),
]);

/** Uploads a file to the media library. https://www.braze.com/docs/api/endpoints/media_library/manage_assets/create */
export const upload: Operation = {
	name: 'Upload by URL',
	value: 'upload',
	action: 'Upload file to media library',
	description: 'Add an image or document of at most 5 MB, or a ZIP of them',
	fields: [assetUrlField, additionalFields, optionsField(requestOptionFields)],
	endpoint: {
		method: 'POST',
		path: '/media_library/create',
		permission: 'media_library.create',
		verb: 'created',
		returns: {
			member: 'new_assets',
			otherwise: 'Braze returned no new_assets, so it is not known whether the file is in the media library',
		},
		errorHints: FILE_HINTS,
	},
	safety: 'notIdempotent',
	entry(item) {
		const { name } = addedTo(item, 'additionalFields');
		return {
			envelope: {
				body: { asset_url: readAssetUrl(item), ...(isGiven(name) && { name: readText('Name', name) }) },
				subject: 'media asset',
			},
		};
	},
};
