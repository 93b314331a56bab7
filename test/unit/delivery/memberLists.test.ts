import fc from 'fast-check';

import {
	type ItemEntry,
	type PlannedRequest,
	toBrazeRequest,
} from '../../../nodes/Braze/delivery/plan/requests';
import { plan } from '../../../nodes/Braze/delivery/plan/plan';
import { overRecipientLimit } from '../../../nodes/Braze/delivery/checks/recipientLimit';
import {
	combineLists,
	LISTS,
	listedEntry,
	mayFollow,
	type List,
	type Listed,
	type Limits,
} from '../../support/memberLists';

const combine = combineLists({ attributes: 75, events: 75, purchases: 75, all: 75 });
const options = { combine, acrossItems: true, safety: 'notIdempotent' } as const;
const tokens = ({ parts }: PlannedRequest) => parts.map(({ item, position }) => `${item}/${position}`);
const rows = (count: number, members: (item: number) => Listed[]) =>
	Array.from({ length: count }, (_, item) => listedEntry(item, members(item)));

describe('requests with several lists', () => {
	it('take 75 members in all, in the fewest requests', () => {
		const requests = plan(
			rows(10_000, (item) => [{ list: LISTS[item % 3], id: `p${item}` }]),
			options,
		);
		expect(requests).toHaveLength(134);
		expect(requests.slice(0, -1).every(({ parts }) => parts.length === 75)).toBe(true);
	});

	it('keep to the limit of each list where that is what limits', () => {
		const legacy = combineLists({ attributes: 75, events: 75, purchases: 75, all: 225 });
		const entries = rows(150, (item) => LISTS.map((list) => ({ list, id: `p${item}` })));
		const requests = plan(entries, { ...options, combine: legacy });
		expect(requests.map(({ parts }) => parts.length)).toEqual([225, 225]);
	});

	it('put each member into its list, in the order of the input', () => {
		const entries = [
			listedEntry(0, [{ list: 'events', id: 'a' }]),
			listedEntry(1, [
				{ list: 'attributes', id: 'b' },
				{ list: 'events', id: 'b' },
			]),
		];
		const [request] = plan(entries, options);
		expect(
			toBrazeRequest(request, {
				endpoint: { method: 'POST', path: '/users/track', permission: 'users.track' },
				combine,
			}).body,
		).toEqual({
			canvas_id: 'track',
			attributes: [{ list: 'attributes', id: 'b', token: '1/0' }],
			events: [
				{ list: 'events', id: 'a', token: '0/0' },
				{ list: 'events', id: 'b', token: '1/1' },
			],
		});
	});

	it('hold the attributes and events of a person together, but not two changes of their attributes', () => {
		const entries = [
			listedEntry(0, [
				{ list: 'attributes', id: 'x' },
				{ list: 'events', id: 'x' },
			]),
			listedEntry(1, [{ list: 'events', id: 'x' }]),
			listedEntry(2, [
				{ list: 'attributes', id: 'x' },
				{ list: 'events', id: 'x' },
			]),
			listedEntry(3, [{ list: 'attributes', id: 'y' }]),
		];
		const requests = plan(entries, options);
		expect(requests.map(tokens)).toEqual([
			['0/0', '0/1', '1/0', '3/0'],
			['2/0', '2/1'],
		]);
		expect(requests.map(({ after }) => after)).toEqual([[], [0]]);
	});

	it('never put attributes into a request with an earlier event of the person: Braze would take them first', () => {
		const requests = plan(
			[listedEntry(0, [{ list: 'events', id: 'x' }]), listedEntry(1, [{ list: 'attributes', id: 'x' }])],
			options,
		);
		expect(requests.map(tokens)).toEqual([['0/0'], ['1/0']]);
	});
});

it('keeps apart what may be repeated and what may not', () => {
	const [one, two] = rows(2, (item) => [{ list: 'attributes', id: `p${item}` }]);
	const repeatable: ItemEntry = {
		...two,
		entry: { ...two.entry, envelope: { ...two.entry.envelope, repeatable: true } },
	};
	expect(plan([one, repeatable], options)).toHaveLength(2);
});

describe('the recipient limit', () => {
	it('counts a person once, however much of theirs is written', () => {
		const entries = rows(10, (item) => LISTS.map((list) => ({ list, id: `p${item % 4}` })));
		expect(overRecipientLimit(entries, 4, combine)).toBeUndefined();
		expect(overRecipientLimit(entries, 3, combine)).toMatchObject({
			item: 3,
			message: expect.stringContaining('reach 4 people') as unknown,
		});
	});

	it('does not count what an earlier try has written', () => {
		const [placed] = rows(1, () => [
			{ list: 'events', id: 'a' },
			{ list: 'events', id: 'b' },
		]);
		expect(overRecipientLimit([{ ...placed, done: new Set([0]) }], 1, combine)).toBeUndefined();
	});
});

