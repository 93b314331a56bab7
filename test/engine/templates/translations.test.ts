import { BANNER_ID, FOOTER_ID, FRENCH_ID, GERMAN_ID } from '../../../sandbox/seeds/templates';
import { assigned } from '../../support/assignments';
import { Bench, jsons, pairing, stop } from '../../support/bench';
import { byId } from '../../support/kinds';

const PATH = '/content_blocks/translations';

describe('get many translations', () => {
	const bench = new Bench({
		resource: 'contentBlock',
		operation: 'getManyTranslations',
		contentBlockId: byId(FOOTER_ID),
	});

	it('returns one item for each locale', async () => {
		const result = await bench.run();

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{ method: 'GET', path: PATH, query: { content_block_id: FOOTER_ID }, body: undefined },
		]);
		expect(jsons(result)).toEqual([
			{
				content_block_id: FOOTER_ID,
				translation_map: { address: 'Example GmbH, Hauptstr. 1', imprint: 'Impressum' },
				locale: { uuid: GERMAN_ID, name: 'de-DE', country: 'DE', language: 'de', locale_key: 'de-de' },
			},
			{
				content_block_id: FOOTER_ID,
				translation_map: { address: '', imprint: '' },
				locale: { uuid: FRENCH_ID, name: 'fr-FR', country: 'FR', language: 'fr', locale_key: 'fr-fr' },
			},
		]);
		expect(pairing(result)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	it('returns no more than the limit, and nothing if there are none', async () => {
		expect(jsons(await bench.run({ limit: 1 }))).toHaveLength(1);
		bench.sandbox.state.contentBlocks[0].translations = [];
		const none = await bench.run({ returnAll: true });

		expect([none.status, none.ok]).toEqual(['success', []]);
	});

	it('quotes Braze if the block is unknown', async () => {
		const result = await bench.run({ contentBlockId: byId('11111111-2222-4333-8444-555555555555') });

		expect(stop(result)).toEqual({
			message: 'Content Block not found',
			description: expect.stringContaining('Check the IDs in this item') as string,
		});
	});
});

describe('get source texts', () => {
	const bench = new Bench({
		resource: 'contentBlock',
		operation: 'getSourceTexts',
		contentBlockId: byId(FOOTER_ID),
	});

	it('returns the texts to translate by ID, as one item', async () => {
		const result = await bench.run();

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{
				method: 'GET',
				path: `${PATH}/source`,
				query: { content_block_id: FOOTER_ID },
				body: undefined,
			},
		]);
		expect(jsons(result)).toEqual([
			{
				content_block_id: FOOTER_ID,
				translation_map: { address: 'Example Ltd, 1 High Street', imprint: 'Imprint' },
			},
		]);
		expect(pairing(result)).toEqual([{ item: 0 }]);
	});

	it('quotes Braze if the block has no texts to translate, and goes on with the next item', async () => {
		const result = await bench.run(
			{ contentBlockId: byId('={{ $json.id }}') },
			{ items: [{ id: BANNER_ID }, { id: FOOTER_ID }], settings: { onError: 'continueRegularOutput' } },
		);

		expect(jsons(result)).toEqual([
			{
				error: expect.objectContaining({ message: 'This message does not support multi-language' }) as object,
			},
			expect.objectContaining({ content_block_id: FOOTER_ID }),
		]);
	});

	it.each<[string, unknown, string]>([
		['no block', '={{ "" }}', "'Content Block' is empty"],
		['a path', 'a/b', `'Content Block' is not an ID: "a/b"`],
	])('does not ask for %s', async (_, id, message) => {
		const result = await bench.run({ contentBlockId: byId(id as string) });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(message);
	});
});

describe('update translations', () => {
	const bench = new Bench({
		resource: 'contentBlock',
		operation: 'updateTranslations',
		contentBlockId: byId(FOOTER_ID),
		localeId: FRENCH_ID,
	});
	const french = () => bench.sandbox.state.contentBlocks[0].translations[1].translation_map;

	it('sends the texts by ID', async () => {
		const result = await bench.run({
			translations: assigned(
				{ name: 'address', value: ' 1, rue Haute {{${city}}} ' },
				{ name: 'imprint', value: 'Mentions' },
			),
		});

		expect(stop(result)).toEqual({});
		const translation_map = { address: ' 1, rue Haute {{${city}}} ', imprint: 'Mentions' };
		expect(bench.wire).toEqual([
			{
				method: 'PUT',
				path: PATH,
				query: {},
				body: { content_block_id: FOOTER_ID, locale_id: FRENCH_ID, translation_map },
			},
		]);
		expect(jsons(result)).toEqual([
			{ content_block_id: FOOTER_ID, locale_id: FRENCH_ID, message: 'success' },
		]);
		expect(french()).toEqual(translation_map);
	});

	it('keeps texts of different items apart', async () => {
		const translations = assigned({ name: '={{ $json.id }}', value: '={{ $json.text }}' });
		const items = [
			{ id: 'address', text: 'A' },
			{ id: 'imprint', text: 'B' },
		];
		await bench.run({ translations }, { items });

		expect(bench.bodies.map((body) => (body as { translation_map: object }).translation_map)).toEqual([
			{ address: 'A' },
			{ imprint: 'B' },
		]);
		expect(french()).toEqual({ address: 'A', imprint: 'B' });
	});

	const one = (value: unknown, type = 'string') => ({
		translations: assigned({ name: 'address', value, type }),
	});

	it.each<[string, Record<string, unknown>, string]>([
		['no rows', {}, "'Translations' is empty"],
		[
			'a row without a name',
			{ translations: assigned({ name: '', value: 'x' }) },
			"'Translations 1' has no name",
		],
		[
			'an ID twice',
			{ translations: assigned({ name: 'a', value: 'x' }, { name: 'a', value: 'y' }) },
			`'Translations 2' repeats the name "a"`,
		],
		[
			'an ID that cannot be sent',
			{ translations: assigned({ name: '__proto__', value: 'x' }) },
			`'Translations' uses the name "__proto__", which cannot be sent`,
		],
		['an empty text', one(' '), "'Translations: address' is empty"],
		['null', one('={{ null }}'), "'Translations: address' must be text, but is nothing"],
		['a number', one(5, 'number'), "'Translations: address' must be text, but is 5"],
		['a list', one('["a"]', 'array'), "'Translations: address' must be text, but is a list of 1 value"],
		['a text that is missing', one('={{ $json.missing }}'), "'Translations' is empty"],
		['no locale', { ...one('x'), localeId: '={{ "" }}' }, "'Locale ID' is empty"],
		['the code of a locale as path', { ...one('x'), localeId: 'de/DE' }, `'Locale ID' is not an ID: "de/DE"`],
	])('does not send %s', async (_, changes, message) => {
		const result = await bench.run(changes);

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(message);
	});

	it('quotes Braze if the locale is unknown', async () => {
		const result = await bench.run({ ...one('x'), localeId: 'de-DE' });

		expect(stop(result)).toEqual({
			message: 'The provided locale code does not exist',
			description: 'Braze refused the request (400). Nothing was updated by this request.',
		});
	});
});
