import { randomUUID } from 'crypto';
import { shareOf } from '../analytics/numbers';
import { checker } from '../rules/jsonSchema';
import { Refusal } from '../types/refusal';
import type { Endpoint } from './endpoint';

/**
 * `/media_library/…` (create.md, replace_file.md). Files by URL only. Nothing is fetched: the ending of the URL says what
 * it is, `missing.png` cannot be downloaded, and `corrupt.png` is damaged.
 */

const TYPES = 'gif ico jpeg jpg png webp svg doc docx pdf ppt pptx xls xlsx'.split(' ');

/** The files in every ZIP. */
const IN_ZIP = ['one.png', 'two.png', 'notes.exe'];

const shape = (required: string[], more: Record<string, unknown>) =>
	checker({
		type: 'object',
		required,
		additionalProperties: false,
		properties: { asset_url: { type: 'string' }, ...more },
	});

const checkCreate = shape([], { name: { type: 'string' }, asset_file: {} });

const checkReplace = shape(['asset_id'], { asset_id: { type: 'string' }, asset_file: {} });

const create: Endpoint = {
	method: 'POST',
	path: '/media_library/create',
	permission: 'media_library.create',
	pools: () => [{ name: 'media_library.create', limit: 100, windowSeconds: 3600 }],
	handle: ({ body, state }) => {
		checkCreate(body);
		const url = urlOf(body);
		const { name } = body as { name?: string };
		const ext = extensionOf(url);
		const files = ext === 'zip' ? IN_ZIP : [fileOf(url)];
		checkFile(url);
		if (ext !== 'zip' && !TYPES.includes(ext)) {
			throw new Refusal(400, 'The file type is not supported.', {
				error_code: 'UNSUPPORTED_FILE_TYPE',
				meta: { file_type: ext },
			});
		}
		const named = files.map((file, index) => ({
			name: name === undefined ? file : files.length > 1 ? `${name} ${index + 1}` : name,
			ext: extensionOf(file),
			size: 10_000 + Math.round(50_000 * shareOf(file)),
		}));
		const assets = named
			.filter((file) => TYPES.includes(file.ext))
			.map((file) => ({
				...file,
				id: randomUUID(),
				url: `https://images.example.com/${randomUUID()}/original.${file.ext}`,
			}));
		state.mediaAssets.push(...assets);
		return {
			status: 200,
			body: {
				new_assets: assets.map(({ name: own, size, url: at, ext: kind }) => ({
					name: own,
					size,
					url: at,
					ext: kind,
				})),
				errors: named
					.filter((file) => !TYPES.includes(file.ext))
					.map((file) => ({ ...file, error: 'UNSUPPORTED_FILE_TYPE' })),
				dashboard_url: 'https://dashboard-01.braze.com/media_library',
			},
		};
	},
};

/** The texts of the errors are guesses: their codes are documented. */
const replace: Endpoint = {
	method: 'PUT',
	path: '/media_library/replace_file',
	permission: 'media_library.replace',
	pools: () => [{ name: 'media_library.replace', limit: 100, windowSeconds: 3600 }],
	handle: ({ body, state }) => {
		checkReplace(body);
		const url = urlOf(body);
		const asset = state.mediaAssets.find(({ id }) => id === body.asset_id);
		if (!asset)
			throw new Refusal(404, 'The asset was not found.', {
				error_code: 'ASSET_NOT_FOUND',
				meta: { asset_id: body.asset_id },
			});
		checkFile(url);
		if (extensionOf(url) !== asset.ext) {
			throw new Refusal(400, 'The extension does not match the existing asset.', {
				error_code: 'EXTENSION_MISMATCH',
				meta: { expected_extension: asset.ext, received_extension: extensionOf(url) },
			});
		}
		asset.size = 10_000 + Math.round(50_000 * shareOf(url));
		const { name, size, ext } = asset;
		return {
			status: 200,
			body: {
				info: 'Asset file updated successfully.',
				new_image_asset: { name, size, url: asset.url, ext },
			},
		};
	},
};

function urlOf({ asset_url: url, asset_file: file }: Record<string, unknown>): string {
	if (url === undefined && file === undefined)
		throw new Refusal(400, 'Either asset_url or asset_file must be provided.');
	if (url !== undefined && file !== undefined)
		throw new Refusal(400, 'Both asset_url and asset_file cannot be provided. Please provide only one.');
	if (!/^https?:\/\//i.test(String(url)) || !URL.canParse(String(url)))
		throw new Refusal(400, 'The asset URL is invalid.', {
			error_code: 'INVALID_ASSET_URL',
			meta: { asset_url: url },
		});
	return String(url);
}

function checkFile(url: string): void {
	const file = fileOf(url);
	if (file.startsWith('missing.'))
		throw new Refusal(400, 'The asset could not be downloaded.', {
			error_code: 'FAILED_TO_DOWNLOAD_ASSET',
			meta: { asset_url: url, original_error: '404 Not Found' },
		});
	if (file.startsWith('corrupt.'))
		throw new Refusal(400, 'The file is corrupt.', {
			error_code: 'CORRUPT_FILE',
			meta: { file_name: file },
		});
}

const fileOf = (url: string): string => new URL(url).pathname.split('/').pop() ?? '';

const extensionOf = (url: string): string => (/\.(\w+)(?:[?#].*)?$/.exec(url)?.[1] ?? '').toLowerCase();

export const mediaLibrary: Endpoint[] = [create, replace];
