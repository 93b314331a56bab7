import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { Bench } from '../../support/bench';

/** Whatever a workflow puts in for an ID, nobody else is deleted, and no request names nobody. */

const bench = new Bench({
	resource: 'user',
	operation: 'delete',
	confirmDelete: true,
	externalUserId: '={{ $json.id }}',
});

const anything = fc.oneof(
	fc.constantFrom<unknown>(
		'',
		' ',
		'*',
		'user-001',
		' user-002 ',
		'null',
		'undefined',
		'[]',
		null,
		[],
		{},
		['user-003'],
		{ external_id: 'user-004' },
		true,
		5,
	),
	fc.string({ maxLength: 6 }),
	fc.jsonValue({ maxDepth: 2 }),
);

/** The ID that a value stands for: a trimmed text, or a whole number. */
const idOf = (value: unknown) =>
	typeof value === 'string' ? value.trim() : Number.isSafeInteger(value) ? String(value) : undefined;

it('deletes those whom the items name, and nobody else', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(anything, { minLength: 1, maxLength: 4 }), async (values) => {
			bench.sandbox.reset();
			const before = bench.sandbox.state.users.map(({ external_id: id }) => id);
			await bench.run(
				{},
				{
					items: values.map((id) => ({ id })) as IDataObject[],
					settings: { onError: 'continueErrorOutput' },
				},
			);
			const named = new Set(values.map(idOf));
			for (const body of bench.bodies) {
				expect(Object.keys(body as object)).toEqual(['external_ids']);
				const { external_ids: ids } = body as { external_ids: string[] };
				expect(ids.length).toBeGreaterThan(0);
				for (const id of ids) expect([id.trim(), named.has(id)]).toEqual([id, true]);
			}
			const left = bench.sandbox.state.users.map(({ external_id: id }) => id);
			expect(before.filter((id) => !left.includes(id) && !named.has(id))).toEqual([]);
		}),
		{ numRuns: 60, seed: 7 },
	);
});