describe('the body', () => {
	const envelope = { path: { name: 'shop & more' }, subject: 'c' };
	const requestOf = (method: 'PUT' | 'PATCH' | 'DELETE', body?: Record<string, unknown>) =>
		toBrazeRequest(
			{ envelope: { ...envelope, ...(body && { body }) }, parts: [{ item: 0, position: 0 }] },
			{ endpoint: { method, path: '/catalogs/{name}', permission: 'p' } },
		);

	it.each(['PUT', 'PATCH', 'DELETE'] as const)(
		'of a %s is sent where there is one, and else none',
		(method) => {
			expect(requestOf(method)).toEqual({ method, path: '/catalogs/shop%20%26%20more' });
			expect(requestOf(method, { items: [] })).toEqual({
				method,
				path: '/catalogs/shop%20%26%20more',
				body: { items: [] },
			});
		},
	);

	it.each(['PUT', 'PATCH', 'DELETE'] as const)('of a %s holds its members', (method) => {
		const [request] = plan(
			rows(2, (item) => [{ list: 'events', id: `p${item}` }]),
			options,
		);
		expect(
			toBrazeRequest(request, { endpoint: { method, path: '/x', permission: 'p' }, combine }).body,
		).toMatchObject({ events: [{ id: 'p0' }, { id: 'p1' }] });
	});
});

describe('whatever the input', () => {
	const aMember: fc.Arbitrary<Listed> = fc.record({
		list: fc.constantFrom(...LISTS),
		id: fc.nat({ max: 12 }).map((person) => `p${person}`),
	});
	const aLimit = fc.integer({ min: 1, max: 8 });
	const anInput = fc.record({
		items: fc.array(
			fc.record({
				members: fc.array(aMember, { minLength: 1, maxLength: 6 }),
				subject: fc.constantFrom('a', 'b'),
			}),
			{ maxLength: 40 },
		),
		limits: fc.record({
			attributes: aLimit,
			events: aLimit,
			purchases: aLimit,
			all: fc.integer({ min: 1, max: 16 }),
		}),
		acrossItems: fc.boolean(),
		done: fc.func(fc.boolean()),
	});

	interface Input {
		items: Array<{ members: Listed[]; subject: string }>;
		limits: Limits;
		acrossItems: boolean;
		done: (token: string) => boolean;
	}

	function planned({ items, limits, acrossItems, done }: Input) {
		const entries = items.map(({ members, subject }, item) => {
			const places = members.flatMap((_, position) => (done(`${item}/${position}`) ? [position] : []));
			return { ...listedEntry(item, members, subject), done: new Set(places) };
		});
		const wanted = entries.flatMap(({ item, entry: { envelope, members = [] }, done: places }) =>
			members.flatMap((_, position) =>
				places.has(position) ? [] : [`${item}/${position}/${envelope.subject}`],
			),
		);
		return {
			wanted,
			requests: plan(entries, { combine: combineLists(limits), acrossItems, safety: 'notIdempotent' }),
		};
	}

	it('every member lands in exactly one request, and none that is done', () => {
		fc.assert(
			fc.property(anInput, (input) => {
				const { wanted, requests } = planned(input);
				const placed = requests.flatMap((request) =>
					tokens(request).map((token) => `${token}/${request.envelope.subject}`),
				);
				expect([...placed].sort()).toEqual([...wanted].sort());
			}),
		);
	});

	it('the limits hold, for each list and in all', () => {
		fc.assert(
			fc.property(anInput, (input) => {
				for (const { parts } of planned(input).requests) {
					expect(parts.length).toBeLessThanOrEqual(input.limits.all);
					for (const list of LISTS)
						expect(parts.filter((part) => part.list === list).length).toBeLessThanOrEqual(input.limits[list]);
				}
			}),
		);
	});

	it("what concerns a person takes effect in input order: in a later request that waits, or where the list's rules keep it", () => {
		fc.assert(
			fc.property(anInput, (input) => {
				const { requests } = planned(input);
				const byPerson = new Map<unknown, Array<{ order: number; index: number; list: List }>>();
				requests.forEach(({ parts }, index) =>
					parts.forEach(({ item, position, member, list }) => {
						byPerson.set(member?.id, [
							...(byPerson.get(member?.id) ?? []),
							{ order: item * 100 + position, index, list: list as List },
						]);
					}),
				);
				for (const places of byPerson.values()) {
					places.sort((a, b) => a.order - b.order);
					places.forEach((later, number) =>
						places.slice(0, number).forEach((earlier) => {
							expect(later.index).toBeGreaterThanOrEqual(earlier.index);
							if (later.index === earlier.index)
								expect([earlier.list, later.list, mayFollow(earlier.list, later.list)]).toEqual([
									earlier.list,
									later.list,
									true,
								]);
						}),
					);
					places.slice(1).forEach((later, number) => {
						if (later.index > places[number].index)
							expect(requests[later.index].after).toContain(places[number].index);
					});
				}
			}),
		);
	});
});
