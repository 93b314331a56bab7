import { BANNER_ID, FOOTER_ID, WELCOME_TEMPLATE_ID } from '../../../sandbox/seeds/templates';
import { Bench, jsons, stop } from '../../support/bench';
import { byId } from '../../support/kinds';

const CREATED = '2026-09-07T09:00:00.000+00:00';

describe('content block: create', () => {
	const bench = new Bench({
		resource: 'contentBlock',
		operation: 'create',
		name: 'header',
		content: ' <h1>{{ ${first_name} }}</h1>\n',
	});

	it('sends name and content as they are', async () => {
		const result = await bench.run();

		expect(stop(result)).toEqual({});
		const body = { name: 'header', content: ' <h1>{{ ${first_name} }}</h1>\n' };
		expect(bench.wire).toEqual([{ method: 'POST', path: '/content_blocks/create', query: {}, body }]);
		const id = expect.any(String) as string;
		expect(jsons(result)).toEqual([
			{
				content_block_id: id,
				liquid_tag: '{{content_blocks.${header}}}',
				created_at: CREATED,
				name: 'header',
				message: 'success',
			},
		]);
	});

	it('sends the fields that were added', async () => {
		await bench.run({ additionalFields: { description: 'Top', state: 'draft', tagNames: ['CRM'] } });

		expect(bench.bodies).toMatchObject([{ description: 'Top', state: 'draft', tags: ['CRM'] }]);
	});

	it.each<[string, Record<string, unknown>, string]>([
		['no name', { name: '={{ $json.missing }}' }, "'Name' is missing"],
		[
			'a name with a space',
			{ name: 'my header' },
			`'Name' has characters that Braze does not accept: "my header"`,
		],
		['a name of 100 characters', { name: 'x'.repeat(100) }, "'Name' is longer than 99 bytes"],
		['no content', { content: '={{ $json.missing }}' }, "'Content' is missing"],
		['blank content', { content: ' ' }, "'Content' is empty"],
		[
			'content over 50 KB',
			{ content: 'é'.repeat(25 * 1024 + 1) },
			"'Content' is 51 KB, but Braze accepts at most 50 KB",
		],
		[
			'content that is an object',
			{ content: '={{ { a: 1 } }}' },
			"'Content' must be text, but is an object with a",
		],
		['an empty description', { additionalFields: { description: '' } }, "'Description' is empty"],
		[
			'a description of 250 characters',
			{ additionalFields: { description: 'x'.repeat(250) } },
			"'Description' has 250 characters, but Braze accepts at most 249",
		],
		['another state', { additionalFields: { state: '={{ "live" }}' } }, `'State' is "live"`],
		['an empty tag', { additionalFields: { tagNames: ['CRM', ' '] } }, "'Tags 2' is empty"],
	])('does not send %s', async (_, changes, message) => {
		const result = await bench.run(changes);

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(message);
	});

	it('quotes Braze where the name is taken', async () => {
		expect(stop(await bench.run({ name: 'footer' })).description).toBe(
			'Braze refused the request (400). Nothing was created by this request.',
		);
	});
});

describe('content block: update', () => {
	const bench = new Bench({ resource: 'contentBlock', operation: 'update', contentBlockId: byId(BANNER_ID) });

	it('sends only what was set', async () => {
		const result = await bench.run({ updateFields: { content: '<p>New</p>' } });

		expect(stop(result)).toEqual({});
		const body = { content_block_id: BANNER_ID, content: '<p>New</p>' };
		expect(bench.wire).toEqual([{ method: 'POST', path: '/content_blocks/update', query: {}, body }]);
		expect(jsons(result)[0]).toMatchObject({ content_block_id: BANNER_ID, message: 'success' });
	});

	it('can set everything, and remove the tags', async () => {
		const updateFields = { name: 'banner', content: 'x', description: 'd', state: 'draft', tagNames: [] };
		await bench.run({ updateFields });

		expect(bench.bodies).toEqual([
			{
				content_block_id: BANNER_ID,
				name: 'banner',
				content: 'x',
				description: 'd',
				state: 'draft',
				tags: [],
			},
		]);
	});

	it.each<[Record<string, unknown>, string]>([
		[{}, "'Update Fields' is empty"],
		[{ content: '={{ $json.missing }}' }, "'Content' is missing"],
		[{ description: '={{ $json.missing }}' }, "'Description' is missing"],
		[{ tagNames: '={{ $json.missing }}' }, "'Tags' is missing"],
	])('sends nothing with %j', async (updateFields, message) => {
		const result = await bench.run({ updateFields });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(message);
	});

	it('quotes Braze where an active block would become a draft', async () => {
		const result = await bench.run({ contentBlockId: byId(FOOTER_ID), updateFields: { state: 'draft' } });

		expect(stop(result).description).toBe(
			'Braze refused the request (400). Nothing was updated by this request.',
		);
	});
});

