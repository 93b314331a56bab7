import { Bench, itemErrors, jsons, pairing, stop } from '../../support/bench';

/** What comes back for each item of shared requests, and what changes in the workspace. */

const bench = new Bench({ resource: 'user' });

const people = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `u-${n}` }));
const ids = () => bench.sandbox.state.users.map(({ external_id: id }) => id);
const addUsers = (count: number) => {
	const [ada] = bench.sandbox.state.users;
	for (const { id } of people(count)) {
		bench.sandbox.state.users.push({
			...ada,
			braze_id: id,
			external_id: id,
			email: `${id}@example.com`,
			user_aliases: [],
		});
	}
};

describe('Delete', () => {
	const remove = { operation: 'delete', confirmDelete: true, externalUserId: '={{ $json.id }}' };

	it('takes three requests for 120 users, and gives each item its own result', async () => {
		addUsers(120);
		const result = await bench.run(remove, { items: people(120) });

		expect(bench.bodies.map((body) => (body as { external_ids: string[] }).external_ids.length)).toEqual([
			50, 50, 20,
		]);
		expect(jsons(result)[119]).toEqual({ deleted: true, external_id: 'u-119', message: 'success' });
		expect(pairing(result)).toEqual(people(120).map((_, item) => ({ item })));
		expect(ids()).not.toContain('u-0');
		expect(bench.sandbox.state.users).toHaveLength(32);
	});

	it('takes a request for each user where items are not combined', async () => {
		await bench.run({ ...remove, options: { combineItems: false } }, { items: people(3) });

		expect(bench.wire).toHaveLength(3);
	});

	it('keeps back every user where one item has no ID', async () => {
		const result = await bench.run(remove, { items: [{ id: 'user-001' }, {}] });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe("'External User ID' is missing (item 2 of 2)");
		expect(ids()).toContain('user-001');
	});

	it('refuses only that item with On Error: Continue', async () => {
		const result = await bench.run(remove, {
			items: [{ id: 'user-001' }, { id: '' }],
			settings: { onError: 'continueErrorOutput' },
		});

		expect(bench.bodies).toEqual([{ external_ids: ['user-001'] }]);
		expect(itemErrors(result)).toMatchObject([{ outcome: 'invalid' }]);
	});

	it('stops a run that names more users than its limit', async () => {
		const result = await bench.run({ ...remove, options: { recipientLimit: 2 } }, { items: people(3) });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe('This run would reach 3 people, and the recipient limit is 2');
	});

	it('never puts test recipients of another operation in place of the users', async () => {
		const options = { testRecipients: ['user-002'] };
		await bench.run({ ...remove, options }, { items: [{ id: 'user-001' }], mode: 'manual' });

		expect(bench.bodies).toEqual([{ external_ids: ['user-001'] }]);
	});

	it('takes one kind of identifier for all items, since Braze takes one in a request', async () => {
		const result = await bench.run(
			{ ...remove, identifyBy: '={{ $json.by }}' },
			{ items: [{ by: 'externalId', id: 'user-001' }] },
		);

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toContain(`'Identify By' is "{{`);
	});

	it('does not repeat by email what may have deleted one of several users', async () => {
		bench.sandbox.faults.add({ kind: { type: 'drop', when: 'after' } });
		const result = await bench.run({
			...remove,
			identifyBy: 'email',
			email: 'ada@example.com',
			prioritization: ['most_recently_updated'],
		});

		expect(bench.wire).toHaveLength(1);
		expect(result.error?.message).toBe(
			'Braze did not respond, so it is unknown whether this was carried out',
		);
		expect(bench.sandbox.state.users).toHaveLength(31);
	});

	it('asks again by external ID, which can delete nobody else', async () => {
		bench.sandbox.faults.add({ kind: { type: 'drop', when: 'after' } });
		const result = await bench.run(remove, { items: [{ id: 'user-001' }] });

		expect(bench.wire).toHaveLength(2);
		expect(stop(result)).toEqual({});
	});
});

