import { IOS_APP_ID } from '../../../sandbox/seeds/apps';
import { OLD_ID, PRIMARY_ID, PUBLIC_KEY } from '../../../sandbox/seeds/sdkKeys';
import { WAYS } from '../../support/aiTool';
import { Bench, jsons, stop } from '../../support/bench';
import { fromAI, ToolBench } from '../../support/toolBench';

const bench = new Bench({ resource: 'sdkAuthentication', appId: IOS_APP_ID });

const keys = () => bench.sandbox.state.sdkKeys.map(({ id, is_primary: primary }) => [id, primary]);

describe('create', () => {
	const create = async (changes: object) => {
		bench.sandbox.state.sdkKeys.length = 1;
		return await bench.run({
			operation: 'create',
			rsaPublicKey: PUBLIC_KEY,
			description: 'Key of 2027',
			...changes,
		});
	};

	it('sends the key', async () => {
		const result = await create({});

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{
				method: 'POST',
				path: '/app_group/sdk_authentication/create',
				query: {},
				body: { app_id: IOS_APP_ID, rsa_public_key_str: PUBLIC_KEY, description: 'Key of 2027' },
			},
		]);
		expect(jsons(result)).toEqual([{ id: keys()[1][0], app_id: IOS_APP_ID }]);
	});

	it('makes it primary', async () => {
		await create({ additionalFields: { makePrimary: true } });

		expect(bench.bodies).toMatchObject([{ make_primary: true }]);
		expect(keys()).toEqual([
			[PRIMARY_ID, false],
			[expect.any(String), true],
		]);
	});

	it('takes a key whose line breaks were written out', async () => {
		await create({ rsaPublicKey: `  ${PUBLIC_KEY.replace(/\n/g, '\\n')}\\n` });

		expect(bench.bodies).toMatchObject([{ rsa_public_key_str: PUBLIC_KEY }]);
	});

	it.each([
		[
			'-----BEGIN RSA PRIVATE KEY-----\nsecret-part\n-----END RSA PRIVATE KEY-----',
			`'RSA Public Key' is a private key`,
		],
		[
			`${PUBLIC_KEY}\n-----BEGIN PRIVATE KEY-----\nsecret-part\n-----END PRIVATE KEY-----`,
			`'RSA Public Key' is a private key`,
		],
		['secret-part', `'RSA Public Key' is not a public key in PEM format`],
		[`-----BEGIN PUBLIC KEY-----\nsecret-part`, `'RSA Public Key' is not a public key in PEM format`],
	])('sends nothing, and repeats nothing of it, for %j', async (rsaPublicKey, message) => {
		const result = await create({ rsaPublicKey });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(message);
		expect(`${result.error?.message} ${result.error?.description}`).not.toContain('secret-part');
	});

	it('asks for a description', async () => {
		const result = await create({ description: '={{ "" }}' });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(`'Description' is empty`);
	});
});

it('lists the keys of an app', async () => {
	const all = await bench.run({ operation: 'getMany', returnAll: true });
	const one = await bench.run({ operation: 'getMany', limit: 1 });

	expect(bench.wire[0]).toEqual({
		method: 'GET',
		path: '/app_group/sdk_authentication/keys',
		query: { app_id: IOS_APP_ID },
		body: undefined,
	});
	expect(jsons(all)).toEqual([
		{
			id: PRIMARY_ID,
			rsa_public_key: PUBLIC_KEY,
			description: 'Key of 2026',
			is_primary: true,
			app_id: IOS_APP_ID,
		},
		{
			id: OLD_ID,
			rsa_public_key: PUBLIC_KEY,
			description: 'Key of 2025',
			is_primary: false,
			app_id: IOS_APP_ID,
		},
	]);
	expect(one.ok).toHaveLength(1);
});

