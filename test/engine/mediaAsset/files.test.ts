import { omit } from 'lodash';

import { BANNER_ID } from '../../../sandbox/seeds/mediaAssets';
import { Bench, jsons, stop } from '../../support/bench';

const bench = new Bench({ resource: 'mediaAsset' });

const URL_OF_CAT = 'https://cdn.example.com/cat.jpg?size=large';

describe('upload by URL', () => {
	it('sends the address, and gives what Braze stored', async () => {
		const result = await bench.run({ operation: 'upload', assetUrl: ` ${URL_OF_CAT} ` });

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{ method: 'POST', path: '/media_library/create', query: {}, body: { asset_url: URL_OF_CAT } },
		]);
		// An empty list of errors is left out.
		expect(jsons(result)).toEqual([omit(bench.sandbox.requests[0].response as object, 'errors')]);
		expect(jsons(result)[0].new_assets).toEqual([expect.objectContaining({ name: 'cat.jpg', ext: 'jpg' })]);
	});

	it('sends a name', async () => {
		await bench.run({ operation: 'upload', assetUrl: URL_OF_CAT, additionalFields: { name: 'Cat' } });

		expect(bench.bodies).toEqual([{ asset_url: URL_OF_CAT, name: 'Cat' }]);
	});

	it('says above the output that some files of a ZIP were not taken', async () => {
		const result = await bench.run({
			operation: 'upload',
			assetUrl: 'https://cdn.example.com/cats.zip',
			additionalFields: { name: 'Cat' },
		});

		expect(jsons(result)[0]).toMatchObject({
			new_assets: [{ name: 'Cat 1' }, { name: 'Cat 2' }],
			errors: [{ name: 'Cat 3', error: 'UNSUPPORTED_FILE_TYPE' }],
		});
		expect(result.hints.map(({ message }) => message)).toEqual([
			"Braze accepted the request but may have skipped part of it: see 'errors' in the output. (1 item)",
		]);
	});

	it('uploads once when the answer was lost and the execution is retried', async () => {
		bench.sandbox.faults.add({ kind: { type: 'drop', when: 'after' } });
		const first = await bench.run({ operation: 'upload', assetUrl: URL_OF_CAT });
		const again = await first.retry();

		expect(bench.wire).toHaveLength(1);
		expect(again.error?.message).toBe('Braze did not respond, so it is unknown whether this was carried out');
		expect(again.error?.description).toContain('It was not retried. Check Braze before you repeat it.');
	});

	it.each([
		['cat.exe', 'The file type is not supported', 'Braze takes GIF, ICO, JPEG, PNG, WebP and SVG images'],
		['missing.png', 'The asset could not be downloaded', "open 'File URL' in a private browser window"],
		['corrupt.pdf', 'The file is corrupt', 'The file is damaged'],
	])('says why Braze does not take %s, and what to do', async (file, message, advice) => {
		const result = await bench.run({ operation: 'upload', assetUrl: `https://cdn.example.com/${file}` });

		expect(result.error?.message).toBe(message);
		expect(result.error?.description).toContain(advice);
		expect(result.error?.description).toContain('Nothing was created by this request.');
	});

	it('does not ask for another key where the company has no media library in the API', async () => {
		bench.refuse('/media_library/create', 403, 'Media Library Public APIs are not enabled for this company.');
		const result = await bench.run({ operation: 'upload', assetUrl: URL_OF_CAT });

		expect(stop(result)).toEqual({
			message: 'Braze has not enabled this for your company or workspace',
			description:
				'Ask your Braze account manager. Another key does not help. Nothing was created by this request. Braze said: "Media Library Public APIs are not enabled for this company."',
		});
	});
});

describe('replace by URL', () => {
	it('sends asset and address', async () => {
		const result = await bench.run({
			operation: 'replace',
			assetId: BANNER_ID,
			assetUrl: 'https://cdn.example.com/new.png',
		});

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{
				method: 'PUT',
				path: '/media_library/replace_file',
				query: {},
				body: { asset_id: BANNER_ID, asset_url: 'https://cdn.example.com/new.png' },
			},
		]);
		expect(jsons(result)[0]).toMatchObject({
			asset_id: BANNER_ID,
			new_image_asset: { name: 'Spring banner', ext: 'png' },
		});
	});

	it('says that the type has to stay', async () => {
		const result = await bench.run({ operation: 'replace', assetId: BANNER_ID, assetUrl: URL_OF_CAT });

		expect(result.error?.description).toBe(
			'The new file needs the extension of the old one. Braze refused the request (400). Nothing was changed by this request.',
		);
	});

	it('says where the ID of an asset is found', async () => {
		const result = await bench.run({
			operation: 'replace',
			assetId: '64f0c2a19b7e4d0012ab34ce',
			assetUrl: 'https://cdn.example.com/new.png',
		});

		expect(stop(result)).toEqual({
			message: 'The asset was not found',
			description: expect.stringContaining('Copy the ID of the asset from the media library.') as string,
		});
	});
});

it.each<[object, string]>([
	[
		{ operation: 'upload', assetUrl: 'cdn.example.com/cat.jpg' },
		`'File URL' is not a URL: "cdn.example.com/cat.jpg"`,
	],
	[{ operation: 'upload', assetUrl: 'file:///etc/passwd' }, `'File URL' is not a URL: "file:///etc/passwd"`],
	[{ operation: 'upload', assetUrl: '={{ $json.missing }}' }, `'File URL' is missing`],
	[
		{ operation: 'upload', assetUrl: URL_OF_CAT, additionalFields: { name: '={{ ["a"] }}' } },
		`'Name' must be text, but is a list of 1 value`,
	],
	[
		{ operation: 'replace', assetId: 'Spring banner', assetUrl: URL_OF_CAT },
		`'Asset ID' is not an ID: "Spring banner"`,
	],
	[{ operation: 'replace', assetId: '={{ "" }}', assetUrl: URL_OF_CAT }, `'Asset ID' is empty`],
])('sends nothing for %j', async (parameters, message) => {
	const result = await bench.run({ ...parameters });

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toBe(message);
});
