import fc from 'fast-check';
import { escapeRegExp, isEmpty, omitBy } from 'lodash';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { findOperation } from '../../../nodes/Braze/resources';
import type { Operation } from '../../../nodes/Braze/operation';
import type { LoggedRequest } from '../../../sandbox/state/requestLog';
import { Bench } from '../../support/bench';
import { useClock, withoutWaits } from '../../support/clocks';
import { runBraze, type BrazeResult } from '../../support/engine';
import { SINGLE_REQUEST_ROWS, type Example } from '../../support/examples';

// Waits between tries are no part of what is tested here.
useClock(withoutWaits);

/** So many runs of each operation. */
const RUNS = 4;

const ITEMS = 3;

const bench = new Bench();

/** What the examples name, and what names something else in each item. */
const OF_ITS_OWN: Record<string, string> = {
	'user-001': '={{ $json.who }}',
	'customer-9': '={{ $json.who }}',
	'lead-1': '={{ $json.who }}',
	'ada@example.com': '={{ $json.who }}@example.com',
	'cafe-1': '={{ $json.who }}',
	'+14155550100': '={{ $json.phone }}',
};

function ownOf<T>(value: T): T {
	if (typeof value === 'string') return (OF_ITS_OWN[value] ?? value) as T;
	if (Array.isArray(value)) return value.map(ownOf) as T;
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, ownOf(one as unknown)])) as T;
}

/** An error with words of its own, as Braze writes errors in its docs and in recordings. */
interface GivenError {
	readonly words: string;
	readonly error: unknown;
	readonly place?: { readonly index: number; readonly list?: string };
}

/** What a response says besides what it said before. */
interface Said {
	readonly errors: readonly GivenError[];
	readonly member: string;
	readonly combineItems: boolean;
}

const NAMES = [
	'user_identifiers',
	'user_aliases',
	'aliases_to_identify',
	'external_ids',
	'recipients',
	'attributes',
	'events',
	'purchases',
	'emails',
	'items',
	'phones',
	'subscription_groups',
];

const form = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({
			form: fc.constant('place' as const),
			index: fc.oneof(fc.nat({ max: ITEMS }), fc.constant(99)),
			list: fc.option(fc.constantFrom(...NAMES), { nil: undefined }),
			asText: fc.boolean(),
		}),
	},
	fc.record({ form: fc.constantFrom('text' as const, 'message' as const, 'list' as const, 'id' as const) }),
);

const said: fc.Arbitrary<Said> = fc.record({
	errors: fc
		.array(form, { maxLength: 4 })
		.map((forms) => forms.map((one, number) => errorOf(one, `reason-${number}-`))),
	member: fc.stringMatching(/^[a-z]{3,8}$/).map((text) => `x_${text}`),
	combineItems: fc.boolean(),
});

function errorOf(
	one:
		| { form: 'place'; index: number; list: string | undefined; asText: boolean }
		| { form: 'text' | 'message' | 'list' | 'id' },
	words: string,
): GivenError {
	switch (one.form) {
		case 'place': {
			const { index, list, asText } = one;
			return {
				words,
				error: { type: words, index: asText ? String(index) : index, ...(list && { input_array: list }) },
				place: { index, list },
			};
		}
		case 'text':
			return { words, error: words };
		case 'message':
			return { words, error: { message: words } };
		case 'list':
			return { words, error: { type: words, input_array: 'events' } };
		case 'id':
			return { words, error: { id: 'some-code', message: words, parameters: [] } };
	}
}

/** A list in the body of a request, with the items that each of its entries is about. */
interface List {
	readonly name: string;
	readonly owners: number[][];
	/** Whether its entries are groups that hold lists: an error that names no list is not about a group. */
	readonly ofGroups?: boolean;
}

/** The lists of a body whose entries belong to items. */
function listsIn(value: unknown, itemsOf: (value: unknown) => number[], name = ''): List[] {
	if (typeof value !== 'object' || value === null) return [];
	const inner = Object.entries(value).flatMap(([key, one]) =>
		listsIn(one, itemsOf, Array.isArray(value) ? name : key),
	);
	if (!Array.isArray(value) || itemsOf(value).length === 0) return inner;
	return [...inner, { name, owners: value.map(itemsOf), ofGroups: inner.length > 0 }];
}

/** What is known of a run from outside: its requests, and which items each of them is about. */
class Evidence {
	constructor(
		private readonly items: readonly IDataObject[],
		readonly requests: readonly LoggedRequest[],
	) {}

	readonly itemsOf = (value: unknown): number[] => {
		const text = JSON.stringify(value) ?? '';
		return this.items.flatMap((item, index) =>
			Object.values(item).some((token) => new RegExp(`${escapeRegExp(String(token))}(?!\\d)`).test(text))
				? [index]
				: [],
		);
	};

	/** The items that a request is about: all of them where it names none. */
	of({ path, query, body }: LoggedRequest): number[] {
		const named = this.itemsOf([decodeURIComponent(path), query, body]);
		return named.length > 0 ? named : this.items.map((_, index) => index);
	}

	/** The items that an error is about; `undefined` where it may be about all of its request. */
	blamed(request: LoggedRequest, { place }: GivenError): number[] | undefined {
		if (!place) return undefined;
		const lists = this.listsOf(request);
		const called = lists.filter(({ name }) => name === place.list);
		const counted = lists.filter(({ ofGroups }) => !ofGroups);
		const meant = called.length > 0 ? called : counted.length === 1 ? counted : [];
		const owners = [...new Set(meant.flatMap(({ owners: of }) => of[place.index] ?? []))];
		return owners.length > 0 ? owners : undefined;
	}