describe('Get', () => {
	const get = { operation: 'get', externalUserId: '={{ $json.id }}', fieldsToExport: ['email'] };

	it('gives each item its own profile from shared requests, whatever their order', async () => {
		addUsers(60);
		const items = people(60).reverse();
		const result = await bench.run(get, { items });

		expect(bench.wire).toHaveLength(2);
		expect(jsons(result)).toEqual(
			items.map(({ id }) => ({ found: true, external_id: id, email: `${id}@example.com` })),
		);
		expect(pairing(result)).toEqual(items.map((_, item) => ({ item })));
	});

	it('asks once for a user whom several items name', async () => {
		const result = await bench.run(get, {
			items: [{ id: 'user-001' }, { id: 'user-001' }, { id: 'nobody' }],
		});

		expect(bench.bodies).toMatchObject([{ external_ids: ['user-001', 'nobody'] }]);
		expect(jsons(result)).toEqual([
			{ found: true, external_id: 'user-001', email: 'ada@example.com' },
			{ found: true, external_id: 'user-001', email: 'ada@example.com' },
			{ found: false, external_id: 'nobody' },
		]);
	});

	it('finds users by their aliases', async () => {
		const alias = { identifyBy: 'userAlias', aliasName: '={{ $json.name }}', aliasLabel: 'crm' };
		const result = await bench.run(
			{ ...get, ...alias },
			{ items: [{ name: 'crm-002' }, { name: 'no' }, { name: 'lead-1' }] },
		);

		expect(jsons(result)).toEqual([
			{
				found: true,
				user_aliases: [{ alias_name: 'crm-002', alias_label: 'crm' }],
				email: 'bruno@example.com',
			},
			{ found: false, user_alias: { alias_name: 'no', alias_label: 'crm' } },
			{
				found: true,
				user_aliases: [{ alias_name: 'lead-1', alias_label: 'crm' }],
				email: 'lead-1@example.com',
			},
		]);
	});

	it('gives every profile that shares an email', async () => {
		const result = await bench.run({
			...get,
			identifyBy: 'email',
			email: 'ada@example.com',
			fieldsToExport: ['external_id', 'braze_id'],
		});

		expect(jsons(result)).toEqual([
			{ found: true, external_id: 'user-001', braze_id: '64d1f0a0c0ffee0000000001' },
			{ found: true, braze_id: '64d1f0a0c0ffee0000000902' },
		]);
		expect(pairing(result)).toEqual([{ item: 0 }, { item: 0 }]);
	});
});

describe('Rename External ID', () => {
	const rename = {
		operation: 'renameExternalId',
		externalUserId: '={{ $json.from }}',
		newExternalUserId: '={{ $json.to }}',
	};

	it('tells each item what became of it', async () => {
		const items = [
			{ from: 'user-001', to: 'c-1' },
			{ from: 'nobody', to: 'c-2' },
			{ from: 'user-003', to: 'user-004' },
		];
		const result = await bench.run(rename, { items, settings: { onError: 'continueErrorOutput' } });

		expect(bench.wire).toHaveLength(1);
		expect(jsons(result)).toEqual([
			{ renamed: true, current_external_id: 'user-001', new_external_id: 'c-1', message: 'success' },
		]);
		expect(itemErrors(result).map(({ message, reason, outcome }) => [message, reason, outcome])).toEqual([
			['current_external_id was not found', 'current_external_id was not found', 'refused'],
			['new_external_id is already in use', 'new_external_id is already in use', 'refused'],
		]);
		expect(result.failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
		expect(ids()).toContain('c-1');
	});

	it('takes the new IDs as text, too, as the documentation has them', async () => {
		bench.sandbox.faults.add({
			match: { path: '/users/external_ids/rename' },
			kind: {
				type: 'status',
				status: 201,
				body: { message: 'success', external_ids: ['c-1'], rename_errors: [] },
			},
		});
		const result = await bench.run(rename, { items: [{ from: 'user-001', to: 'c-1' }] });

		expect(result.hints).toEqual([]);
		expect(jsons(result)).toEqual([
			{ renamed: true, current_external_id: 'user-001', new_external_id: 'c-1', message: 'success' },
		]);
	});

	it('leaves an old ID that Remove External ID takes away', async () => {
		await bench.run(rename, { items: [{ from: 'user-001', to: 'c-1' }] });
		const remove = { operation: 'removeExternalId', confirmRemove: true, externalUserId: '={{ $json.id }}' };
		const result = await bench.run(remove, {
			items: [{ id: 'c-1' }, { id: 'user-001' }],
			settings: { onError: 'continueErrorOutput' },
		});

		expect(jsons(result)).toEqual([{ removed: true, external_id: 'user-001', message: 'success' }]);
		expect(itemErrors(result)).toMatchObject([
			{ message: 'external_id is not deprecated', reason: 'external_id is not deprecated' },
		]);
		expect(bench.sandbox.state.users[0].deprecated_external_ids).toEqual([]);
	});
});

it('merges one user into another', async () => {
	const parameters = {
		operation: 'merge',
		mergeIdentifyBy: 'userAlias',
		mergeAliasName: 'lead-1',
		mergeAliasLabel: 'crm',
		externalUserId: 'user-001',
		confirmMerge: true,
	};
	const result = await bench.run(parameters);
	const [ada] = bench.sandbox.state.users;

	expect(stop(result)).toEqual({});
	expect(ada.user_aliases).toContainEqual({ alias_name: 'lead-1', alias_label: 'crm' });
	expect(bench.sandbox.state.users).toHaveLength(31);
});

it('identifies users of all kinds in one request', async () => {
	const parameters = {
		operation: 'identify',
		identifyBy: 'userAlias',
		aliasName: '={{ $json.alias }}',
		aliasLabel: 'crm',
		externalUserId: '={{ $json.id }}',
	};
	await bench.run(parameters, {
		items: [
			{ alias: 'lead-1', id: 'c-1' },
			{ alias: 'no', id: 'c-2' },
		],
	});

	expect(bench.wire).toHaveLength(1);
	expect(ids()).toContain('c-1');
});
