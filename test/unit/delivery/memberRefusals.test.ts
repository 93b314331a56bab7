import fc from 'fast-check';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { readAnswer } from '../../../nodes/Braze/delivery/answers/readAnswer';
import { Ledger } from '../../../nodes/Braze/delivery/ledger/ledger';
import type { RequestOutcome } from '../../../nodes/Braze/delivery/outcome';
import { plan } from '../../../nodes/Braze/delivery/plan/plan';
import { type ItemEntry, memberPart, type PlannedRequest } from '../../../nodes/Braze/delivery/plan/requests';
import { answerHints } from '../../../nodes/Braze/delivery/results/hints';
import { resultItems } from '../../../nodes/Braze/delivery/results/resultItems';
import { EMPTY_RUN } from '../../../nodes/Braze/delivery/runRecord';
import { summarize } from '../../../nodes/Braze/delivery/results/summary';
import { sendAll } from '../../../nodes/Braze/delivery/send/sendAll';
import type { BrazeResponse } from '../../../nodes/Braze/transport/connection';
import { answered, envelopeOf, outcomesByItem, sendingTo } from '../../support/delivery';
import {
	combineLists,
	LISTS,
	listedEntry,
	ListWorkspace,
	tokenOf,
	type Limits,
	type Listed,
	type Refusing,
} from '../../support/memberLists';

const LIMITS: Limits = { attributes: 75, events: 75, purchases: 75, all: 75 };

interface Try {
	readonly entries: ItemEntry[];
	readonly workspace: ListWorkspace;
	readonly limits?: Limits;
	readonly acrossItems?: boolean;
	readonly stop?: boolean;
	/** Answers in place of the workspace. */
	readonly fault?: (number: number) => BrazeResponse | undefined;
	/** The node's memory, where an earlier try left one. */
	readonly context?: IDataObject;
}

/** One try of a run: what is open by the ledger is planned, sent and recorded. */
async function attempt({
	entries,
	workspace,
	limits = LIMITS,
	acrossItems = true,
	stop = false,
	fault,
	context = {},
}: Try) {
	const combine = combineLists(limits);
	const ledger = new Ledger(context, 'user.track#0', combine);
	const recalled = ledger.recall(entries, [], false);
	const sending = sendingTo((request, number) => fault?.(number) ?? workspace.answer(request, number), {
		combine,
		stopAtFirstFailure: stop,
		parallel: 4,
		ledger,
	});
	const sent = await sendAll(
		plan(recalled.entries, { combine, acrossItems, safety: 'notIdempotent' }),
		sending,
	);
	const delivered = [...recalled.delivered, ...sent];
	return {
		delivered,
		sent,
		requests: sending.requests,
		items: resultItems({ ...EMPTY_RUN, entries, delivered }, { isLookup: false }),
	};
}

const single = (count: number, bad: number[]) =>
	Array.from({ length: count }, (_, item) =>
		listedEntry(item, [{ list: LISTS[item % 3], id: `p${item}`, bad: bad.includes(item) }]),
	);

const errorsOf = (items: INodeExecutionData[]): Array<IDataObject & { item: number }> =>
	items.flatMap(({ json, pairedItem }) =>
		json.error ? [{ item: (pairedItem as { item: number }).item, ...(json.error as IDataObject) }] : [],
	);

describe.each([
	['a partial success', 'partial', 1],
	['a refusal that names all of them', 'allNamed', 2],
	['a refusal that names one at a time', 'someNamed', 4],
] as const)('%s', (_, how, requests) => {
	it('makes error items of the members it names, without a search, and the others are written once', async () => {
		const workspace = new ListWorkspace(() => how);
		const run = await attempt({ entries: single(60, [7, 20, 33]), workspace });
		expect(run.requests).toHaveLength(requests);
		expect(errorsOf(run.items).map(({ item, outcome, reason }) => [item, outcome, reason])).toEqual(
			[7, 20, 33].map((item) => [item, 'refused', `bad ${item}/0`]),
		);
		expect(workspace.taken).toHaveLength(57);
		expect(summarize(run.delivered)).toMatchObject({ sent: 57, refused: 3 });
		expect(answerHints(run.delivered)).toEqual([]);
		expect(run.items[0].json).toEqual({ message: 'success', attributes_count: 1 });
	});
});

it('members that a refusal names by key fail at once, and the others need one more request', async () => {
	const workspace = new ListWorkspace(() => 'byKey');
	const run = await attempt({ entries: single(60, [7, 20, 33]), workspace });
	expect(run.requests).toHaveLength(2);
	expect(errorsOf(run.items).map(({ item, outcome, reason }) => [item, outcome, reason])).toEqual(
		[7, 20, 33].map((item) => [item, 'refused', 'bad']),
	);
	expect(workspace.taken).toHaveLength(57);
});

