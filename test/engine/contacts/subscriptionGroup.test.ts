import type { INodeParameters } from 'n8n-workflow';

import { NEWSLETTER_ID, PRODUCT_UPDATES_ID } from '../../../sandbox/seeds/subscriptionGroups';
import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { Bench, jsons, pairing, stop } from '../../support/bench';
import { byId } from '../../support/kinds';

const bench = new Bench({ resource: 'subscriptionGroup' });

const SET = {
	operation: 'setStatus',
	externalUserId: '={{ $json.id }}',
	subscriptionGroupIds: [NEWSLETTER_ID],
};
const status = (id: string) =>
	bench.sandbox.state.users.find((user) => user.external_id === id)?.subscription_groups;

describe('Set Status', () => {
	it('changes people of several items in several groups with one request', async () => {
		const parameters = {
			...SET,
			subscriptionGroupIds: [NEWSLETTER_ID, PRODUCT_UPDATES_ID],
			subscriptionState: '={{ $json.state }}',
		};
		const items = [
			{ id: 'user-001', state: 'subscribed' },
			{ id: 'user-002', state: 'unsubscribed' },
			{ id: 'user-003', state: 'subscribed' },
		];
		const result = await bench.run(parameters, { items });

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{
				method: 'POST',
				path: '/v2/subscription/status/set',
				query: {},
				body: {
					subscription_groups: [
						{
							subscription_group_id: NEWSLETTER_ID,
							subscription_state: 'subscribed',
							external_ids: ['user-001', 'user-003'],
						},
						{
							subscription_group_id: PRODUCT_UPDATES_ID,
							subscription_state: 'subscribed',
							external_ids: ['user-001', 'user-003'],
						},
						{
							subscription_group_id: NEWSLETTER_ID,
							subscription_state: 'unsubscribed',
							external_ids: ['user-002'],
						},
						{
							subscription_group_id: PRODUCT_UPDATES_ID,
							subscription_state: 'unsubscribed',
							external_ids: ['user-002'],
						},
					],
				},
			},
		]);
		expect(jsons(result)[1]).toEqual({
			external_id: 'user-002',
			subscription_group_ids: [NEWSLETTER_ID, PRODUCT_UPDATES_ID],
			subscription_state: 'unsubscribed',
			message: 'success',
		});
		expect(status('user-002')).toEqual({
			[NEWSLETTER_ID]: 'unsubscribed',
			[PRODUCT_UPDATES_ID]: 'unsubscribed',
		});
	});

	it.each<[string, INodeParameters, object]>([
		['email', { identifyBy: 'email', email: 'ada@example.com' }, { emails: ['ada@example.com'] }],
		[
			'phone, with a double opt-in',
			{ identifyBy: 'phone', phone: '+1 415 555 0100', options: { useDoubleOptIn: true } },
			{ phones: ['+14155550100'], use_double_opt_in_logic: true },
		],
	])('names people by %s', async (_, parameters, sent) => {
		await bench.run({ ...SET, externalUserId: undefined, ...parameters });

		expect(bench.bodies).toEqual([
			{
				subscription_groups: [
					{ subscription_group_id: NEWSLETTER_ID, subscription_state: 'subscribed', ...sent },
				],
			},
		]);
	});

	it('names at most 50 people in a request', async () => {
		const items = Array.from({ length: 120 }, (_, n) => ({ id: `u-${n}` }));
		await bench.run(SET, { items });

		expect(bench.wire).toHaveLength(3);
	});

	it('changes a person of two items in their order', async () => {
		const items = [
			{ id: 'user-001', state: 'subscribed' },
			{ id: 'user-001', state: 'unsubscribed' },
		];
		await bench.run({ ...SET, subscriptionState: '={{ $json.state }}' }, { items });

		expect(bench.wire).toHaveLength(2);
		expect(status('user-001')).toEqual({ [NEWSLETTER_ID]: 'unsubscribed' });
	});

	it.each<[string, INodeParameters, string]>([
		['no group', { subscriptionGroupIds: '={{ [] }}' }, "'Subscription Group IDs' is an empty list"],
		['an empty group', { subscriptionGroupIds: ['={{ "" }}'] }, "'Subscription Group IDs 1' is empty"],
		['nobody', { externalUserId: '={{ $json.nothing }}' }, "'External User ID' is missing"],
		['another state', { subscriptionState: '={{ "opted_in" }}' }, `'Subscription State' is "opted_in"`],
		[
			'a switch that is neither on nor off',
			{ options: { useDoubleOptIn: '={{ "perhaps" }}' } },
			"'Use Double Opt-In' must be true or false",
		],
	])('sends nothing for %s', async (_, parameters, message) => {
		const result = await bench.run({ ...SET, ...parameters }, { items: [{ id: 'user-001' }] });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toContain(message);
	});

	it('keeps those who unsubscribed from getting messages of that group', async () => {
		const canvas = bench.sandbox.state.canvases.find(({ id }) => id === ONBOARDING_ID);
		if (canvas) canvas.subscription_group_id = NEWSLETTER_ID;
		await bench.run({ ...SET, subscriptionState: 'unsubscribed' }, { items: [{ id: 'user-001' }] });
		const recipients = { recipient: [{ externalUserId: 'user-001' }, { externalUserId: 'user-002' }] };
		await bench.run({ resource: 'canvas', operation: 'sendNow', canvasId: byId(ONBOARDING_ID), recipients });

		expect(bench.sandbox.state.deliveries.map(({ external_id: id }) => id)).toEqual(['user-002']);
	});
});

