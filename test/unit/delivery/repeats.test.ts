import fc from 'fast-check';
import { sortBy } from 'lodash';

import { checkRepeats, type RepeatRules } from '../../../nodes/Braze/delivery/checks/repeatRules';
import type { ItemEntry } from '../../../nodes/Braze/delivery/plan/requests';
import { combineUpTo } from '../../support/delivery';

/** Whatever the items of a run are: the same message goes out twice only on demand, and nothing that differs is held back. */

const TOLERANCE = 1000;

interface Message {
	readonly id: string;
	readonly plan: string;
}

interface Item {
	readonly canvas: string;
	readonly time: string;
	readonly people: readonly Message[];
}

/** Few values, so that repeats are frequent. The times lie further apart than those of one expression. */
const item = fc.record({
	canvas: fc.constantFrom('onboarding', 'reminder'),
	time: fc.constantFrom('2026-09-09T07:00:00Z', '2026-09-09T07:00:05Z'),
	people: fc.array(
		fc.record({ id: fc.constantFrom('ada', 'ben', 'cleo'), plan: fc.constantFrom('a', 'b') }),
		{
			minLength: 1,
			maxLength: 4,
		},
	),
});

const run = fc.array(item, { maxLength: 8 });

/** The order of members says nothing, so every other item is written the other way round. */
const entryOf = ({ canvas, time, people }: Item, index: number, done?: ReadonlySet<number>): ItemEntry => {
	const body = { canvas_id: canvas, schedule: { time } };
	const turned = { schedule: { time }, canvas_id: canvas };
	return {
		item: index,
		done,
		entry: {
			message: 'Canvas',
			envelope: { subject: canvas, body: index % 2 === 0 ? body : turned },
			members: people.map(({ id, plan }) => ({
				id,
				external_user_id: id,
				canvas_entry_properties: { plan },
			})),
		},
	};
};

const rules = (identicalMessages: RepeatRules['identicalMessages']): RepeatRules => ({
	identicalMessages,
	repeatedAudiences: false,
});

const check = (entries: readonly ItemEntry[], choice: RepeatRules['identicalMessages']) =>
	checkRepeats(entries, combineUpTo(50), rules(choice), TOLERANCE);

/** What stands for a message where two are compared. */
const nameOf = ({ canvas, time }: Item, { id, plan }: Message) => [canvas, time, id, plan].join();

const namesOf = (one: Item) => one.people.map((person) => nameOf(one, person));

/** What would go out, without what an earlier attempt sent. */
const sentBy = (entries: readonly ItemEntry[], items: readonly Item[]): string[] =>
	entries.flatMap(({ item: index, omitted, done }) =>
		namesOf(items[index]).filter((_, position) => !omitted?.has(position) && !done?.has(position)),
	);

const distinct = (names: readonly string[]) => [...new Set(names)].sort();

it('refuses the items that repeat a message, and no other', () => {
	fc.assert(
		fc.property(run, (items) => {
			const known = new Set<string>();
			const repeating = items.flatMap((one, index) => {
				const repeats = namesOf(one).filter((name) => known.has(name) || !known.add(name));
				return repeats.length > 0 ? [index] : [];
			});
			const { entries, rejected } = check(
				items.map((one, index) => entryOf(one, index)),
				'error',
			);

			expect(sortBy(rejected.map(({ item: index }) => index))).toEqual(repeating);
			expect(entries.map(({ item: index }) => index)).toEqual(
				items.map((_, index) => index).filter((index) => !repeating.includes(index)),
			);
		}),
	);
});

it('sends each message once where repeats are skipped, and all where all are wanted', () => {
	fc.assert(
		fc.property(run, (items) => {
			const all = items.map((one, index) => entryOf(one, index));
			const skipping = check(all, 'skip');
			const sent = sentBy(skipping.entries, items);

			expect([...sent].sort()).toEqual(distinct(items.flatMap(namesOf)));
			expect(skipping.entries.length + skipping.skipped.length).toBe(items.length);
			expect(sentBy(check(all, 'sendAll').entries, items)).toEqual(items.flatMap(namesOf));
		}),
	);
});

it('sends the same messages in whatever order the items come', () => {
	fc.assert(
		fc.property(run, (items) => {
			const turned = [...items].reverse();
			const [forth, back] = [items, turned].map((ordered) =>
				distinct(
					sentBy(
						check(
							ordered.map((one, index) => entryOf(one, index)),
							'skip',
						).entries,
						ordered,
					),
				),
			);
			expect(forth).toEqual(back);
		}),
	);
});

it('never repeats in a retry what an earlier attempt sent, whichever messages those were', () => {
	fc.assert(
		fc.property(run, fc.infiniteStream(fc.boolean()), (items, coin) => {
			const attempted = new Set<string>();
			const entries = items.map((one, index) => {
				const done = new Set<number>();
				namesOf(one).forEach((name, position) => {
					if (attempted.has(name) || coin.next().value !== true) return;
					attempted.add(name);
					done.add(position);
				});
				return entryOf(one, index, done.size > 0 ? done : undefined);
			});
			const sent = sentBy(check(entries, 'skip').entries, items);

			expect(sent.filter((name) => attempted.has(name))).toEqual([]);
			expect([...sent, ...attempted].sort()).toEqual(distinct(items.flatMap(namesOf)));
		}),
	);
});

it('takes moments for the same that lie no further apart than those of one expression', () => {
	fc.assert(
		fc.property(fc.integer({ min: -3000, max: 3000 }), (apart) => {
			const at = (ms: number): Item => ({
				canvas: 'onboarding',
				time: new Date(Date.UTC(2026, 8, 9) + ms).toISOString(),
				people: [{ id: 'ada', plan: 'a' }],
			});
			const { rejected } = check([entryOf(at(0), 0), entryOf(at(apart), 1)], 'error');

			expect(rejected).toHaveLength(Math.abs(apart) <= TOLERANCE ? 1 : 0);
		}),
		{ examples: [[TOLERANCE], [-TOLERANCE], [TOLERANCE + 1]] },
	);
});

it('names the message that is nearest in time where several differ only in it', () => {
	const at = (ms: number): Item => ({
		canvas: 'onboarding',
		time: new Date(Date.UTC(2026, 8, 9) + ms).toISOString(),
		people: [{ id: 'ada', plan: 'a' }],
	});
	const { rejected } = check([entryOf(at(0), 0), entryOf(at(5000), 1), entryOf(at(5500), 2)], 'error');

	expect(rejected).toEqual([
		expect.objectContaining({ item: 2, message: expect.stringMatching(/^Items 2 and 3 /) }),
	]);
});
