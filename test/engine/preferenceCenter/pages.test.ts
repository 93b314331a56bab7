import { makePreferenceCenter, NEWSLETTER_CENTER_ID } from '../../../sandbox/seeds/preferenceCenters';
import { Bench, itemErrors, jsons, pairing, stop } from '../../support/bench';
import { byId, fromList } from '../../support/kinds';

const PAGE = '<form action="{{preference_center_submit_url}}">{{subscribed_state.${email_global}}}</form>';
const PAGES = { pageHtml: PAGE, confirmationPageHtml: '<p>Saved.</p>' };
const PAGES_SENT = { preference_center_page_html: PAGE, confirmation_page_html: '<p>Saved.</p>' };

const ICON = { rel: 'icon', href: 'https://example.com/icon.png', type: 'image/png' };
const ALL = {
	title: 'Your choices',
	state: 'draft',
	viewport: 'width=device-width',
	linkTags: JSON.stringify([ICON]),
};
const ALL_SENT = {
	preference_center_title: 'Your choices',
	state: 'draft',
	options: { 'meta-viewport-content': 'width=device-width', 'links-tags': [ICON] },
};

const bench = new Bench({ resource: 'preferenceCenter' });

const create = async (changes: object, rest = {}) =>
	await bench.run({ operation: 'create', name: 'spring_26', ...PAGES, ...changes }, rest);
const update = async (changes: object, rest = {}) =>
	await bench.run(
		{ operation: 'update', preferenceCenterId: byId(NEWSLETTER_CENTER_ID), ...PAGES, ...changes },
		rest,
	);

describe('create', () => {
	it('sends name and pages, with Liquid tags as they are, and gives what Braze made', async () => {
		const result = await create({});

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{
				method: 'POST',
				path: '/preference_center/v1',
				query: {},
				body: { name: 'spring_26', ...PAGES_SENT },
			},
		]);
		expect(jsons(result)).toEqual([{ ...(bench.sandbox.requests[0].response as object), name: 'spring_26' }]);
		expect(jsons(result)[0].liquid_tag).toBe('{{preference_center.${spring_26}}}');
	});

	it('sends what else was set', async () => {
		await create({ additionalFields: ALL });

		expect(bench.bodies).toEqual([{ name: 'spring_26', ...PAGES_SENT, ...ALL_SENT }]);
	});

	it('takes link tags of an expression', async () => {
		await create({ additionalFields: { linkTags: '={{ $json.icons }}' } }, { items: [{ icons: [ICON] }] });

		expect(bench.bodies).toMatchObject([{ options: { 'links-tags': [ICON] } }]);
	});

	it('creates one for each item, and on a retry only the one that was refused', async () => {
		bench.refuse('/preference_center/v1', 400, 'No');
		const first = await create({ name: '={{ $json.name }}' }, { items: [{ name: 'one' }, { name: 'two' }] });
		const again = await first.retry();

		expect([first.status, again.status]).toEqual(['error', 'success']);
		expect(bench.bodies.map((body) => (body as { name: string }).name)).toEqual(['one', 'one', 'two']);
		expect(pairing(again)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it.each<[object, string]>([
		[{ name: 'two words' }, `'Name' has characters that Braze does not accept: "two words"`],
		[{ name: '={{ $json.missing }}' }, `'Name' is missing`],
		[{ pageHtml: '={{ " " }}' }, `'Page HTML' is empty`],
		[{ confirmationPageHtml: '={{ $json.missing }}' }, `'Confirmation Page HTML' is missing`],
		[{ pageHtml: '={{ ({ html: "x" }) }}' }, `'Page HTML' must be text, but is an object with html`],
		[{ additionalFields: { state: '={{ "live" }}' } }, `'State' is "live"`],
		[
			{ additionalFields: { linkTags: '{"rel": "icon"}' } },
			`'Link Tags (JSON)' must be a list, but is an object with rel`,
		],
		[
			{ additionalFields: { linkTags: '[{"rel": "style", "href": "x"}]' } },
			`'Link Tags (JSON): [0].rel' is "style"`,
		],
		[{ additionalFields: { linkTags: '[{"rel": "icon"}]' } }, `'Link Tags (JSON): [0].href' is missing`],
		[
			{ additionalFields: { linkTags: '[{"rel": "icon"' } },
			`'Link Tags (JSON)' is not valid JSON at line 1, column 16 (it ends early)`,
		],
	])('sends nothing for %j', async (changes, message) => {
		const result = await create(changes);

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(message);
	});

	it('says that a name is taken', async () => {
		const result = await create({ name: 'newsletter_choices' });

		expect(result.error?.description).toBe(
			'Braze refused the request (400). Nothing was created by this request.',
		);
	});
});

describe('update', () => {
	it('sends both pages and nothing else, so that the rest stays', async () => {
		bench.sandbox.state.preferenceCenters[0].title = 'Before';
		const result = await update({});

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{ method: 'PUT', path: `/preference_center/v1/${NEWSLETTER_CENTER_ID}`, query: {}, body: PAGES_SENT },
		]);
		expect(jsons(result)[0]).toMatchObject({
			preference_center_api_id: NEWSLETTER_CENTER_ID,
			updated_at: '2026-09-07T09:00:00Z',
		});
		expect(bench.sandbox.state.preferenceCenters[0]).toMatchObject({
			title: 'Before',
			page: PAGE,
			state: 'active',
		});
	});

	it.each([
		[ALL, ALL_SENT],
		[{ state: 'draft' }, { state: 'draft' }],
		[{ title: '', viewport: '', linkTags: '' }, {}],
	])('sends of the update fields what was set: %j', async (updateFields, sent) => {
		await update({ updateFields });

		expect(bench.bodies).toEqual([{ ...PAGES_SENT, ...sent }]);
	});

	it.each(['={{ "" }}', '={{ ".." }}', '={{ "." }}', '={{ "a/b" }}'])(
		'sends nothing for the ID %s',
		async (id) => {
			const result = await update({ preferenceCenterId: byId(id) });

			expect(bench.wire).toEqual([]);
			expect(result.error?.message).toContain("'Preference Center' is");
		},
	);

	it('says which one Braze does not know', async () => {
		const result = await update(
			{ preferenceCenterId: byId('={{ $json.id }}') },
			{ items: [{ id: 'x' }], settings: { onError: 'continueErrorOutput' } },
		);

		expect(itemErrors(result)).toMatchObject([
			{ message: 'Preference center not found', outcome: 'refused', status: 404 },
		]);
	});
});

