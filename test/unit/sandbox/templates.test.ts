import {
	BANNER_ID,
	FOOTER_ID,
	manyContentBlocks,
	manyEmailTemplates,
	WELCOME_TEMPLATE_ID,
} from '../../../sandbox/seeds/templates';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { call, MONDAY } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const get = async (path: string) => await call(sandbox, 'GET', path);
const post = async (path: string, body: unknown) => await call(sandbox, 'POST', path, body);

describe.each([
	[
		'content_blocks',
		'/content_blocks/list',
		'content_block_id',
		() => (sandbox.state.contentBlocks = manyContentBlocks(250)),
	],
	[
		'templates',
		'/templates/email/list',
		'email_template_id',
		() => (sandbox.state.emailTemplates = manyEmailTemplates(250)),
	],
])('the list of %s', (list, path, key, fill) => {
	const ids = async (query = '') =>
		((await get(`${path}${query}`)).body[list] as Array<Record<string, string>>).map((entry) => entry[key]);

	it('has 100 entries unless a limit is given, after an offset', async () => {
		fill();
		const { body } = await get(path);
		expect(body.count).toBe(100);
		expect((await ids('?limit=1000')).length).toBe(250);
		expect(await ids('?offset=200')).toEqual((await ids('?limit=1000')).slice(200));
	});

	it.each([
		['offset=0', 'Offset must be greater than 0'],
		['offset=x', 'Offset is invalid'],
		['limit=1001', 'number limit exceeds maximum of 1000'],
		['limit=0', 'number limit must be greater than 0'],
		['modified_after=soon', 'Modified after time is invalid'],
		[
			'modified_after=2026-02-01T00:00:00Z&modified_before=2026-01-01T00:00:00Z',
			'Modified after time must be earlier',
		],
	])('refuses %s', async (query, message) => {
		expect((await get(`${path}?${query}`)).body.message).toMatch(message);
	});

	it('can be cut by the time of the last change', async () => {
		expect(await ids('?modified_after=2026-07-01T00:00:00Z')).toHaveLength(1);
		expect(await ids('?modified_before=2026-07-01T00:00:00Z')).toHaveLength(1);
	});
});

it.each<[string, string, object]>([
	['a Content Block', '/content_blocks/create', { name: 'a', content: 'x', inclusion_data: null }],
	['an update of one', '/content_blocks/update', { content_block_id: FOOTER_ID, created_at: 'x' }],
	['a template', '/templates/email/create', { template_name: 'a', subject: 's', body: 'b', plain_text: 'p' }],
	[
		'an update of one',
		'/templates/email/update',
		{ email_template_id: WELCOME_TEMPLATE_ID, created_at: 'x' },
	],
])('refuses unknown members of %s', async (_what, path, body) => {
	expect(await post(path, body)).toMatchObject({
		status: 400,
		body: { message: `The request body has an unknown key: ${Object.keys(body).at(-1)}` },
	});
	expect((await get('/content_blocks/list')).status).toBe(200);
});

