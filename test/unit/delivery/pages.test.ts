import type { IDataObject } from 'n8n-workflow';

import { readLookup } from '../../../nodes/Braze/transport/lookup';
import { collectPages, type Page, type Paging } from '../../../nodes/Braze/transport/pages';
import { answered } from '../../support/delivery';

const byPage: Paging = { list: 'canvases', style: 'page', size: 3 };
const page = (entries: number[], headers: IDataObject = {}): Page => ({
	body: { canvases: entries.map((id) => ({ id })) },
	headers,
});

async function collect(
	paging: Paging,
	pages: Array<Page | undefined>,
	limit = Infinity,
	first: IDataObject = {},
) {
	const asked: IDataObject[] = [];
	const entries = await collectPages(paging, first, limit, async (query) => {
		asked.push(query);
		return await Promise.resolve(pages[asked.length - 1]);
	});
	return { ids: entries.map(({ id }) => id), asked };
}

it('asks for page after page until one is not full', async () => {
	const { ids, asked } = await collect(byPage, [page([1, 2, 3]), page([4, 5, 6]), page([7])], Infinity, {
		include: true,
	});
	expect(ids).toEqual([1, 2, 3, 4, 5, 6, 7]);
	expect(asked).toEqual([{ include: true }, { include: true, page: 1 }, { include: true, page: 2 }]);
});

it('ends at an empty page after full ones, and at a page that is given again', async () => {
	expect((await collect(byPage, [page([1, 2, 3]), page([])])).ids).toEqual([1, 2, 3]);
	const { ids, asked } = await collect(byPage, [page([1, 2, 3]), page([1, 2, 3])]);
	expect([ids, asked.length]).toEqual([[1, 2, 3], 2]);
});

it('asks for no page beyond the limit', async () => {
	const { ids, asked } = await collect(byPage, [page([1, 2, 3]), page([4, 5, 6]), page([7])], 4);
	expect([ids, asked.length]).toEqual([[1, 2, 3, 4], 2]);
});

it('counts an offset by what came', async () => {
	const { asked } = await collect(
		{ ...byPage, style: 'offset' },
		[page([1, 2, 3]), page([4, 5, 6]), page([7])],
		Infinity,
		{ offset: 10 },
	);
	expect(asked.map(({ offset }) => offset)).toEqual([10, 13, 16]);
});

it('follows the cursor of the Link header, and only the cursor', async () => {
	const next = (cursor: string) => ({
		Link: `<https://elsewhere.example/x?cursor=${cursor}&a=1>; rel="next"`,
	});
	const { asked } = await collect(
		{ ...byPage, style: 'cursor' },
		[page([1], next('abc%3D')), page([2], next('def')), page([3])],
		Infinity,
		{ size: 1 },
	);
	expect(asked).toEqual([{ size: 1 }, { size: 1, cursor: 'abc=' }, { size: 1, cursor: 'def' }]);
});

const byCursor: Paging = { ...byPage, style: 'cursor' };
const link = (text: string) => ({ link: text });

it.each([
	['</x?cursor=b>; rel=next'],
	['</x?cursor=b>; title="More"; rel="next"'],
	['</x?cursor=a>; rel="prev", </x?cursor=b>; rel="next", </x?cursor=z>; rel="last"'],
	['</x?limit=3&cursor=b>; rel="last next"'],
])('finds the next page in a header like %s', async (header) => {
	const { asked } = await collect(byCursor, [page([1], link(header)), page([2])]);
	expect(asked).toEqual([{}, { cursor: 'b' }]);
});

it.each([
	'',
	'</x?cursor=a>; rel="prev"',
	'</x?page=2>; rel="next"',
	'</x?cursor=>; rel="next"',
	'</x?cursor=b>; rel="nextish"',
	'cursor=b',
])('takes a page with the header "%s" for the last', async (header) => {
	expect((await collect(byCursor, [page([1, 2, 3], link(header)), page([4])])).ids).toEqual([1, 2, 3]);
});

it.each(['a+b/c==', 'a%2Bb%2Fc%3D%3D'])(
	'keeps the plus sign of a cursor in Base64, whether or not it is encoded: %s',
	async (cursor) => {
		const { asked } = await collect(byCursor, [
			page([1], link(`</x?cursor=${cursor}>; rel="next"`)),
			page([2]),
		]);
		expect(asked).toEqual([{}, { cursor: 'a+b/c==' }]);
	},
);

it('goes on behind an empty page that names another, but not for a cursor that leads to itself', async () => {
	const next = (cursor: string) => link(`</x?cursor=${cursor}>; rel="next"`);
	expect((await collect(byCursor, [page([1], next('b')), page([], next('c')), page([3])])).ids).toEqual([
		1, 3,
	]);
	expect((await collect(byCursor, [page([1], next('b')), page([], next('b')), page([3])])).ids).toEqual([1]);
	expect((await collect(byCursor, [page([1], next('b')), page([1], next('b')), page([1])])).ids).toEqual([1]);
});

it('ends with what it has when a page fails', async () => {
	expect((await collect(byPage, [page([1, 2, 3]), undefined])).ids).toEqual([1, 2, 3]);
});

it('tells a page without its list from an empty one', () => {
	const read = (body: IDataObject) =>
		readLookup(answered(200, body), { canvases: 'list' }, { method: 'GET', path: '/x', permission: 'x' });
	expect(read(page([]).body)).toHaveProperty('body');
	expect(read({ message: 'success' })).toHaveProperty('failure');
	expect(read({ canvases: null })).toHaveProperty('failure');
});

it('ends where cursors go round in a circle', async () => {
	const next = (cursor: string) => link(`</x?cursor=${cursor}>; rel="next"`);
	const { ids } = await collect(byCursor, [
		page([1], next('b')),
		page([2], next('c')),
		page([3], next('b')),
		page([4], next('c')),
	]);
	expect(ids).toEqual([1, 2, 3]);
});

it('returns all of a list, however long it is', async () => {
	let count = 0;
	const entries = await collectPages(byPage, {}, Infinity, async () => {
		const rest = count >= 4_500 ? [] : [++count, ++count, ++count];
		return await Promise.resolve(page(rest));
	});
	expect(entries).toHaveLength(4_500);
});
