import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { Bench, itemErrors, jsons, stop } from '../../support/bench';
import { fastClock, useClock } from '../../support/clocks';
import { itemOf } from '../../support/deliveryRuns';

useClock(fastClock);

const bench = new Bench({ resource: 'user', operation: 'upsert', specifyAttributes: 'autoMap' });

const badState = (field: string) => `'${field}' must be 'subscribed', 'unsubscribed', or 'opted_in'`;
const BAD_EMAIL_STATE = badState('email_subscribe');
const BAD_PUSH_STATE = badState('push_subscribe');

type Body = { attributes: IDataObject[] };

const written = () => (bench.bodies as Body[]).flatMap(({ attributes }) => attributes);

it('writes 10,000 rows in the fewest requests, each once; three bad ones come back as errors', async () => {
	const bad = [17, 5_000, 9_999];
	const items = Array.from({ length: 10_000 }, (_, row) => ({
		external_id: `u${row}`,
		row,
		...(bad.includes(row) && { email_subscribe: 'perhaps' }),
	}));
	const result = await bench.run({}, { items, settings: { onError: 'continueErrorOutput' } });

	expect(bench.wire).toHaveLength(134);
	expect(result.failed.map(itemOf)).toEqual(bad);
	expect(itemErrors(result).map(({ outcome, reason }) => [outcome, reason])).toEqual(
		bad.map(() => ['refused', BAD_EMAIL_STATE]),
	);
	expect(result.ok).toHaveLength(9_997);
	const rows = bench.sandbox.state.users
		.map(({ custom_attributes: { row } }) => row)
		.filter((row) => row !== undefined);
	expect(new Set(rows).size).toBe(9_997);
	expect(rows).toHaveLength(9_997);
}, 120_000);

it('settles a request of which every row is refused in one answer', async () => {
	const items = [0, 1, 2].map((row) => ({
		external_id: `u${row}`,
		[row === 1 ? 'push_subscribe' : 'email_subscribe']: 'perhaps',
	}));
	const result = await bench.run({}, { items, settings: { onError: 'continueErrorOutput' } });

	expect(bench.wire).toHaveLength(1);
	expect(itemErrors(result).map(({ reason, status }) => [reason, status])).toEqual([
		[BAD_EMAIL_STATE, 400],
		[BAD_PUSH_STATE, 400],
		[BAD_EMAIL_STATE, 400],
	]);
});

it('refuses a row with an empty email before anything is sent, and writes the other rows: null removes an address, and other text may be empty', async () => {
	const items = [
		{ external_id: 'u0', email: 'a@example.com' },
		{ external_id: 'u1', email: '' },
		{ external_id: 'u2', email: null, first_name: '' },
	];
	const result = await bench.run({}, { items, settings: { onError: 'continueErrorOutput' } });

	expect(bench.bodies).toEqual([{ attributes: [items[0], items[2]] }]);
	expect(itemErrors(result)).toEqual([
		{
			message: `'Input item' has an "email" that is not an email address: an empty string`,
			description:
				'Enter a single address, such as name@email.com, or omit "email". Null removes the address.',
			outcome: 'invalid',
		},
	]);
});

it('sends an empty email of no row whose fields are not mapped', async () => {
	const items = [{ external_id: 'u0', email: '', plan: 'pro' }];
	await bench.run({ fieldsToMap: 'except', listedFields: ['email'] }, { items });

	expect(bench.bodies).toEqual([{ attributes: [{ external_id: 'u0', plan: 'pro' }] }]);
});

it('goes on after a stop with what is left', async () => {
	const items = Array.from({ length: 200 }, (_, row) => ({
		external_id: `u${row}`,
		row,
		...(row === 100 && { email_subscribe: 'perhaps' }),
	}));
	const first = await bench.run({ options: { parallelRequests: 1 } }, { items });
	expect(first.error?.message).toBe(
		"'email_subscribe' must be 'subscribed', 'unsubscribed', or 'opted_in' (item 101 of 200: u100)",
	);
	expect(first.error?.description).toContain('Of 200 items, 149 were written, 1 refused, 50 not written.');
	const before = bench.wire.length;
	const second = await first.retry();
	expect(second.status).toBe('error');
	expect(bench.wire.slice(before).map(({ body }) => (body as Body).attributes.map(({ row }) => row))).toEqual(
		[[100, ...Array.from({ length: 50 }, (_, index) => 150 + index)]],
	);
});

it('shows what it would write with Dry Run', async () => {
	const items = Array.from({ length: 3 }, (_, row) => ({ external_id: `u${row}`, row }));
	const result = await bench.run({ options: { dryRun: true } }, { items });
	expect(bench.wire).toEqual([]);
	expect(jsons(result)).toMatchObject([
		{ external_id: 'u0', dry_run: true, request: { method: 'POST', body: { attributes: items } } },
		{ external_id: 'u1', shares_request_of_item: 1 },
		{ external_id: 'u2', shares_request_of_item: 1 },
	]);
});

it('stops where more people are named than the user allows', async () => {
	const items = Array.from({ length: 11 }, (_, row) => ({ external_id: `u${row % 6}`, row }));
	const result = await bench.run({ options: { recipientLimit: 5 } }, { items });
	expect([result.error?.message, bench.wire]).toEqual([
		'This run would reach 6 people, and the recipient limit is 5',
		[],
	]);
	expect(stop(await bench.run({ options: { recipientLimit: 6 } }, { items }))).toEqual({});
});

it('sends what an item holds unchanged: commas, empty text, null, numbers as text, long integers, unicode, deep objects', async () => {
	const aName = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((name) => `a_${name}`);
	const aLeaf = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.constantFrom(
			'',
			'a, b',
			'007',
			'12345678901234567890',
			'  spaces  ',
			'null',
			'{"a":1}',
			'=1+1',
			null,
			0,
			Number.MAX_SAFE_INTEGER,
			-1.5,
			true,
			false,
			'😀 é',
		),
		fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
	);
	const { value } = fc.letrec<{ value: unknown }>((tie) => ({
		value: fc.oneof(
			{ depthSize: 'small' },
			{ weight: 4, arbitrary: aLeaf },
			fc.array(tie('value'), { maxLength: 4 }),
			fc.dictionary(aName, tie('value'), { maxKeys: 4, noNullPrototype: true }),
		),
	}));
	const attributes = fc.dictionary(aName, value, { minKeys: 1, maxKeys: 8, noNullPrototype: true });
	await fc.assert(
		fc.asyncProperty(fc.array(attributes, { minLength: 1, maxLength: 80 }), async (rows) => {
			bench.sandbox.reset();
			const items = rows.map((row, index) => ({ external_id: `u${index}`, ...row })) as IDataObject[];
			await bench.run({}, { items, settings: { onError: 'continueErrorOutput' } });
			expect(written()).toEqual(JSON.parse(JSON.stringify(items)));
		}),
		{ numRuns: 40 },
	);
}, 120_000);

it('sends 400 attributes of a person', async () => {
	const item = Object.fromEntries(
		Array.from({ length: 400 }, (_, number) => [`attribute_${number}`, `value, ${number}`]),
	);
	await bench.run({}, { items: [{ external_id: 'u', ...item }] });
	expect(written()).toEqual([{ external_id: 'u', ...item }]);
});
