import type { IDataObject } from 'n8n-workflow';

import { Ledger } from '../../../nodes/Braze/delivery/ledger/ledger';
import type { Outcome } from '../../../nodes/Braze/delivery/outcome';
import { plan } from '../../../nodes/Braze/delivery/plan/plan';
import { combineUpTo, entry, envelopeOf, outcomesByItem } from '../../support/delivery';
import type { ItemEntry } from '../../../nodes/Braze/delivery/plan/requests';

const combine = combineUpTo(50);
const sent = (id: string): Outcome => ({ kind: 'sent', answer: { schedule_id: id } });
const failure = { message: 'Braze did not respond', resolution: '' };
const unknown: Outcome = { kind: 'unknown', failure };

/** The same execution, stored and loaded again, as a manual retry of n8n does it. */
const stored = (context: IDataObject) => JSON.parse(JSON.stringify(context)) as IDataObject;

const open = (context: IDataObject, run = 'canvas.send#0') => new Ledger(context, run, combine);

/** Lets the requests for these entries end so, in order; the last outcome counts for all further ones. */
function record(ledger: Ledger, entries: ItemEntry[], outcomes: Outcome[], acrossItems = true) {
	return plan(entries, { combine, acrossItems, safety: 'notIdempotent' }).flatMap(
		({ envelope, parts }, index) =>
			ledger.record(envelope, { parts, outcome: outcomes[Math.min(index, outcomes.length - 1)] }),
	);
}

const items = (count: number, subject = 'a') =>
	Array.from({ length: count }, (_, item) => entry(item, [`p${item}`], envelopeOf(subject)));

const stillOpen = (entries: ItemEntry[]) =>
	entries.flatMap(({ item, entry: { members = [] }, done }) =>
		members.flatMap((member, position) => (done?.has(position) ? [] : [`${item}:${String(member.id)}`])),
	);

it('answers from memory what was sent, and leaves the rest open', () => {
	const context: IDataObject = {};
	record(open(context), items(120), [sent('s0'), { kind: 'refused', failure }, sent('s2')]);
	const recalled = open(stored(context)).recall(items(120), [], false);
	expect(stillOpen(recalled.entries)).toEqual(
		Array.from({ length: 50 }, (_, index) => `${50 + index}:p${50 + index}`),
	);
	expect(recalled.delivered.map(({ outcome, parts }) => [outcome.kind, parts.length])).toEqual([
		['sent', 50],
		['sent', 20],
	]);
	expect(recalled.delivered[0].outcome).toMatchObject({ answer: { schedule_id: 's0' }, fromMemory: true });
});

it('knows items again that go out in other requests than before', () => {
	const context: IDataObject = {};
	record(open(context), items(60), [sent('s')], true);
	expect(stillOpen(open(context).recall(items(60), [], false).entries)).toEqual([]);
	const other: IDataObject = {};
	record(open(other), items(60), [sent('s')], false);
	expect(stillOpen(open(other).recall(items(60), [], false).entries)).toEqual([]);
});

it('knows items again whose time and properties have changed, but not those for another Canvas', () => {
	const context: IDataObject = {};
	record(open(context), [entry(0, ['x'], envelopeOf('a', { body: { time: '1' } }))], [sent('s')]);
	const later = entry(0, ['x'], envelopeOf('a', { body: { time: '2' } }), {
		members: [{ id: 'x', properties: { n: 2 } }],
	});
	expect(stillOpen(open(context).recall([later], [], false).entries)).toEqual([]);
	expect(stillOpen(open(context).recall([entry(0, ['x'], envelopeOf('b'))], [], false).entries)).toEqual([
		'0:x',
	]);
});

it('tells apart the same person in two items, and twice in one item', () => {
	const context: IDataObject = {};
	const twice = [entry(0, ['x', 'x'], envelopeOf('a')), entry(1, ['x'], envelopeOf('a'))];
	record(open(context), twice, [sent('s'), { kind: 'notSent', failure }]);
	expect(stillOpen(open(context).recall(twice, [], false).entries)).toEqual(['0:x', '1:x']);
});

it('does not take a later round of a loop for a retry, and drops what it no longer needs', () => {
	const context: IDataObject = {};
	for (let round = 0; round < 50; round++) {
		const ledger = open(context, `canvas.send#${round}`);
		expect(stillOpen(ledger.recall(items(1), [], false).entries)).toEqual(['0:p0']);
		record(ledger, items(1), [sent(`s${round}`)]);
	}
	expect(JSON.stringify(context).length).toBeLessThan(200);
});

it('keeps nothing that names a person', () => {
	const context: IDataObject = {};
	record(open(context), [entry(0, ['ada@example.com'], envelopeOf('a'))], [sent('s')]);
	expect(JSON.stringify(context)).not.toContain('ada');
	expect(JSON.stringify(context)).toContain('"schedule_id":"s"');
});

