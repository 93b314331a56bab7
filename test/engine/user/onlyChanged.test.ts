import type { IDataObject } from 'n8n-workflow';

import { Bench, itemErrors, jsons, stop } from '../../support/bench';
import { fastClock, useClock } from '../../support/clocks';

useClock(fastClock);

const ONLY_CHANGED = { onlyChangedAttributes: true };

const bench = new Bench({
	resource: 'user',
	operation: 'upsert',
	specifyAttributes: 'autoMap',
	options: ONLY_CHANGED,
});

const EXPORT = '/users/export/ids';
const CONTINUE = { settings: { onError: 'continueErrorOutput' as const } };

const reads = () => bench.wire.filter(({ path }) => path === EXPORT).map(({ body }) => body as IDataObject);
const writes = () =>
	bench.wire
		.filter(({ path }) => path === '/users/track')
		.flatMap(({ body }) => (body as { attributes: IDataObject[] }).attributes);
const points = () => bench.sandbox.state.users.reduce((sum, { data_points = 0 }) => sum + data_points, 0);

/** People with these attributes. */
function people(profiles: IDataObject[]): void {
	const [first] = bench.sandbox.state.users;
	profiles.forEach(({ external_id, user_aliases = [], first_name, email, ...custom_attributes }, number) =>
		bench.sandbox.state.users.push({
			...first,
			braze_id: `person-${number}`,
			external_id: external_id as string,
			user_aliases: user_aliases as never,
			first_name: first_name as string,
			email: email as string,
			profile: {},
			custom_attributes,
		}),
	);
}

it('reads what it would write, and writes what differs', async () => {
	people([
		{ external_id: 'a', first_name: 'Ann', plan: 'free', seats: 5, vip: true },
		{ external_id: 'b', first_name: 'Bob', plan: 'pro', seats: 7, vip: false },
	]);
	const items = [
		{ external_id: 'a', first_name: 'Ann', plan: 'pro', seats: 5, vip: true },
		{ external_id: 'b', first_name: 'Bob', plan: 'pro', seats: 7, vip: false },
		{ external_id: 'new', first_name: 'Eve', plan: 'pro' },
	];
	const result = await bench.run({}, { items });

	expect(stop(result)).toEqual({});
	expect(bench.wire).toEqual([
		{
			method: 'POST',
			path: EXPORT,
			query: {},
			body: {
				external_ids: ['a', 'b', 'new'],
				fields_to_export: ['custom_attributes', 'external_id', 'first_name'],
			},
		},
		{
			method: 'POST',
			path: '/users/track',
			query: {},
			body: {
				attributes: [
					{ external_id: 'a', plan: 'pro' },
					{ external_id: 'new', first_name: 'Eve', plan: 'pro' },
				],
			},
		},
	]);
	const [a, b, fresh] = jsons(result);
	expect(a).toMatchObject({ external_id: 'a', values_written: 1, values_saved: 3, skipped: false });
	expect(b).toEqual({
		external_id: 'b',
		values_written: 0,
		values_saved: 4,
		skipped: true,
		reason: 'The profile has all values already',
		attributes_count: null,
		attribute_names: null,
		message: null,
	});
	expect(fresh).toMatchObject({ external_id: 'new', values_written: 2, values_saved: 0, skipped: false });
	expect(points()).toBe(3);
	expect(result.hints).toEqual([
		{
			message: 'Skipped: The profile has all values already (1 item)',
			type: 'warning',
			location: 'outputPane',
		},
		{
			message: '7 of 10 values were on the profiles already, so they are not written again.',
			type: 'info',
			location: 'outputPane',
		},
	]);
});

it('finds people by alias', async () => {
	const alias = { alias_name: 'n', alias_label: 'crm' };
	people([{ user_aliases: [{ alias_name: 'x', alias_label: 'crm' }, alias], plan: 'pro', seats: 1 }]);
	const items = [{ user_alias: alias, plan: 'pro', seats: 2 }];
	await bench.run({ identifyBy: 'userAlias' }, { items });

	expect(reads()).toEqual([
		{ user_aliases: [alias], fields_to_export: ['braze_id', 'custom_attributes', 'user_aliases'] },
	]);
	expect(writes()).toEqual([{ user_alias: alias, _update_existing_only: false, seats: 2 }]);
});

