import { NodeHelpers } from 'n8n-workflow';

import { Braze } from '../../../nodes/Braze/Braze.node';
import type { Operation } from '../../../nodes/Braze/operation';
import { findOperation, resources } from '../../../nodes/Braze/resources';
import { IOS_APP_ID } from '../../../sandbox/seeds/apps';
import { CAFES } from '../../../sandbox/seeds/catalogs';
import { WAYS } from '../../support/aiTool';
import { EXAMPLE_ROWS } from '../../support/examples';
import { byId, byName } from '../../support/kinds';
import { fromAI, ToolBench } from '../../support/toolBench';

/** What cannot be undone is not up to a model, unless whoever built the workflow allowed it. */

const bench = new ToolBench({ resource: 'user' });

const MERGE = {
	resource: 'user',
	operation: 'merge',
	confirmMerge: true,
	mergeExternalUserId: 'user-002',
	externalUserId: 'user-001',
};
const DELETE = { resource: 'user', operation: 'delete', confirmDelete: true, externalUserId: 'user-001' };
const REMOVE = {
	resource: 'user',
	operation: 'removeExternalId',
	confirmRemove: true,
	externalUserId: 'old-1',
};
const CATALOG = { resource: 'catalog', operation: 'delete', confirmDelete: true, catalogName: byName(CAFES) };
const KEY = {
	resource: 'sdkAuthentication',
	operation: 'delete',
	confirmDelete: true,
	appId: IOS_APP_ID,
	keyId: 'key-1',
};

const { description } = new Braze();

const CONFIRMED = { confirmDelete: true, confirmMerge: true, confirmRemove: true };

/** Every operation that deletes, merges, removes or blocks something, with the parameters of its example. */
const DESTRUCTIVE = EXAMPLE_ROWS.filter(([resource, operation]) =>
	/^(blocked|deleted|merged|removed)$/.test(findOperation(resource, operation)?.endpoint.verb ?? ''),
);

/** Parameters that choose what is affected, each left to the model in its turn. */
const TARGETS = DESTRUCTIVE.flatMap(([resource, operation, { parameters }]) => {
	const { fields } = findOperation(resource, operation) as Operation;
	const given = { resource, operation, ...parameters, ...CONFIRMED, options: {} };
	const shown =
		NodeHelpers.getNodeParameters(description.properties, given, true, false, null, description) ?? {};
	return fields
		.filter(
			({ name, type, noDataExpression }) =>
				name in shown && name !== 'options' && type !== 'notice' && !noDataExpression,
		)
		.map(
			({ name, type }) =>
				[
					`${resource}.${operation}`,
					name,
					{
						...given,
						[name]: type === 'resourceLocator' ? byId(fromAI('who')) : fromAI('who'),
					},
				] as const,
		);
});

it('is tried with every operation whose name or method says that something is lost', () => {
	const losing = resources.flatMap(({ value: resource, operations }) =>
		operations
			.filter(
				({ value, endpoint: { method }, fields }) =>
					method === 'DELETE' ||
					/^(delete|remove|merge|cleanUp|add.*Blocklist)/.test(value) ||
					fields.some(({ name }) => /^confirm(Delete|Merge|Remove)/.test(name)),
			)
			.map(({ value }) => `${resource}.${value}`),
	);

	expect(DESTRUCTIVE.map(([resource, operation]) => `${resource}.${operation}`).sort()).toEqual(
		losing.sort(),
	);
});

it('is tried with every parameter of them', () => expect(TARGETS.length).toBeGreaterThan(DESTRUCTIVE.length));