it('makes a key the primary one', async () => {
	const result = await bench.run({ operation: 'setPrimary', keyId: OLD_ID });

	expect(bench.wire).toEqual([
		{
			method: 'PUT',
			path: '/app_group/sdk_authentication/primary',
			query: {},
			body: { app_id: IOS_APP_ID, key_id: OLD_ID },
		},
	]);
	expect(keys()).toEqual([
		[PRIMARY_ID, false],
		[OLD_ID, true],
	]);
	expect(jsons(result)).toMatchObject([{ changed: true, key_id: OLD_ID }]);
});

describe('delete', () => {
	const remove = async (changes: object = {}) =>
		await bench.run({ operation: 'delete', keyId: OLD_ID, confirmDelete: true, ...changes });

	it('sends app and key, in the body', async () => {
		const result = await remove();

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{
				method: 'DELETE',
				path: '/app_group/sdk_authentication/delete',
				query: {},
				body: { app_id: IOS_APP_ID, key_id: OLD_ID },
			},
		]);
		expect(keys()).toEqual([[PRIMARY_ID, true]]);
	});

	it.each([undefined, false, 'true', '={{ true }}'])(
		'deletes nothing while the confirmation is %j',
		async (confirmDelete) => {
			const result = await remove({ confirmDelete });

			expect(bench.wire).toEqual([]);
			expect(stop(result)).toEqual({
				message: `'Confirm Delete' is off`,
				description: 'This operation cannot be undone in Braze. To go ahead, turn this on. Nothing was sent.',
			});
		},
	);

	it.each([{ mode: 'dryRun' }, { options: { dryRun: true } }])(
		'only shows the request in a dry run, which needs the confirmation too: %j',
		async (dry) => {
			const { ok, hints } = await remove(dry);
			const unconfirmed = await remove({ ...dry, confirmDelete: false });

			expect(bench.wire).toEqual([]);
			const request = {
				method: 'DELETE',
				url: `${bench.sandbox.url}/app_group/sdk_authentication/delete`,
				body: { app_id: IOS_APP_ID, key_id: OLD_ID },
			};
			expect(ok.map(({ json }) => json)).toMatchObject([{ dry_run: true, request }]);
			expect(hints.map(({ message }) => message).join()).toContain('Dry run: nothing was sent');
			expect(unconfirmed.error?.message).toBe("'Confirm Delete' is off");
			expect(keys()).toHaveLength(2);
		},
	);

	it('quotes Braze on the primary key', async () => {
		const result = await remove({ keyId: PRIMARY_ID });

		expect(result.error?.description).toBe(
			'Braze refused the request (400). Nothing was deleted by this request.',
		);
		expect(keys()).toHaveLength(2);
	});

	it('says what a refusal means that follows a lost answer', async () => {
		bench.sandbox.faults.add({ kind: { type: 'drop', when: 'after' } });
		const result = await remove();

		expect(result.error?.message).toBe(
			'Braze did not respond, so it is unknown whether this was carried out',
		);
		expect(result.error?.description).toContain(
			'The retry failed: Invalid key_id. If Braze no longer knows the key, the first attempt deleted it.',
		);
	});

	it.each(['a b', '={{ $json.missing }}'])('deletes nothing for the ID %s', async (keyId) => {
		const result = await remove({ keyId });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toMatch(/^'Key ID' is /);
	});
});

const tool = new ToolBench({
	resource: 'sdkAuthentication',
	operation: 'delete',
	appId: IOS_APP_ID,
	confirmDelete: true,
});

it.each(WAYS)('deletes the key that the builder has set and confirmed, by %s', async (way) => {
	await tool.call(way, {}, { keyId: OLD_ID });

	expect(tool.bodies).toEqual([{ app_id: IOS_APP_ID, key_id: OLD_ID }]);
});

it.each(WAYS)('deletes no key that an agent chooses, by %s', async (way) => {
	const { told } = await tool.call(way, { key: OLD_ID }, { keyId: fromAI('key') });

	expect(tool.wire).toEqual([]);
	expect(told).toContain("'Key ID' must be fixed when an AI agent uses the node");
});