describe('Content Blocks', () => {
	const BLOCK = { name: 'header', content: '<h1>Hi</h1>' };

	it('are created, shown and updated', async () => {
		const { status, body } = await post('/content_blocks/create', {
			...BLOCK,
			description: 'Top',
			state: 'draft',
			tags: ['CRM'],
		});
		const id = body.content_block_id as string;
		expect([status, body]).toEqual([
			201,
			{
				content_block_id: id,
				liquid_tag: '{{content_blocks.${header}}}',
				created_at: '2026-09-07T09:00:00.000+00:00',
				message: 'success',
			},
		]);
		await post('/content_blocks/update', { content_block_id: id, name: 'head', state: 'draft' });
		expect((await get(`/content_blocks/info?content_block_id=${id}`)).body).toMatchObject({
			name: 'head',
			description: 'Top',
			inclusion_count: 0,
		});
	});

	it('show where they are used on demand', async () => {
		const path = `/content_blocks/info?content_block_id=${FOOTER_ID}`;
		expect((await get(path)).body).not.toHaveProperty('inclusion_data');
		expect((await get(`${path}&include_inclusion_data=true`)).body.inclusion_data).toHaveLength(1);
	});

	it.each<[string, Record<string, unknown>]>([
		['Content Block name cannot be blank', { name: '' }],
		['Content Block name must be shorter than 100 characters', { name: 'x'.repeat(100) }],
		['Content Block name can only contain alphanumeric characters', { name: 'a b' }],
		['Content Block with this name already exists', { name: 'footer' }],
		['Content cannot be blank', { content: '' }],
		['Content must be smaller than 50kb', { content: 'x'.repeat(50 * 1024 + 1) }],
		['Content Block description cannot be blank', { description: '' }],
		['Content Block description must be shorter than 250 characters', { description: 'x'.repeat(250) }],
		['Content Block state must be either active or draft', { state: 'live' }],
		['Tags must be an array', { tags: 'CRM' }],
		['All tags must be strings', { tags: [1] }],
		['Some tags could not be found', { tags: ['none'] }],
	])('refuse: %s', async (message, changes) => {
		expect((await post('/content_blocks/create', { ...BLOCK, ...changes })).body.message).toBe(message);
	});

	it.each<[string, Record<string, unknown>]>([
		[
			'Content Block name cannot be updated for active Content Blocks',
			{ content_block_id: FOOTER_ID, name: 'other' },
		],
		[
			'Active Content Block can not be updated to Draft. Create a new Content Block.',
			{ content_block_id: FOOTER_ID, state: 'draft' },
		],
		['Content Block ID is invalid for this workspace', { content_block_id: 'none' }],
		['Content Block ID cannot be blank', {}],
		['Content Block with this name already exists', { content_block_id: BANNER_ID, name: 'footer' }],
	])('refuse an update: %s', async (message, body) => {
		expect((await post('/content_blocks/update', body)).body.message).toBe(message);
	});
});

describe('email templates', () => {
	const TEMPLATE = { template_name: 'Sale', subject: 'Sale', body: '<p>{{content_blocks.${footer}}}</p>' };

	it('are created, shown and updated', async () => {
		const { status, body } = await post('/templates/email/create', { ...TEMPLATE, should_inline_css: false });
		const id = body.email_template_id as string;
		expect(status).toBe(201);
		await post('/templates/email/update', { email_template_id: id, subject: 'Last day', preheader: 'Now' });
		expect((await get(`/templates/email/info?email_template_id=${id}`)).body).toMatchObject({
			...TEMPLATE,
			subject: 'Last day',
			preheader: 'Now',
			should_inline_css: false,
			message: 'success',
		});
	});

	it.each<[string, Record<string, unknown>]>([
		['Template name is required', { template_name: '' }],
		['Template name is required', { template_name: ' ' }],
		['Subject is required', { subject: undefined }],
		['Body is required', { body: '' }],
		['Body is too large', { body: 'x'.repeat(400 * 1024 + 1) }],
		['Email must have valid Content Block names', { body: '{{content_blocks.${none}}}' }],
		['Invalid value for should_inline_css. One of true or false was expected', { should_inline_css: 'true' }],
		['preheader must be a string', { preheader: 1 }],
		['Some tags could not be found', { tags: ['none'] }],
	])('refuse: %s', async (message, changes) => {
		expect((await post('/templates/email/create', { ...TEMPLATE, ...changes })).body.message).toBe(message);
	});

	it('need something to update, and a template that is there', async () => {
		expect((await post('/templates/email/update', { email_template_id: WELCOME_TEMPLATE_ID })).status).toBe(
			400,
		);
		expect(
			(await post('/templates/email/update', { email_template_id: 'x', subject: 'Hi' })).body.message,
		).toBe('Invalid email_template_id');
	});
});
