import fc from 'fast-check';

import type { Envelope, Member } from '../../../nodes/Braze/delivery/entry';
import { LongInteger } from '../../../nodes/Braze/input/exactJson';
import { plan } from '../../../nodes/Braze/delivery/plan/plan';
import {
	type ItemEntry,
	oversizedPart,
	type PlannedRequest,
} from '../../../nodes/Braze/delivery/plan/requests';
import { combineUpTo, entry, envelopeOf } from '../../support/delivery';

const combine = combineUpTo(50);
const ids = (request: PlannedRequest) => request.parts.map(({ member }) => String(member?.id));
const people = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`);

it('puts 120 people of one item into three requests', () => {
	const requests = plan([entry(0, people(120), envelopeOf('a'))], {
		combine,
		acrossItems: false,
		safety: 'notIdempotent',
	});
	expect(requests.map((request) => request.parts.length)).toEqual([50, 50, 20]);
	expect(requests.flatMap(ids)).toEqual(people(120));
});

it('shares requests between items with an equal envelope, only where that is asked for', () => {
	const entries = people(100).map((id, item) => entry(item, [id], envelopeOf('a')));
	expect(plan(entries, { combine, acrossItems: true, safety: 'notIdempotent' })).toHaveLength(2);
	expect(plan(entries, { combine, acrossItems: false, safety: 'notIdempotent' })).toHaveLength(100);
});

it('keeps envelopes apart that differ anywhere: path, query or body', () => {
	const envelopes: Envelope[] = [
		envelopeOf('a'),
		envelopeOf('a', { body: { canvas_id: 'a', schedule: { time: '1' } } }),
		envelopeOf('a', { path: { id: '1' } }),
		envelopeOf('a', { query: { id: '1' } }),
	];
	expect(
		plan(
			envelopes.map((one, item) => entry(item, ['x' + item], one)),
			{ combine, acrossItems: true, safety: 'notIdempotent' },
		),
	).toHaveLength(4);
});

it('sends the same person again in a later request, after the earlier one', () => {
	const envelope = envelopeOf('a');
	const requests = plan(
		[entry(0, ['x', 'y'], envelope), entry(1, ['x'], envelope), entry(2, ['z'], envelope)],
		{ combine, acrossItems: true, safety: 'notIdempotent' },
	);
	expect(requests.map(ids)).toEqual([['x', 'y', 'z'], ['x']]);
	expect(requests[1].after).toEqual([0]);
});

it('keeps the order for a person also where items do not share requests, and where envelopes differ', () => {
	const alone = plan([entry(0, ['x'], envelopeOf('a')), entry(1, ['x'], envelopeOf('a'))], {
		combine,
		acrossItems: false,
		safety: 'notIdempotent',
	});
	expect(alone.map(({ after }) => after)).toEqual([[], [0]]);
	const different = plan([entry(0, ['x'], envelopeOf('a')), entry(1, ['x'], envelopeOf('b'))], {
		combine,
		acrossItems: true,
		safety: 'notIdempotent',
	});
	expect(different.map(({ after }) => after)).toEqual([[], [0]]);
});

it('keeps the input order of all members that have someone in common, whichever of their people that is', () => {
	const linked = {
		...combineUpTo(3),
		alsoAbout: ({ others }: Member) => (others as string[] | undefined) ?? [],
	};
	const name = fc.constantFrom(...people(12));
	const member = fc.record({ id: name, others: fc.array(name, { maxLength: 2 }) });
	fc.assert(
		fc.property(fc.array(member, { maxLength: 25 }), fc.boolean(), (members, acrossItems) => {
			const entries = members.map((one, item) => ({
				item,
				entry: { envelope: envelopeOf(item % 5 === 0 ? 'a' : 'b'), members: [one] },
			}));
			const requests = plan(entries, { combine: linked, acrossItems, safety: 'notIdempotent' });
			const placeOf = (item: number) => requests.findIndex(({ parts }) => parts.some((p) => p.item === item));
			const waitsFor = (later: number, earlier: number): boolean =>
				requests[later].after.some((index) => index === earlier || waitsFor(index, earlier));
			const namesOf = ({ id, others }: (typeof members)[number]) => [id, ...others];
			members.forEach((one, item) =>
				members.slice(0, item).forEach((other, before) => {
					if (namesOf(other).some((known) => namesOf(one).includes(known)))
						expect(waitsFor(placeOf(item), placeOf(before))).toBe(true);
				}),
			);
		}),
	);
});

it('never makes two requests wait for each other', () => {
	const [a, b] = [envelopeOf('a'), envelopeOf('b')];
	const entries = [entry(0, ['x'], a), entry(1, ['y'], b), entry(2, ['y'], a), entry(3, ['x'], b)];
	const requests = plan(entries, { combine, acrossItems: true, safety: 'notIdempotent' });
	requests.forEach(({ after }, index) => after.forEach((earlier) => expect(earlier).toBeLessThan(index)));
});

it('puts changes of the same thing in order, but not lists, which change nothing', () => {
	const change = (subject: string): Envelope => ({ body: { time: '1' }, subject });
	const changes = [change('s1'), change('s2'), change('s1')].map((envelope, item) => ({
		item,
		entry: { envelope },
	}));
	expect(plan(changes, { acrossItems: true, safety: 'notIdempotent' }).map(({ after }) => after)).toEqual([
		[],
		[],
		[0],
	]);
	const lists = [0, 1].map((item) => ({
		item,
		entry: { envelope: { query: { page: 1 }, subject: 'list' } },
	}));
	expect(plan(lists, { acrossItems: true, safety: 'notIdempotent' }).map(({ after }) => after)).toEqual([
		[],
		[],
	]);
});

it('leaves out what is done', () => {
	const placed: ItemEntry[] = [
		{ ...entry(0, ['x', 'y', 'z'], envelopeOf('a')), done: new Set([0, 2]) },
		{ item: 1, entry: { envelope: envelopeOf('b') }, done: new Set([0]) },
	];
	const requests = plan(placed, { combine, acrossItems: true, safety: 'notIdempotent' });
	expect(requests.map((request) => request.parts.map(({ item, position }) => [item, position]))).toEqual([
		[[0, 1]],
	]);
});

it('stays under 4 MB, also with characters of several bytes', () => {
	const envelope = envelopeOf('a', { body: { canvas_id: 'a', properties: 'é'.repeat(500_000) } });
	const members = Array.from({ length: 40 }, (_, index) => ({ id: `p${index}`, text: '€'.repeat(100_000) }));
	const requests = plan([{ item: 0, entry: { envelope, members } }], {
		combine,
		acrossItems: true,
		safety: 'notIdempotent',
	});
	for (const { parts } of requests) {
		const body = { ...envelope.body, recipients: parts.map(({ member }) => member) };
		expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(4_000_000);
	}
	expect(requests).toHaveLength(5);
	expect(oversizedPart(envelope, [{ id: 'x', text: 'x'.repeat(3_000_000) }])).toBe(0);
	expect(oversizedPart(envelope, [{ id: 'x', text: 'x'.repeat(2_900_000) }])).toBeUndefined();
});

describe('entries without members', () => {
	const wholes = (...envelopes: Envelope[]) =>
		envelopes.map((envelope, item) => ({ item, entry: { envelope } }));
	const cancel = (id: string): Envelope => ({ body: { schedule_id: id }, subject: id });
	const update = (id: string, time: string): Envelope => ({ body: { schedule_id: id, time }, subject: id });
	const itemsOf = (requests: PlannedRequest[]) => requests.map(({ parts }) => parts.map(({ item }) => item));

	it('share a request where they ask for the very same and repeating it does no harm', () => {
		const entries = wholes(cancel('s1'), cancel('s2'), cancel('s1'), cancel('s1'));
		expect(itemsOf(plan(entries, { acrossItems: false, safety: 'idempotent' }))).toEqual([[0, 2, 3], [1]]);
		expect(itemsOf(plan(entries, { acrossItems: true, safety: 'notIdempotent' }))).toEqual([
			[0],
			[1],
			[2],
			[3],
		]);
	});

	it('do not share where that would change the order of changes', () => {
		const requests = plan(
			wholes(update('s1', '10:00'), update('s1', '11:00'), update('s1', '10:00'), update('s1', '10:00')),
			{
				acrossItems: false,
				safety: 'idempotent',
			},
		);
		expect(itemsOf(requests)).toEqual([[0], [1], [2, 3]]);
		expect(requests.map(({ after }) => after)).toEqual([[], [0], [1]]);
	});

	it('do not share where they differ in how much is fetched, or in which refusals count', () => {
		const list = (limit?: number): Envelope => ({ query: { page: 0 }, limit, subject: 'list' });
		expect(
			itemsOf(plan(wholes(list(5), list(), list(5)), { acrossItems: false, safety: 'idempotent' })),
		).toEqual([[0, 2], [1]]);
		const excused: Envelope = { ...cancel('s1'), acceptRefusal: () => ({ message: 'gone' }) };
		expect(
			itemsOf(plan(wholes(cancel('s1'), excused), { acrossItems: false, safety: 'idempotent' })),
		).toEqual([[0], [1]]);
	});
});

describe('whatever the input', () => {
	const anEntry = fc.record({
		canvas: fc.constantFrom('a', 'b', 'c'),
		ids: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 12 }),
	});
	const anInput = fc.record({
		rows: fc.array(anEntry, { maxLength: 60 }),
		limit: fc.integer({ min: 1, max: 10 }),
		acrossItems: fc.boolean(),
	});

	function planned({
		rows,
		limit,
		acrossItems,
	}: {
		rows: Array<{ canvas: string; ids: number[] }>;
		limit: number;
		acrossItems: boolean;
	}) {
		const entries = rows.map(({ canvas, ids: numbers }, item) =>
			entry(item, numbers.map(String), envelopeOf(canvas)),
		);
		return {
			entries,
			requests: plan(entries, { combine: combineUpTo(limit), acrossItems, safety: 'notIdempotent' }),
		};
	}

	it('every member is in exactly one request, with its own envelope', () => {
		fc.assert(
			fc.property(anInput, (input) => {
				const { entries, requests } = planned(input);
				const placed = requests.flatMap(({ parts, envelope }) =>
					parts.map(({ item, position }) => `${item}/${position}/${envelope.subject}`),
				);
				const wanted = entries.flatMap((one) =>
					(one.entry.members ?? []).map(
						(_, position) => `${one.item}/${position}/${one.entry.envelope.subject}`,
					),
				);
				expect([...placed].sort()).toEqual([...wanted].sort());
			}),
		);
	});

	it('no request holds more than the limit, or the same person twice, and none of it out of order', () => {
		fc.assert(
			fc.property(anInput, (input) => {
				for (const { parts } of planned(input).requests) {
					expect(parts.length).toBeLessThanOrEqual(input.limit);
					expect(new Set(parts.map(({ member }) => member?.id)).size).toBe(parts.length);
					const order = parts.map(({ item, position }) => item * 100 + position);
					expect(order).toEqual([...order].sort((a, b) => a - b));
				}
			}),
		);
	});

	it("a person's requests are in input order, each directly behind the one before", () => {
		fc.assert(
			fc.property(anInput, (input) => {
				const { requests } = planned(input);
				const byPerson = new Map<unknown, Array<{ order: number; index: number }>>();
				requests.forEach(({ parts }, index) =>
					parts.forEach(({ item, position, member }) => {
						const known = byPerson.get(member?.id) ?? [];
						byPerson.set(member?.id, [...known, { order: item * 100 + position, index }]);
					}),
				);
				for (const places of byPerson.values()) {
					const inOrder = [...places].sort((a, b) => a.order - b.order);
					inOrder.slice(1).forEach(({ index }, earlier) => {
						expect(index).toBeGreaterThan(inOrder[earlier].index);
						expect(requests[index].after).toContain(inOrder[earlier].index);
					});
				}
			}),
		);
	});

	it('takes no more requests than needed where nobody is named twice', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 60 }), (count, limit) => {
				const envelope = envelopeOf('a');
				const entries = people(count).map((id, item) => entry(item, [id], envelope));
				expect(
					plan(entries, { combine: combineUpTo(limit), acrossItems: true, safety: 'notIdempotent' }),
				).toHaveLength(Math.ceil(count / limit));
			}),
		);
	});
});

it('keeps a long integer apart from the text of its digits', () => {
	const body = (id: unknown) => ({ body: { canvas_entry_properties: { id } } }) as Partial<Envelope>;
	const long = '9007199254740993';
	const entries = [new LongInteger(long), long, new LongInteger(long)].map((id, item) =>
		entry(item, [`p${item}`], envelopeOf('a', body(id))),
	);

	const requests = plan(entries, { combine, acrossItems: true, safety: 'notIdempotent' });
	expect(requests.map(({ parts }) => parts.map(({ item }) => item))).toEqual([[0, 2], [1]]);
});
