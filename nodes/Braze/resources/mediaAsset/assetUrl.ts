import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readWebAddress } from '../../fields/values';
import { identifies } from '../../fields/declarations';

/** The URL that Braze downloads the file from. */
export const assetUrlField: INodeProperties = identifies({
	displayName: 'File URL',
	name: 'assetUrl',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://cdn.example.com/banner.png',
	description: 'The URL that Braze downloads the file from. It must not require a login.',
});

/** Reads the URL of the file. Throws an InputError if it is not one. */
export const readAssetUrl = (item: ItemReader): string =>
	readWebAddress(assetUrlField.displayName, item.get(assetUrlField.name));

/** Advice on the errors of both endpoints, because Braze's own texts may say no more than that it failed. */
export const FILE_HINTS: Readonly<Record<string, string>> = {
	ASSET_NOT_FOUND: 'Copy the ID of the asset from the media library',
	ASSET_SIZE_EXCEEDS_LIMIT: 'A file has at most 5 MB',
	CORRUPT_FILE: 'The file is damaged: open it in a browser, and export it again',
	EXTENSION_MISMATCH: 'The new file needs the extension of the old one',
	FAILED_TO_DOWNLOAD_ASSET: "Braze could not get the file: open 'File URL' in a private browser window",
	INVALID_ASSET_URL: "'File URL' has to begin with https://",
	UNSUPPORTED_ASSET_TYPE_FOR_REPLACE: 'Videos are replaced in the dashboard only',
	UNSUPPORTED_FILE_TYPE:
		'Braze takes GIF, ICO, JPEG, PNG, WebP and SVG images, DOC, DOCX, PDF, PPT, PPTX, XLS and XLSX documents, and ZIP files of them',
	ZIPPED_ENTITY_CANNOT_HAVE_NESTED_DIRECTORY: 'Put the files into the ZIP file without folders',
	ZIP_FILE_TOO_LARGE: 'A ZIP file has at most 50 MB unpacked',
};
