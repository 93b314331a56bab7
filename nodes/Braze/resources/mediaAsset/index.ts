import type { Resource } from '../../operation';
import { replace } from './replace';
import { upload } from './upload';

/** Files of the media library. */
export const mediaAsset: Resource = {
	name: 'Media Asset',
	value: 'mediaAsset',
	description: 'Images and files of the media library',
	operations: [upload, replace],
};