/** The value on the profile, the new one, and whether it has to be written. */
it.each<[string, unknown, unknown, boolean]>([
	['the same text', 'a', 'a', false],
	['other text', 'a', 'b', true],
	['text in another case', 'Pro', 'pro', true],
	['text for a number', 5, '5', true],
	['a number for text', '5', 5, true],
	['the same whole number', 5, 5, false],
	['a fraction, whose export may be rounded', 9.5, 9.5, true],
	['a number with more digits than a number can hold', 2 ** 60, 2 ** 60, true],
	['the same boolean', true, true, false],
	['a boolean for text', 'true', true, true],
	['the same date', '2026-09-01T10:00:00.000Z', '2026-09-01T10:00:00.000Z', false],
	['a date in another form', '2026-09-01T10:00:00.000Z', '2026-09-01T10:00:00Z', true],
	['no attribute where there is none', undefined, null, false],
	['no attribute where there is one', 'a', null, true],
	['an attribute where there is none', undefined, 'a', true],
	['empty text where there is none', undefined, '', true],
	['the same list', ['a', 'b'], ['a', 'b'], false],
	['a list in another order', ['a', 'b'], ['b', 'a'], true],
	['a shorter list', ['a', 'b'], ['a'], true],
	['a longer list', ['a'], ['a', 'b'], true],
	['a list of objects', [{ id: 1 }], [{ id: 1 }], false],
	['a list with a fraction', [1.5], [1.5], true],
	['the same object', { a: 1, b: { c: 'x' } }, { b: { c: 'x' }, a: 1 }, false],
	['an object with another value', { a: 1 }, { a: 2 }, true],
	['an object with fewer keys, which replaces', { a: 1, b: 2 }, { a: 1 }, true],
	['an object with more keys', { a: 1 }, { a: 1, b: 2 }, true],
	['an object where there is a list', ['a'], { 0: 'a' }, true],
	['an increment', 5, { inc: 1 }, true],
	['an operator with the form of a value', { inc: 1 }, { inc: 1 }, true],
	['an addition', ['a'], { add: ['a'] }, true],
	['a time of its own form', '2026-09-01T10:00:00.000Z', { $time: '2026-09-01T10:00:00.000Z' }, true],
])('%s: %j, now %j', async (_, before, value, isWritten) => {
	people([{ external_id: 'a', other: 1, ...(before !== undefined && { value: before }) } as IDataObject]);
	const result = await bench.run(
		{ specifyAttributes: 'json', externalUserId: 'a', attributesJson: JSON.stringify({ other: 2, value }) },
		{ items: [{}] },
	);

	expect(stop(result)).toEqual({});
	expect(writes()).toEqual([{ external_id: 'a', other: 2, ...(isWritten && { value }) }]);
});

it('compares only the keys that are given if objects are merged', async () => {
	people([
		{ external_id: 'a', address: { city: 'Rome', zip: '1', geo: { lat: 4 } } },
		{ external_id: 'b', address: { city: 'Rome' } },
	]);
	const items = ['a', 'b'].map((external_id) => ({
		external_id,
		address: { city: 'Rome', geo: { lat: 4 }, old: null },
	}));
	await bench.run({ options: { ...ONLY_CHANGED, mergeObjects: true } }, { items });

	expect(writes()).toEqual([{ ...items[1], _merge_objects: true }]);
});

it.each(['current_location', 'subscription_groups', 'date_of_first_session', 'image_url'])(
	'always writes %s, which exports do not have',
	async (name) => {
		people([{ external_id: 'a' }]);
		await bench.run(
			{ specifyAttributes: 'json', externalUserId: 'a', attributesJson: JSON.stringify({ [name]: null }) },
			{ items: [{}], ...CONTINUE },
		);

		expect(writes()).toEqual([{ external_id: 'a', [name]: null }]);
	},
);

it('counts as changed what an earlier item of the run writes for the same person', async () => {
	people([{ external_id: 'a', plan: 'free', seats: 1 }]);
	const plans = ['free', 'pro', 'free', 'pro'];
	const items = plans.map((plan) => ({ external_id: 'a', plan, seats: 1 }));
	await bench.run({}, { items });

	expect(writes().map(({ plan, seats }) => [plan, seats])).toEqual([
		['pro', undefined],
		['free', undefined],
		['pro', undefined],
	]);
	expect(bench.sandbox.state.users.find(({ external_id: id }) => id === 'a')?.custom_attributes.plan).toBe(
		'pro',
	);
});

it('knows a person by another alias', async () => {
	const [one, other] = ['x', 'y'].map((alias_name) => ({ alias_name, alias_label: 'crm' }));
	people([{ user_aliases: [one, other], plan: 'free' }]);
	const items = [
		{ user_alias: one, plan: 'pro' },
		{ user_alias: other, plan: 'free' },
	];
	await bench.run({ identifyBy: 'userAlias' }, { items });

	expect(writes()).toHaveLength(2);
});

it('makes the changes of Attribute Changes in any case', async () => {
	people([{ external_id: 'a', plan: 'pro', tags: ['x'] }]);
	const change = [{ name: 'tags', kind: 'add', value: 'x' }];
	await bench.run({ attributeChanges: { change } }, { items: [{ external_id: 'a', plan: 'pro' }] });

	expect(writes()).toEqual([{ external_id: 'a', tags: { add: ['x'] } }]);
});

