import {
	searchCatalogs,
	searchContentBlocks,
	searchEmailTemplates,
} from '../../../nodes/Braze/methods/searchList';
import { CAFES } from '../../../sandbox/seeds/catalogs';
import { FOOTER_ID, manyContentBlocks, manyEmailTemplates } from '../../../sandbox/seeds/templates';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { Bench, jsons, stop } from '../../support/bench';
import { searchInPicker } from '../../support/editor';

jest.setTimeout(30_000);

const LISTS = [
	{
		resource: 'contentBlock',
		path: '/content_blocks/list',
		name: 'name',
		label: 'block_',
		search: searchContentBlocks,
		fill: ({ state }: Sandbox, count: number) => void (state.contentBlocks = manyContentBlocks(count)),
	},
	{
		resource: 'emailTemplate',
		path: '/templates/email/list',
		name: 'template_name',
		label: 'Template ',
		search: searchEmailTemplates,
		fill: ({ state }: Sandbox, count: number) => void (state.emailTemplates = manyEmailTemplates(count)),
	},
];

describe.each(LISTS)('$resource: get many', ({ resource, path, name, label, fill }) => {
	const bench = new Bench({ resource, operation: 'getMany' });
	const names = (count: number) =>
		Array.from({ length: count }, (_, index) => `${label}${String(index + 1).padStart(3, '0')}`);
	const queries = () => bench.wire.map(({ query }) => query);

	it('gives 50 by default, from a first page without offset', async () => {
		fill(bench.sandbox, 230);
		const result = await bench.run();

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([{ method: 'GET', path, query: {}, body: undefined }]);
		expect(jsons(result).map((json) => json[name])).toEqual(names(50));
	});

	it('gives all from as many pages as it takes', async () => {
		fill(bench.sandbox, 230);
		const result = await bench.run({ returnAll: true });

		expect(queries()).toEqual([{}, { offset: '100' }, { offset: '200' }]);
		expect(jsons(result).map((json) => json[name])).toEqual(names(230));
	});

	it('keeps the filters on every page', async () => {
		fill(bench.sandbox, 150);
		await bench.run({
			returnAll: true,
			filters: { editedAfter: '2026-01-01T00:00:00', editedBefore: '2026-12-31T00:00:00Z' },
		});

		const filters = { modified_after: '2025-12-31T23:00:00Z', modified_before: '2026-12-31T00:00:00Z' };
		expect(queries()).toEqual([filters, { ...filters, offset: '100' }]);
	});

	it.each([
		[{ editedAfter: '={{ "soon" }}' }, '\'Edited After\' is not a date and time: "soon"'],
		[{ editedBefore: '={{ "soon" }}' }, '\'Edited Before\' is not a date and time: "soon"'],
		[
			{ editedAfter: '2026-02-01', editedBefore: '2026-01-01' },
			"'Edited Before' is earlier than 'Edited After'",
		],
	])('sends nothing with %j', async (filters, message) => {
		const result = await bench.run({ filters });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(message);
	});

	it('lists everything where the filters are empty', async () => {
		await bench.run({ filters: { editedAfter: '', editedBefore: '={{ null }}' } });

		expect(queries()).toEqual([{}]);
	});
});

describe('pickers', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ port: 0 });
	});
	beforeEach(() => sandbox.reset());
	afterAll(async () => await sandbox.stop());

	const pick = async (search: typeof searchCatalogs, filter?: string, token?: string) =>
		await searchInPicker(
			search,
			{ apiKey: 'sandbox-key', instance: 'custom', url: sandbox.url },
			filter,
			token,
		);

	it('offer catalogs by name, which is also their value', async () => {
		expect(await pick(searchCatalogs)).toEqual({ results: [{ name: CAFES, value: CAFES }] });
		expect(await pick(searchCatalogs, 'x')).toEqual({ results: [] });
		expect(sandbox.requests[0]).toMatchObject({ method: 'GET', path: '/catalogs', query: {} });
	});

	it('offer Content Blocks by name, with their ID as the value', async () => {
		expect((await pick(searchContentBlocks, 'FOOT')).results).toEqual([{ name: 'footer', value: FOOTER_ID }]);
	});

	it.each(LISTS)('read all pages of $resource, and go on after 1,000', async ({ search, fill, label }) => {
		fill(sandbox, 1_100);
		const { results, paginationToken } = await pick(search);
		const rest = await pick(search, '', String(paginationToken));

		expect([results.length, paginationToken, rest.results.length, rest.paginationToken]).toEqual([
			1_000,
			'1000',
			100,
			undefined,
		]);
		expect(rest.results[0].name).toBe(`${label}1001`);
		expect(sandbox.requests.slice(0, 2).map(({ query }) => query)).toEqual([{}, { offset: '100' }]);
		expect((await pick(search, `${label}1100`)).results).toHaveLength(1);
	});
});