it('keys are matched in the list that the error names, whatever they are called', async () => {
	const keys = ['p0', 'p1', '__proto__', 'constructor', '1'];
	const errors = [
		{ type: 'bad', input_array: 'attributes', keys },
		{ type: 'odd', input_array: 'constructor', keys },
	];
	const workspace = new ListWorkspace(() => 'partial');
	const run = await attempt({
		entries: single(6, []),
		workspace,
		fault: (number) => (number === 0 ? answered(400, { message: 'Bad Request', errors }) : undefined),
	});
	// Of those two, only p0 is among the attributes.
	expect(errorsOf(run.items).map(({ item }) => item)).toEqual([0]);
	expect([run.requests.length, workspace.taken.length]).toEqual([2, 5]);
});

it('refuses exactly the members whose list and key an error names, and keeps errors that name none', () => {
	const anId = fc.oneof(fc.nat({ max: 12 }).map(String), fc.constantFrom('__proto__', 'constructor', ''));
	const aMember = fc.record({ list: fc.constantFrom(...LISTS), id: anId });
	const anError = fc.record({
		type: fc.constantFrom('a', 'b'),
		input_array: fc.constantFrom(...LISTS, 'constructor'),
		keys: fc.array(anId, { maxLength: 4 }),
	});
	const combine = combineLists(LIMITS);
	fc.assert(
		fc.property(
			fc.array(aMember, { minLength: 1, maxLength: 30 }),
			fc.array(anError, { maxLength: 5 }),
			(members, errors) => {
				const request: PlannedRequest = {
					envelope: envelopeOf('track'),
					after: [],
					parts: members.map((member, item) => memberPart(item, 0, member, combine)),
				};
				const named = readAnswer(
					request,
					{ kind: 'sent', answer: { errors } },
					sendingTo(() => answered(200), { combine }),
				);
				const isNamed = ({ list, id }: (typeof members)[number]) =>
					errors.some(({ input_array: of, keys }) => of === list && keys.includes(id));
				const itemsOf = (bad: boolean) =>
					members.flatMap((member, item) => (isNamed(member) === bad ? [item] : []));
				expect(
					named.refused.flatMap((one) => one.request.parts.map(({ item }) => item)).sort((a, b) => a - b),
				).toEqual(itemsOf(true));
				expect(named.others.flatMap(({ request: { parts } }) => parts.map(({ item }) => item))).toEqual(
					itemsOf(false),
				);
				const unmatched = errors.filter(
					({ input_array: of, keys }) => !members.some(({ list, id }) => list === of && keys.includes(id)),
				);
				for (const { outcome } of named.others)
					expect(outcome).toEqual({
						kind: 'sent',
						answer: unmatched.length > 0 ? { errors: unmatched } : {},
					});
			},
		),
	);
});

it.each([-1, -2, 0.5, 6, NaN])('an error with the index %s names no member', async (index) => {
	const errors = [{ type: 'odd', input_array: 'attributes', index }];
	const run = await attempt({
		entries: single(6, []),
		workspace: new ListWorkspace(() => 'partial'),
		fault: () => answered(201, { message: 'success', errors }),
	});
	expect(errorsOf(run.items)).toEqual([]);
});