describe('Get Status', () => {
	it('gives each item the status of its person from one request', async () => {
		Object.assign(bench.sandbox.state.users[0], { subscription_groups: { [NEWSLETTER_ID]: 'subscribed' } });
		const parameters = {
			operation: 'getStatus',
			externalUserId: '={{ $json.id }}',
			subscriptionGroupId: NEWSLETTER_ID,
		};
		const result = await bench.run(parameters, {
			items: [{ id: 'user-002' }, { id: 'user-001' }, { id: 'user-001' }],
		});

		expect(bench.wire).toEqual([
			{
				method: 'GET',
				path: '/subscription/status/get',
				query: { subscription_group_id: NEWSLETTER_ID, 'external_id[]': ['user-002', 'user-001'] },
				body: undefined,
			},
		]);
		expect(jsons(result).map((json) => json.status)).toEqual(['unknown', 'Subscribed', 'Subscribed']);
		expect(pairing(result)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	it.each([
		['email', 'Ada@Example.com', 'ada@example.com', 'Unsubscribed'],
		['phone', '+14155550100', '14155550100', 'Unsubscribed'],
		['externalUserId', 'Ada', 'ada', 'unknown'],
	])('knows the %s %s as %s: %s', async (field, given, returned, status) => {
		bench.sandbox.faults.add({
			match: { path: '/subscription/status/get' },
			kind: { type: 'status', status: 200, body: { status: { [returned]: 'Unsubscribed' } } },
		});
		const identifyBy = field === 'externalUserId' ? 'externalId' : field;
		const result = await bench.run({
			operation: 'getStatus',
			identifyBy,
			[field]: given,
			subscriptionGroupId: NEWSLETTER_ID,
		});

		expect(jsons(result)).toMatchObject([{ status }]);
	});

	it('keeps the plus of a phone number', async () => {
		await bench.run({
			operation: 'getStatus',
			identifyBy: 'phone',
			phone: '+14155550100',
			subscriptionGroupId: NEWSLETTER_ID,
		});

		expect(bench.wire[0].query).toEqual({ subscription_group_id: NEWSLETTER_ID, 'phone[]': '+14155550100' });
	});
});

describe('Get Many by User', () => {
	const groups = { [NEWSLETTER_ID]: 'subscribed', [PRODUCT_UPDATES_ID]: 'unsubscribed' };

	it('gives one item for each group', async () => {
		Object.assign(bench.sandbox.state.users[0], { subscription_groups: groups });
		const result = await bench.run({ operation: 'getUserGroups', externalUserId: 'user-001' });

		expect(bench.wire[0].query).toEqual({ external_id: 'user-001', limit: '100', offset: '0' });
		expect(jsons(result)).toEqual([
			expect.objectContaining({
				id: NEWSLETTER_ID,
				name: 'Newsletter',
				status: 'Subscribed',
				external_id: 'user-001',
			}),
			expect.objectContaining({ id: PRODUCT_UPDATES_ID, status: 'Unsubscribed' }),
		]);
	});

	it('keeps to its limit', async () => {
		Object.assign(bench.sandbox.state.users[0], { subscription_groups: groups });
		const result = await bench.run({ operation: 'getUserGroups', externalUserId: 'user-001', limit: 1 });

		expect(jsons(result)).toHaveLength(1);
	});
});