describe('get', () => {
	it('gives what one holds', async () => {
		const result = await bench.run({
			operation: 'get',
			preferenceCenterId: fromList(NEWSLETTER_CENTER_ID, 'newsletter_choices'),
		});

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{ method: 'GET', path: `/preference_center/v1/${NEWSLETTER_CENTER_ID}`, query: {}, body: undefined },
		]);
		expect(jsons(result)).toMatchObject([
			{ name: 'newsletter_choices', state: 'active', preference_center_api_id: NEWSLETTER_CENTER_ID },
		]);
	});

	it('lists up to a limit, or all', async () => {
		bench.sandbox.state.preferenceCenters = Array.from({ length: 60 }, (_, index) =>
			makePreferenceCenter(String(index), { name: `center-${index}` }),
		);
		const some = await bench.run({ operation: 'getMany' });
		const all = await bench.run({ operation: 'getMany', returnAll: true });

		expect(bench.wire).toEqual(
			Array(2).fill({ method: 'GET', path: '/preference_center/v1/list', query: {}, body: undefined }),
		);
		expect([some.ok.length, all.ok.length]).toEqual([50, 60]);
		expect(jsons(all)[59]).toMatchObject({ name: 'center-59', preference_center_api_id: '59' });
	});
});

describe('get URL', () => {
	const getUrl = async (externalUserId: string, items = [{}]) =>
		await bench.run(
			{ operation: 'getUrl', preferenceCenterId: byId(NEWSLETTER_CENTER_ID), externalUserId },
			{ items },
		);

	it('gives the address of one person for each item', async () => {
		const result = await getUrl('={{ $json.id }}', [{ id: 'user-001' }, { id: 'user-002' }]);

		expect(bench.wire.map(({ method, path }) => [method, path])).toEqual(
			['user-001', 'user-002'].map((id) => [
				'GET',
				`/preference_center/v1/${NEWSLETTER_CENTER_ID}/url/${id}`,
			]),
		);
		expect(jsons(result)).toEqual(
			['user-001', 'user-002'].map((id) => ({
				preference_center_url: `https://preferences.example.com/${NEWSLETTER_CENTER_ID}/${id}`,
				preference_center_api_id: NEWSLETTER_CENTER_ID,
				external_user_id: id,
			})),
		);
	});

	it('keeps an ID with signs in one piece', async () => {
		bench.sandbox.state.users[0].external_id = 'a/b?c=1#d %';
		const result = await getUrl('={{ $json.id }}', [{ id: 'a/b?c=1#d %' }]);

		expect(bench.wire[0].path).toBe(
			`/preference_center/v1/${NEWSLETTER_CENTER_ID}/url/a%2Fb%3Fc%3D1%23d%20%25`,
		);
		expect(stop(result)).toEqual({});
	});

	it.each(['..', '.'])('asks nothing for the ID %s, which would be another address', async (id) => {
		const typed = await getUrl(id, [{}]);
		const fromItem = await getUrl('={{ $json.id }}', [{ id }]);

		expect(bench.wire).toEqual([]);
		expect(typed.error?.message).toBe(`'External User ID' is not an ID: "${id}"`);
		expect(fromItem.error?.message).toBe(`'External User ID' is only "${id}"`);
	});
});