describe('what ended unclear', () => {
	it('is not sent again', () => {
		const context: IDataObject = {};
		record(open(context), items(3), [unknown]);
		const { entries: left, delivered } = open(context).recall(items(3), [], false);
		expect([stillOpen(left), outcomesByItem(delivered)]).toEqual([
			[],
			{ 0: ['unknown'], 1: ['unknown'], 2: ['unknown'] },
		]);
	});

	it('is sent again where the user wants that, and then counts by the last try', () => {
		const context: IDataObject = {};
		record(open(context), items(3), [unknown, sent('s'), unknown], false);
		const second = open(context);
		const { entries: left, delivered } = second.recall(items(3), [], true);
		expect([stillOpen(left), outcomesByItem(delivered)]).toEqual([['0:p0', '2:p2'], { 1: ['sent'] }]);
		record(second, left, [sent('s0'), unknown], false);
		const third = open(context).recall(items(3), [], false);
		expect(outcomesByItem(third.delivered)).toEqual({ 0: ['sent'], 1: ['sent'], 2: ['unknown'] });
	});

	it.each(['refused', 'notSent'] as const)(
		'stays unclear when the next try is %s: the first may have been carried out',
		(kind) => {
			const context: IDataObject = {};
			record(open(context), items(2), [unknown, { kind: 'notSent', failure }], false);
			const second = open(context);
			const { entries: left } = second.recall(items(2), [], true);
			const delivered = record(second, left, [{ kind, failure }], true);
			expect(outcomesByItem(delivered)).toEqual({ 0: ['unknown'], 1: [kind] });
		},
	);
});

describe('items that cannot be read any more, for example since their time has passed', () => {
	it('stay sent', () => {
		const context: IDataObject = {};
		const first = open(context);
		const entries = [...items(2), entry(2, ['a', 'b'], envelopeOf('a'))];
		first.recall(entries, [], false);
		record(first, entries, [sent('s0'), sent('s1'), sent('s2')], false);
		const { completed, delivered } = open(stored(context)).recall([], [0, 1, 2], false);
		expect([...completed]).toEqual([0, 1, 2]);
		expect(outcomesByItem(delivered)).toEqual({ 0: ['sent'], 1: ['sent'], 2: ['sent'] });
	});

	it('have something left to mend where only some of their people were reached', () => {
		const context: IDataObject = {};
		const first = open(context);
		const entries = [
			entry(
				0,
				Array.from({ length: 60 }, (_, index) => `p${index}`),
				envelopeOf('a'),
			),
			entry(1, ['x'], envelopeOf('a')),
		];
		first.recall(entries, [], false);
		record(first, entries, [sent('s0'), { kind: 'notSent', failure }], false);
		const { completed, delivered } = open(stored(context)).recall([], [0, 1], false);
		expect([...completed]).toEqual([]);
		expect(outcomesByItem(delivered)).toEqual({ 0: ['sent'] });
	});
});

it('keeps the places that the errors in an answer count by', () => {
	const context: IDataObject = {};
	record(open(context), items(3), [{ kind: 'sent', answer: { errors: [{ index: 1 }] } }]);
	const [{ parts }] = open(stored(context)).recall(items(3), [], false).delivered;
	expect(parts.map(({ item }) => item)).toEqual([0, 1, 2]);
});

describe('a later run of the node, as in a loop', () => {
	const later = (context: IDataObject, round: number) => open(stored(context), `canvas.send#${round}`);

	it('knows what ended unclear, wherever the item is now, and however many runs ago', () => {
		const context: IDataObject = {};
		record(open(context), items(3), [sent('s'), unknown, sent('s')], false);
		const second = stored(context);
		new Ledger(second, 'canvas.send#1', combine).recall(items(1), [], false);
		const again = [entry(0, ['p1'], envelopeOf('a')), entry(1, ['p0'], envelopeOf('a'))];
		const recalled = later(second, 2).recall(again, [], false);

		expect(stillOpen(recalled.entries)).toEqual(['1:p0']);
		expect(recalled.delivered).toMatchObject([
			{ parts: [{ item: 0 }], outcome: { kind: 'unknown', fromMemory: true } },
		]);
		expect(stillOpen(later(second, 2).recall(again, [], true).entries)).toEqual(['0:p1', '1:p0']);
	});

	it('sends other messages to the same person', () => {
		const context: IDataObject = {};
		record(open(context), items(1), [unknown]);
		const other = [entry(0, ['p0'], envelopeOf('b'))];

		expect(stillOpen(later(context, 1).recall(other, [], false).entries)).toEqual(['0:p0']);
	});
});
