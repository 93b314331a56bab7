import { omit } from 'lodash';

import { IOS_APP_ID } from '../../../sandbox/seeds/apps';
import { PRO_PLAN_ID } from '../../../sandbox/seeds/segments';
import { Bench, jsons, stop } from '../../support/bench';
import { byId, fromList } from '../../support/kinds';

/** The series that can be divided by hours, and those that can be narrowed down. */

const bench = new Bench();

const EVENT = {
	resource: 'customEvent',
	operation: 'getAnalytics',
	eventName: { __rl: true, mode: 'name', value: ' payment_failed ' },
};
const QUANTITY = { resource: 'purchase', operation: 'getQuantityAnalytics' };
const REVENUE = { resource: 'purchase', operation: 'getRevenueAnalytics' };
const SESSIONS = { resource: 'session', operation: 'getAnalytics' };
const USERS = { resource: 'kpi', operation: 'getNewUsers' };

const query = () => bench.sandbox.requests[0].query;

describe.each([
	['customEvent', EVENT, 'count', { event: 'payment_failed' }],
	['purchases', QUANTITY, 'purchase_quantity', {}],
	['revenue', REVENUE, 'revenue', {}],
	['sessions', SESSIONS, 'sessions', {}],
])('%s by the hour', (_, series, figure, about) => {
	it('has one item for each hour up to now', async () => {
		const result = await bench.run({ ...series, unit: 'hour', hours: 3 });

		expect(stop(result)).toEqual({});
		expect(query()).toEqual({ ...about, unit: 'hour', length: '3', ending_at: '2026-09-07T09:00:00Z' });
		expect(jsons(result)).toEqual(
			['07', '08', '09'].map((hour) => ({
				time: `2026-09-07T${hour}:00:00Z`,
				[figure]: expect.any(Number) as number,
				...about,
			})),
		);
	});

	it('has a day of them by default, and minds no number of days', async () => {
		await bench.run({ ...series, unit: 'hour', days: 'many' });

		expect(query()).toMatchObject({ unit: 'hour', length: '24' });
	});

	it.each([
		[101, '101'],
		['={{ 0 }}', '0'],
		['={{ $json.missing }}', 'nothing'],
	])('refuses %s hours', async (hours, told) => {
		const result = await bench.run({ ...series, unit: 'hour', hours });

		expect(bench.wire).toEqual([]);
		expect(stop(result)).toEqual({
			message: `'Hours' must be a whole number from 1 to 100, but is ${told}`,
			description: 'Split longer periods into several requests. Nothing was sent.',
		});
	});

	it('knows no other unit', async () => {
		const result = await bench.run({ ...series, unit: 'week' });

		expect(bench.wire).toEqual([]);
		expect(stop(result)).toEqual({
			message: `'Unit' is "week"`,
			description: 'Use day or hour. Nothing was sent.',
		});
	});
});

it('accepts no object for an ID that is text', async () => {
	const result = await bench.run({ ...SESSIONS, unit: 'day', filters: { appId: { value: IOS_APP_ID } } });

	expect(bench.wire).toEqual([]);
	expect(stop(result).message).toMatch(/^'App ID' must be /);
});

it.each<[string, object, object, object]>([
	['an app', USERS, { appId: IOS_APP_ID }, { app_id: IOS_APP_ID }],
	['an app', QUANTITY, { appId: ` ${IOS_APP_ID} ` }, { app_id: IOS_APP_ID, unit: 'day' }],
	['a product', REVENUE, { productId: 'Training Day' }, { product: 'Training Day', unit: 'day' }],
	[
		'a product with a number for its ID',
		REVENUE,
		{ productId: '={{ 5499334426779 }}' },
		{ product: '5499334426779', unit: 'day' },
	],
	[
		'a segment of the list',
		SESSIONS,
		{ segmentId: fromList(PRO_PLAN_ID, 'Pro Plan') },
		{ segment_id: PRO_PLAN_ID, unit: 'day' },
	],
	[
		'a segment of an expression',
		SESSIONS,
		{ segmentId: `={{ "${PRO_PLAN_ID}" }}` },
		{ segment_id: PRO_PLAN_ID, unit: 'day' },
	],
	[
		'an app and a segment',
		EVENT,
		{ appId: IOS_APP_ID, segmentId: byId(PRO_PLAN_ID) },
		{ event: 'payment_failed', app_id: IOS_APP_ID, segment_id: PRO_PLAN_ID, unit: 'day' },
	],
	[
		'nothing, where the filters are empty',
		EVENT,
		{ appId: '', segmentId: byId('') },
		{ event: 'payment_failed', unit: 'day' },
	],
])('counts for %s', async (_, series, filters, asked) => {
	const result = await bench.run({ ...series, filters });

	expect(stop(result)).toEqual({});
	expect(query()).toEqual({ ...asked, length: '7', ending_at: '2026-09-07T09:00:00Z' });
	expect(jsons(result)).toEqual(Array(7).fill(expect.objectContaining(omit(asked, 'unit'))));
});

it.each<[object, object, string]>([
	[USERS, { appId: 'Acme (iOS)' }, `'App ID' is not an ID: "Acme (iOS)"`],
	[SESSIONS, { segmentId: byId('Pro Plan') }, `'Segment' is not an ID: "Pro Plan"`],
	[
		REVENUE,
		{ productId: '={{ ["a", "b"] }}' },
		`'Product ID' must be text or a number, but is a list of 2 values`,
	],
])('sends nothing for what is not an ID: %j', async (series, filters, message) => {
	const result = await bench.run({ ...series, filters });

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toBe(message);
});

it.each([
	['={{ " " }}', `'Event' is empty`],
	['={{ $json.missing }}', `'Event' is missing`],
	['={{ "undefined" }}', `'Event' is "undefined"`],
])('sends nothing without an event: %j', async (eventName, message) => {
	const result = await bench.run({ ...EVENT, eventName });

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toBe(message);
});

it('says which event Braze does not know', async () => {
	const result = await bench.run(
		{ ...EVENT, eventName: '={{ $json.event }}' },
		{ items: [{ event: 'no such & event' }] },
	);

	expect(query()).toMatchObject({ event: 'no such & event' });
	expect(result.error?.message).toBe('Invalid event');
});

it('asks once for the numbers that several items want, and gives them to each', async () => {
	const result = await bench.run({ ...USERS, days: 2 }, { items: [{}, {}] });

	expect(bench.wire).toHaveLength(1);
	expect(result.ok.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 0 },
		{ item: 1 },
		{ item: 1 },
	]);
});