const OPEN: Array<[field: string, parameters: Record<string, unknown>]> = [
	['External User ID', { ...DELETE, externalUserId: fromAI('who') }],
	['External User ID', { ...DELETE, externalUserId: '={{ $json.who }}' }],
	['Email', { ...DELETE, identifyBy: 'email', email: fromAI('who') }],
	['Identify By', { ...DELETE, identifyBy: fromAI('how') }],
	['Confirm Delete', { ...DELETE, confirmDelete: fromAI('sure', 'boolean') }],
	['External User ID to Merge', { ...MERGE, mergeExternalUserId: fromAI('who') }],
	['Confirm Merge', { ...MERGE, confirmMerge: fromAI('sure', 'boolean') }],
	['External User ID', { ...REMOVE, externalUserId: fromAI('who') }],
	['Catalog', { ...CATALOG, catalogName: byName(fromAI('who')) }],
	['Confirm Delete', { ...CATALOG, confirmDelete: fromAI('sure', 'boolean') }],
	['Key ID', { ...KEY, keyId: fromAI('who') }],
	['Confirm Delete', { ...KEY, confirmDelete: fromAI('sure', 'boolean') }],
	['Operation', { ...DELETE, operation: fromAI('what') }],
	['Recipient Limit', { ...DELETE, options: { recipientLimit: fromAI('limit', 'number') } }],
	['Dry Run', { ...DELETE, options: { dryRun: fromAI('dry', 'boolean') } }],
	['Dry Run', { ...CATALOG, options: { dryRun: fromAI('dry', 'boolean') } }],
	['Dry Run', { ...KEY, options: { dryRun: fromAI('dry', 'boolean') } }],
	[
		'Remove Unconfirmed',
		{
			resource: 'schedule',
			operation: 'cleanUpKeys',
			options: { removeUnconfirmed: fromAI('sure', 'boolean') },
		},
	],
	[
		'Confirm Delete',
		{ ...DELETE, confirmDelete: fromAI('sure', 'boolean'), options: { allowAgentChoice: true } },
	],
	[
		'External User ID',
		{ ...DELETE, externalUserId: fromAI('who'), options: { allowAgentChoice: fromAI('allowed', 'boolean') } },
	],
];

const TEMPTING = {
	who: 'user-003',
	how: 'externalId',
	sure: true,
	what: 'delete',
	limit: 1000,
	dry: false,
	allowed: true,
};

describe.each(WAYS)('called by %s', (way) => {
	it.each(TARGETS)('%s leaves %s to nobody', async (_, name, parameters) => {
		const { told } = await bench.call(way, TEMPTING, parameters, { input: { ...TEMPTING } });

		expect(bench.wire).toEqual([]);
		expect(told).toMatch(/'.+' must be fixed when an AI agent uses the node/);
		expect(name).not.toBe('');
	});

	it.each(DESTRUCTIVE)('%s.%s has the option that allows it', (resource, operation) => {
		const { fields } = findOperation(resource, operation) as Operation;
		const options = fields.find(({ name }) => name === 'options')?.options ?? [];
		expect(options.map(({ name }) => name)).toContain('allowAgentChoice');
	});

	it('deletes an item of a catalog that the model chose, where the workflow allows it', async () => {
		const parameters = {
			resource: 'catalogItem',
			operation: 'delete',
			catalogName: byName(CAFES),
			itemId: fromAI('who'),
		};
		const refused = await bench.call(way, { who: 'cafe-1' }, parameters);
		expect(refused.told).toContain("'Item ID' must be fixed");
		expect(bench.wire).toEqual([]);

		await bench.call(way, { who: 'cafe-1' }, { ...parameters, options: { allowAgentChoice: true } });
		expect(bench.bodies).toEqual([{ items: [{ id: 'cafe-1' }] }]);
	});

	it.each(OPEN)('leaves %s to nobody: %j', async (field, parameters) => {
		const { told } = await bench.call(way, TEMPTING, parameters, { input: { ...TEMPTING } });

		expect(bench.wire).toEqual([]);
		if (field !== 'Operation')
			expect(told).toContain(`'${field}' must be fixed when an AI agent uses the node`);
	});

	it('carries out what the workflow has fixed', async () => {
		const { told } = await bench.call(way, {}, DELETE);

		expect(told).toContain('"deleted":true');
		expect(bench.bodies).toEqual([{ external_ids: ['user-001'] }]);
	});

	it('lets the model choose where the workflow allows it', async () => {
		await bench.call(
			way,
			{ who: 'user-003' },
			{ ...DELETE, externalUserId: fromAI('who'), options: { allowAgentChoice: true } },
		);

		expect(bench.bodies).toEqual([{ external_ids: ['user-003'] }]);
	});

	it('lets the model choose whom it looks up', async () => {
		await bench.call(way, { who: 'user-003' }, { operation: 'get', externalUserId: fromAI('who') });

		expect(bench.bodies).toMatchObject([{ external_ids: ['user-003'] }]);
	});
});