it.each(['email', 'phone', 'brazeId'])('is refused for people identified by %s', async (identifyBy) => {
	const item = { email: 'a@example.com', phone: '+14155550100', braze_id: 'b', plan: 'pro' };
	const result = await bench.run({ identifyBy }, { items: [item] });

	expect(bench.wire).toEqual([]);
	expect(stop(result).message).toContain("'Only Changed Attributes' cannot be used with this kind of");
	expect(stop(result).description).toContain(
		"Set 'Identify By' to External User ID or User Alias, or remove the option.",
	);
});

it('asks nothing without the option, or if it is off', async () => {
	await bench.run({ options: {} }, { items: [{ external_id: 'a', plan: 'pro' }] });
	await bench.run(
		{ options: { onlyChangedAttributes: false } },
		{ items: [{ external_id: 'a', plan: 'x' }] },
	);

	expect(reads()).toEqual([]);
	expect(writes()).toHaveLength(2);
});

it('shows in a dry run what would be left', async () => {
	people([{ external_id: 'a', plan: 'pro', seats: 1 }]);
	const result = await bench.run(
		{ mode: 'dryRun' },
		{ items: [{ external_id: 'a', plan: 'pro', seats: 2 }] },
	);

	expect(reads()).toHaveLength(1);
	expect(writes()).toEqual([]);
	expect(jsons(result)[0]).toMatchObject({ values_written: 1, values_saved: 1 });
	expect(JSON.stringify(jsons(result)[0])).not.toContain('plan');
});

describe('if profiles cannot be read', () => {
	const items = Array.from({ length: 60 }, (_, row) => ({ external_id: `p${row}`, plan: 'pro' }));

	it('writes nothing, and names the permission', async () => {
		bench.refuse(EXPORT, 403, 'Access Denied');
		const result = await bench.run({}, { items: items.slice(0, 1) });

		expect(writes()).toEqual([]);
		expect(stop(result).message).toBe('The current profile could not be read, so nothing was written');
		expect(stop(result).description).toContain('users.export.ids');
	});

	it('writes none of the others either, if it stops at errors', async () => {
		bench.sandbox.faults.add({
			match: { path: EXPORT, bodyIncludes: '"p59"' },
			kind: { type: 'status', status: 400, body: { message: 'no' } },
			times: -1,
		});
		const result = await bench.run({ options: { ...ONLY_CHANGED, parallelRequests: 1 } }, { items });

		expect(reads().length).toBeGreaterThan(1);
		expect(stop(result).message).toMatch(/^The current profile could not be read, so nothing was written/);
		expect(writes()).toEqual([]);
	});

	it('writes those of the others, if it goes on after errors', async () => {
		bench.sandbox.faults.add({
			match: { path: EXPORT, bodyIncludes: '"p0"' },
			kind: { type: 'status', status: 400, body: { message: 'no' } },
			times: -1,
		});
		const result = await bench.run(
			{ options: { ...ONLY_CHANGED, parallelRequests: 2 } },
			{ items, ...CONTINUE },
		);

		expect(itemErrors(result).map(({ outcome }) => outcome)).toContain('not_sent');
		expect(result.failed.length + result.ok.length).toBe(60);
		expect(writes()).toHaveLength(result.ok.length);
	});

	it('writes nothing without the list of users', async () => {
		bench.sandbox.faults.add({ match: { path: EXPORT }, kind: { type: 'status', status: 200, body: {} } });
		const result = await bench.run({}, { items: items.slice(0, 1) });

		expect(writes()).toEqual([]);
		expect(result.error).toBeDefined();
	});
});

it('writes 10,000 rows of which 3 % changed in 204 requests, and 300 values instead of 50,000', async () => {
	const row = (number: number) => ({
		external_id: `row-${number}`,
		first_name: `Name ${number}`,
		plan: 'free',
		seats: number,
		city: 'Rome',
		vip: false,
	});
	people(Array.from({ length: 10_000 }, (_, number) => row(number)));
	const items = Array.from({ length: 10_000 }, (_, number) => ({
		...row(number),
		...(number % 100 < 3 && { plan: 'pro' }),
	}));
	const result = await bench.run({}, { items });

	expect(stop(result)).toEqual({});
	expect(reads()).toHaveLength(200);
	expect(bench.wire).toHaveLength(204);
	expect(points()).toBe(300);
	expect(jsons(result)).toHaveLength(10_000);
	expect(jsons(result).filter(({ skipped }) => skipped)).toHaveLength(9_700);
	expect(jsons(result)[0]).toMatchObject({ values_written: 1, values_saved: 4 });
	expect(jsons(result)[3]).toMatchObject({ values_written: 0, values_saved: 5 });
}, 120_000);
