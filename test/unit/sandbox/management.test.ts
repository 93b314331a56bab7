import { IOS_APP_ID } from '../../../sandbox/seeds/apps';
import { ORDERS_INTEGRATION_ID } from '../../../sandbox/seeds/integrations';
import { BANNER_ID } from '../../../sandbox/seeds/mediaAssets';
import { NEWSLETTER_CENTER_ID } from '../../../sandbox/seeds/preferenceCenters';
import { OLD_ID, PRIMARY_ID, PUBLIC_KEY } from '../../../sandbox/seeds/sdkKeys';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { SYNC_SECONDS } from '../../../sandbox/endpoints/cloudDataIngestion';
import { call, MONDAY } from './client';

/** What the workspace is managed by: preference centers, media library, Cloud Data Ingestion, SDK keys, Live Activities. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const said = async (method: string, path: string, body?: object) => {
	const { status, body: answer } = await call(sandbox, method, path, body);
	return [status, answer.message];
};

const PAGES = { preference_center_page_html: '<form></form>', confirmation_page_html: '<p></p>' };

it.each([
	[PAGES, "The request body must have required property 'name'"],
	[{ ...PAGES, name: 'two words' }, 'name must match pattern "^[A-Za-z0-9_-]+$"'],
	[
		{ name: 'x', preference_center_page_html: '<form></form>' },
		"The request body must have required property 'confirmation_page_html'",
	],
	[{ ...PAGES, name: 'x', state: 'live' }, 'state must be one of: active, draft'],
	[
		{ ...PAGES, name: 'x', options: { 'links-tags': [{ rel: 'style', href: 'x' }] } },
		'options.links-tags[0].rel must be one of: icon, shortcut icon, apple-touch-icon',
	],
])('refuses to create a preference center from %j', async (body, message) => {
	expect(await said('POST', '/preference_center/v1', body)).toEqual([400, message]);
});

it('takes ten changes of preference centers a minute', async () => {
	const change = async () => await said('PUT', `/preference_center/v1/${NEWSLETTER_CENTER_ID}`, PAGES);
	for (let count = 0; count < 10; count++) expect(await change()).toEqual([200, 'success']);
	expect(await change()).toEqual([429, 'Rate Limited']);
	expect(await said('GET', '/preference_center/v1/no-such-id')).toEqual([404, 'Preference center not found']);
});

it.each([
	[{}, 'Either asset_url or asset_file must be provided.'],
	[
		{ asset_url: 'https://example.com/a.png', asset_file: 'x' },
		'Both asset_url and asset_file cannot be provided. Please provide only one.',
	],
	[{ asset_url: 'a.png' }, 'The asset URL is invalid.'],
])('refuses to upload %j', async (body, message) => {
	expect(await said('POST', '/media_library/create', body)).toEqual([400, message]);
});

it('says by a code why a file is not taken', async () => {
	const upload = await call(sandbox, 'POST', '/media_library/create', {
		asset_url: 'https://example.com/a.exe',
	});
	expect(upload.body).toEqual({
		message: 'The file type is not supported.',
		error_code: 'UNSUPPORTED_FILE_TYPE',
		meta: { file_type: 'exe' },
	});
	const replace = await call(sandbox, 'PUT', '/media_library/replace_file', {
		asset_id: 'x',
		asset_url: 'https://example.com/a.png',
	});
	expect([replace.status, replace.body.error_code]).toEqual([404, 'ASSET_NOT_FOUND']);
	const unreadable = await Promise.all(
		['missing.png', 'corrupt.pdf'].map(
			async (file) =>
				await call(sandbox, 'POST', '/media_library/create', { asset_url: `https://example.com/${file}` }),
		),
	);
	expect(unreadable.map(({ status, body }) => [status, body.error_code])).toEqual([
		[400, 'FAILED_TO_DOWNLOAD_ASSET'],
		[400, 'CORRUPT_FILE'],
	]);
	const replaced = await call(sandbox, 'PUT', '/media_library/replace_file', {
		asset_id: BANNER_ID,
		asset_url: 'https://example.com/a.png',
	});
	expect([replaced.status, replaced.body.new_image_asset]).toEqual([
		200,
		expect.objectContaining({ name: 'Spring banner', ext: 'png' }),
	]);
});

it('runs one sync of an integration at a time, and ends it by the clock', async () => {
	const path = `/cdi/integrations/${ORDERS_INTEGRATION_ID}`;
	const newest = async () =>
		((await call(sandbox, 'GET', `${path}/job_sync_status`)).body.results as Array<{ job_status: string }>)[0]
			.job_status;
	expect(await said('POST', `${path}/sync`, {})).toEqual([202, 'success']);
	expect(await said('POST', `${path}/sync`, {})).toEqual([429, 'Another job is in progress']);
	expect(await newest()).toBe('Running');
	sandbox.clock.advance(SYNC_SECONDS);
	expect(await newest()).toBe('Success');
	expect(await said('POST', `${path}/sync`, {})).toEqual([202, 'success']);
	expect(await said('POST', '/cdi/integrations/none/sync', {})).toEqual([404, 'Integration not found']);
	expect(await said('GET', '/cdi/integrations/no.id/job_sync_status')).toEqual([
		400,
		'Invalid integration ID',
	]);
});

it('keeps three keys for an app, one of them primary', async () => {
	const key = { app_id: IOS_APP_ID, rsa_public_key_str: PUBLIC_KEY, description: 'Another' };
	const create = async (changes = {}) =>
		(await call(sandbox, 'POST', '/app_group/sdk_authentication/create', { ...key, ...changes })).status;
	expect(
		await said('POST', '/app_group/sdk_authentication/create', { ...key, rsa_public_key_str: 'x' }),
	).toEqual([400, 'Invalid RSA public key']);
	expect([await create({ make_primary: true }), await create()]).toEqual([200, 400]);
	expect(sandbox.state.sdkKeys.map(({ is_primary: primary }) => primary)).toEqual([false, false, true]);
	const remove = async (key_id: string) =>
		await said('DELETE', '/app_group/sdk_authentication/delete', { app_id: IOS_APP_ID, key_id });
	expect(await remove(sandbox.state.sdkKeys[2].id)).toEqual([400, 'The primary key cannot be deleted']);
	expect(await remove(PRIMARY_ID)).toEqual([200, undefined]);
	expect(await remove(PRIMARY_ID)).toEqual([400, 'Invalid key_id']);
	expect(sandbox.state.sdkKeys.map(({ id }) => id)).toContain(OLD_ID);
	expect(await said('DELETE', '/app_group/sdk_authentication/delete')).toEqual([
		400,
		"The request body must have required property 'app_id'",
	]);
});

const ACTIVITY = { app_id: IOS_APP_ID, activity_id: 'a', content_state: {} };
const FIRST = {
	...ACTIVITY,
	activity_attributes_type: 'A',
	activity_attributes: {},
	notification: { alert: { title: 'T', body: 'B' } },
};

it.each([
	[FIRST, 'No Recipients'],
	[
		{ ...FIRST, external_user_ids: ['a'], segment_id: 'x' },
		'Only one of external_user_ids or user_aliases, segment_id and custom_audience is allowed',
	],
	[{ ...FIRST, segment_id: 'x' }, 'Invalid Segment ID'],
	[{ ...FIRST, audience: {} }, 'The request body has an unknown key: audience'],
	[{ ...FIRST, broadcast: true }, 'The request body has an unknown key: broadcast'],
	[
		{ ...ACTIVITY, external_user_ids: ['a'] },
		"The request body must have required property 'activity_attributes_type'",
	],
	[{ ...FIRST, app_id: 'x', external_user_ids: ['a'] }, 'Invalid app_id'],
])('refuses to start %j', async (body, message) => {
	expect(await said('POST', '/messages/live_activity/start', body)).toEqual([400, message]);
});

it('takes any activity for an update, as an app may have started it', async () => {
	expect(await said('POST', '/messages/live_activity/update', { ...ACTIVITY, end_activity: true })).toEqual([
		201,
		'success',
	]);
	expect(await said('POST', '/messages/live_activity/update', { ...ACTIVITY, segment_id: 'x' })).toEqual([
		400,
		'The request body has an unknown key: segment_id',
	]);
});