describe('content block: get', () => {
	const bench = new Bench({ resource: 'contentBlock', operation: 'get', contentBlockId: byId(FOOTER_ID) });

	it('gives the block with its content', async () => {
		const result = await bench.run();

		expect(bench.wire).toEqual([
			{
				method: 'GET',
				path: '/content_blocks/info',
				query: { content_block_id: FOOTER_ID },
				body: undefined,
			},
		]);
		expect(jsons(result)[0]).toMatchObject({
			content_block_id: FOOTER_ID,
			name: 'footer',
			content: expect.stringContaining('Example Ltd, 1 High Street') as string,
		});
		expect(jsons(result)[0]).not.toHaveProperty('inclusion_data');
	});

	it('lists where it is used on demand', async () => {
		const result = await bench.run({ options: { includeInclusionData: true } });

		expect(bench.wire[0].query).toEqual({ content_block_id: FOOTER_ID, include_inclusion_data: 'true' });
		expect(jsons(result)[0].inclusion_data).toHaveLength(1);
	});
});

describe('email template', () => {
	const bench = new Bench({ resource: 'emailTemplate' });
	const NEW = {
		operation: 'create',
		name: 'Sale',
		subject: 'Sale today',
		htmlBody: '<p>{{content_blocks.${footer}}}</p>',
	};
	const CHOSEN = { templateId: byId(WELCOME_TEMPLATE_ID) };

	it('is created with name, subject and body', async () => {
		const result = await bench.run(NEW);

		expect(stop(result)).toEqual({});
		const body = {
			template_name: 'Sale',
			subject: 'Sale today',
			body: '<p>{{content_blocks.${footer}}}</p>',
		};
		expect(bench.wire).toEqual([{ method: 'POST', path: '/templates/email/create', query: {}, body }]);
		expect(jsons(result)).toEqual([
			{ email_template_id: expect.any(String) as string, template_name: 'Sale', message: 'success' },
		]);
	});

	it('is created with the fields that were added', async () => {
		await bench.run({
			...NEW,
			additionalFields: { inlineCss: false, plaintextBody: 'Sale', preheader: 'Now', tagNames: ['CRM'] },
		});

		expect(bench.bodies).toMatchObject([
			{ should_inline_css: false, plaintext_body: 'Sale', preheader: 'Now', tags: ['CRM'] },
		]);
	});

	it('is updated in what was set only', async () => {
		const result = await bench.run({
			...CHOSEN,
			operation: 'update',
			updateFields: { subject: 'Hello', preheader: '' },
		});

		expect(stop(result)).toEqual({});
		const body = { email_template_id: WELCOME_TEMPLATE_ID, subject: 'Hello', preheader: '' };
		expect(bench.wire).toEqual([{ method: 'POST', path: '/templates/email/update', query: {}, body }]);
		expect(jsons(result)).toEqual([{ email_template_id: WELCOME_TEMPLATE_ID, message: 'success' }]);
	});

	it('is shown with its content', async () => {
		const result = await bench.run({ ...CHOSEN, operation: 'get' });

		expect(bench.wire).toEqual([
			{
				method: 'GET',
				path: '/templates/email/info',
				query: { email_template_id: WELCOME_TEMPLATE_ID },
				body: undefined,
			},
		]);
		expect(jsons(result)[0]).toMatchObject({
			template_name: 'Welcome',
			subject: 'Welcome to Example',
			body: '<h1>Welcome</h1>',
		});
	});

	it.each<[Record<string, unknown>, string]>([
		[{ ...NEW, name: ' ' }, "'Name' is empty"],
		[{ ...NEW, subject: '={{ $json.missing }}' }, "'Subject' is missing"],
		[{ ...NEW, htmlBody: '={{ "" }}' }, "'HTML Body' is empty"],
		[
			{ ...NEW, htmlBody: 'x'.repeat(400 * 1024 + 1) },
			"'HTML Body' is 401 KB, but Braze accepts at most 400 KB",
		],
		[
			{ ...NEW, additionalFields: { inlineCss: '={{ "perhaps" }}' } },
			`'Inline CSS' must be true or false, but is "perhaps"`,
		],
		[{ ...NEW, additionalFields: { preheader: '={{ $json.missing }}' } }, "'Preheader' is missing"],
		[{ ...CHOSEN, operation: 'update' }, "'Update Fields' is empty"],
		[{ ...CHOSEN, operation: 'update', updateFields: { subject: '' } }, "'Subject' is empty"],
	])('is not sent with %j', async (changes, message) => {
		const result = await bench.run(changes);

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(message);
	});
});