it('a request of which every member is refused is settled in one answer', async () => {
	const run = await attempt({
		entries: single(10, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
		workspace: new ListWorkspace(() => 'partial'),
	});
	expect(run.requests).toHaveLength(1);
	expect(errorsOf(run.items).map(({ status }) => status)).toEqual(new Array(10).fill(400));
});

it('a refusal that names nobody is bisected as before', async () => {
	const run = await attempt({ entries: single(60, [20]), workspace: new ListWorkspace(() => 'unnamed') });
	expect(run.requests.length).toBeGreaterThan(2);
	expect(errorsOf(run.items).map(({ item }) => item)).toEqual([20]);
});

it('an item of which a part is refused is one error item that says so', async () => {
	const members: Listed[] = [
		{ list: 'attributes', id: 'x' },
		{ list: 'events', id: 'x', bad: true },
		{ list: 'events', id: 'x', bad: true },
	];
	const run = await attempt({
		entries: [listedEntry(0, members)],
		workspace: new ListWorkspace(() => 'partial'),
	});
	expect(run.items.map(({ json }) => json)).toEqual([
		{
			error: {
				message: 'Braze refused part of this item',
				description:
					'Refused: events. The rest of the item was written (1). Correct the value that Braze names. Braze said: "bad 0/1". Braze said: "bad 0/2".',
				outcome: 'refused',
				reason: 'bad 0/1; bad 0/2',
			},
		},
	]);
});

it('with On Error: Stop nothing more goes out after a refused member, not even the others of its request', async () => {
	const workspace = new ListWorkspace(() => 'allNamed');
	const run = await attempt({ entries: single(60, [20]), workspace, stop: true });
	expect([run.requests.length, workspace.taken.length]).toEqual([1, 0]);
	expect(summarize(run.delivered)).toMatchObject({ refused: 1, notSent: 59 });
});

it('an error that names no place of the request is shown to everyone in it', async () => {
	const errors = [
		{ type: 'odd', input_array: 'events', index: 99 },
		'a text',
		{ type: 'bad', input_array: 'attributes', index: 0 },
	];
	const run = await attempt({
		entries: single(6, []),
		workspace: new ListWorkspace(() => 'partial'),
		fault: () => answered(201, { message: 'success', errors }),
	});
	expect(errorsOf(run.items).map(({ item }) => item)).toEqual([0]);
	expect(run.items.slice(1).map(({ json }) => json.errors)).toEqual(new Array(5).fill(errors.slice(0, 2)));
});

it('whatever is refused, in whichever form, each error reaches its item, and a retry sends nothing twice', async () => {
	const aMember: fc.Arbitrary<Listed> = fc.record({
		list: fc.constantFrom(...LISTS),
		id: fc.nat({ max: 15 }).map(String),
		bad: fc.boolean(),
	});
	const aLimit = fc.integer({ min: 1, max: 10 });
	const aRun = fc.record({
		rows: fc.array(
			fc.array(fc.oneof({ weight: 4, arbitrary: aMember.map((one) => ({ ...one, bad: false })) }, aMember), {
				minLength: 1,
				maxLength: 4,
			}),
			{ minLength: 1, maxLength: 30 },
		),
		limits: fc.record({
			attributes: aLimit,
			events: aLimit,
			purchases: aLimit,
			all: fc.integer({ min: 1, max: 20 }),
		}),
		acrossItems: fc.boolean(),
		stop: fc.boolean(),
		refusing: fc.array(fc.constantFrom<Refusing>('partial', 'allNamed', 'someNamed'), {
			minLength: 1,
			maxLength: 7,
		}),
		unavailable: fc.uniqueArray(fc.nat({ max: 8 }), { maxLength: 3 }),
	});
	await fc.assert(
		fc.asyncProperty(aRun, async ({ rows, limits, acrossItems, stop, refusing, unavailable }) => {
			const entries = rows.map((members, item) => listedEntry(item, members));
			const workspace = new ListWorkspace((number) => refusing[number % refusing.length]);
			const context: IDataObject = {};
			const common = { entries, workspace, limits, acrossItems, context };
			await attempt({
				...common,
				stop,
				fault: (number) => (unavailable.includes(number) ? answered(401) : undefined),
			});
			const last = await attempt(common);
			const good = rows.flatMap((members, item) =>
				members.flatMap(({ bad }, position) => (bad ? [] : [tokenOf(item, position)])),
			);
			expect(workspace.taken.map(({ token }) => String(token)).sort()).toEqual([...good].sort());
			rows.forEach((members, item) => {
				const reasons = members.flatMap(({ bad }, position) =>
					bad ? [`bad ${tokenOf(item, position)}`] : [],
				);
				const own = errorsOf(last.items).filter((error) => error.item === item);
				expect(own.map(({ reason }) => String(reason).split('; ').sort())).toEqual(
					reasons.length === 0 ? [] : [reasons.sort()],
				);
				const outputs = last.items.filter(({ pairedItem }) => (pairedItem as { item: number }).item === item);
				expect(outputs.length).toBeGreaterThan(0);
				if (reasons.length > 0) expect(outputs).toHaveLength(1);
				expect(new Set(outcomesByItem(last.delivered)[item]).has('refused')).toBe(reasons.length > 0);
			});
		}),
		{ numRuns: 150 },
	);
});

it('after a retry of 10,000 rows with three bad ones, every good row has been written once', async () => {
	const workspace = new ListWorkspace((number) => (number % 2 ? 'partial' : 'allNamed'));
	const context: IDataObject = {};
	const entries = single(10_000, [5, 4_321, 9_999]);
	const first = await attempt({ entries, workspace, context });
	expect(first.requests.length).toBeLessThanOrEqual(134 + 3);
	expect(errorsOf(first.items).map(({ item }) => item)).toEqual([5, 4_321, 9_999]);
	const second = await attempt({ entries, workspace, context });
	expect(second.requests.length).toBeLessThanOrEqual(3);
	expect(workspace.taken).toHaveLength(9_997);
	expect(errorsOf(second.items).map(({ item }) => item)).toEqual([5, 4_321, 9_999]);
});

it('does not show what another request counts in all as if it were of the item', () => {
	const delivered: RequestOutcome[] = [
		{
			parts: [{ item: 0, position: 0 }],
			outcome: { kind: 'refused', failure: { message: 'x', resolution: '', reason: 'x', named: true } },
		},
		{
			parts: [
				{ item: 0, position: 1 },
				{ item: 1, position: 0 },
			],
			outcome: { kind: 'sent', answer: { deleted: 50, users_processed: 50, message: 'success', id: 'i1' } },
		},
	];
	const [{ json }] = resultItems({ ...EMPTY_RUN, delivered }, { isLookup: false, doneMember: 'deleted' });

	expect((json.error as IDataObject).other_responses).toEqual([{ id: 'i1' }]);
});