	/** The lists of a request that name items; else all lists in it, which are about all of its items. */
	private listsOf(request: LoggedRequest): List[] {
		const { query, body } = request;
		const asked = Object.entries(query).flatMap(([name, value]) =>
			name.endsWith('[]') ? [[name.replace('[]', ''), [value].flat()]] : [],
		);
		const all = { ...Object.fromEntries(asked), ...(body as object | null) } as Record<string, unknown>;
		const lists = listsIn(all, this.itemsOf);
		if (lists.length > 0 || typeof body !== 'object' || body === null) return lists;
		return Object.entries(body).flatMap(([name, value]) =>
			Array.isArray(value) ? [{ name, owners: value.map(() => this.of(request)) }] : [],
		);
	}
}

const outputOf = (result: BrazeResult, item: number, failed: boolean): string =>
	JSON.stringify(
		(failed ? result.failed : result.ok)
			.filter(({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item === item)
			.map(({ json }) => json),
	);

describe.each(SINGLE_REQUEST_ROWS)('%s: %s', (resource, operation, { parameters, before }: Example) => {
	const whole = findOperation(resource, operation) as Operation;
	const formOf = (combineItems: boolean) => (!combineItems && whole.uncombined ? whole.uncombined : whole);

	/** Runs the operation on several items; its requests get an answer if one is given. */
	async function run(given: INodeParameters, combineItems: boolean, body?: IDataObject) {
		const { endpoint } = formOf(combineItems);
		bench.sandbox.reset();
		const items: IDataObject[] = [];
		for (let item = 0; item < ITEMS; item++) {
			const [made = {}] = (await before?.(bench)) ?? [];
			items.push({ ...made, who: `person-${item}`, phone: `+1415555010${item}` });
		}
		bench.sandbox.requests.length = 0;
		if (body)
			bench.sandbox.faults.add({
				match: { path: endpoint.path.replace(/\{.*/, '*'), method: endpoint.method },
				times: -1,
				kind: { type: 'status', status: endpoint.method === 'GET' ? 200 : 201, body },
			});
		const options = { ...(given.options as INodeParameters), combineItems, identicalMessages: 'sendAll' };
		const result = await runBraze({
			parameters: { resource, operation, ...given, options },
			items,
			settings: { onError: 'continueErrorOutput' },
			credential: bench.credential(),
		});
		const isIt = new RegExp(`^${endpoint.path.replace(/\{\w+\}/g, '[^/]+')}$`);
		const requests = bench.sandbox.requests.filter((one) => isIt.test(one.path));
		return { result, evidence: new Evidence(items, requests) };
	}

	/** What the sandbox answers, for each form of the operation. */
	async function usualAnswer(combineItems: boolean): Promise<IDataObject> {
		const { evidence } = await run(parameters, combineItems);
		expect(evidence.requests[0]?.status).toBeLessThan(300);
		return evidence.requests[0].response as IDataObject;
	}

	it('every error of any answer comes out at its item, or at all of its request, and at nobody else', async () => {
		const usual = { on: await usualAnswer(true), off: await usualAnswer(false) };
		await fc.assert(
			fc.asyncProperty(said, async ({ errors, combineItems }) => {
				const body = { ...usual[combineItems ? 'on' : 'off'], errors: errors.map(({ error }) => error) };
				const { result, evidence } = await run(ownOf(parameters), combineItems, body as IDataObject);
				expect([result.status, evidence.requests.length > 0]).toEqual(['success', true]);
				for (let item = 0; item < ITEMS; item++) {
					const requests = evidence.requests.filter((request) => evidence.of(request).includes(item));
					const blames = errors.map((error) => requests.map((request) => evidence.blamed(request, error)));
					const isRefused = blames.flat().some((items) => items?.includes(item));
					const [ok, failed] = [outputOf(result, item, false), outputOf(result, item, true)];
					expect([failed !== '[]', isRefused && ok !== '[]']).toEqual([isRefused, false]);
					const seen = errors.map(({ words }) => (isRefused ? failed : ok).includes(words));
					const expected = blames.map((of) => of.some((items) => items?.includes(item) ?? true));
					expect(seen).toEqual(expected);
				}
			}),
			{ numRuns: RUNS },
		);
	});

	it('no member of any answer vanishes without a trace', async () => {
		const usual = { on: await usualAnswer(true), off: await usualAnswer(false) };
		await fc.assert(
			fc.asyncProperty(said, async ({ member, combineItems }) => {
				const { response, paging, endpoint } = formOf(combineItems);
				const declared = [
					...(response?.unfolded ?? []),
					...(response?.leftOut ?? []),
					...(paging ? [paging.list] : []),
					...(endpoint.namedErrors === undefined ? [] : [endpoint.namedErrors]),
				];
				const body = omitBy(
					{ ...usual[combineItems ? 'on' : 'off'], [member]: 'something new' },
					(value, name) => name === 'errors' && isEmpty(value),
				) as IDataObject;
				const { result } = await run({ ...ownOf(parameters), simplify: false }, combineItems, body);
				expect(result.status).toBe('success');
				const shown = JSON.stringify([result.ok, result.hints]);
				const lost = Object.keys(body).filter(
					(name) => !declared.includes(name) && !shown.includes(`"${name}"`) && !shown.includes(`'${name}'`),
				);
				expect(lost).toEqual([]);
			}),
			{ numRuns: Math.ceil(RUNS / 2) },
		);
	});
});
