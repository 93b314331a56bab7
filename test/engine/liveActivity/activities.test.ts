import { IOS_APP_ID } from '../../../sandbox/seeds/apps';
import { PRO_PLAN_ID } from '../../../sandbox/seeds/segments';
import { Bench, itemErrors, jsons, pairing, stop } from '../../support/bench';
import { byId } from '../../support/kinds';
import { rows } from '../../support/messages';

const AUDIENCE = { custom_attribute: { custom_attribute_name: 'plan', comparison: 'equals', value: 'pro' } };

const ACTIVITY = {
	appId: ` ${IOS_APP_ID} `,
	activityId: 'order-1042',
	contentState: '{ "status": "On its way", "minutes": 12 }',
};
const ACTIVITY_SENT = {
	app_id: IOS_APP_ID,
	activity_id: 'order-1042',
	content_state: { status: 'On its way', minutes: 12 },
};

const FIRST = {
	activityAttributesType: 'OrderActivity',
	activityAttributes: '{ "orderNumber": "1042" }',
	title: 'Order 1042',
	text: 'It has left',
};
const FIRST_SENT = {
	activity_attributes_type: 'OrderActivity',
	activity_attributes: { orderNumber: '1042' },
	notification: { alert: { title: 'Order 1042', body: 'It has left' } },
};

const bench = new Bench({ resource: 'liveActivity', ...ACTIVITY });

describe('start', () => {
	const start = async (changes: object, rest = {}) =>
		await bench.run({ operation: 'start', ...FIRST, ...changes }, rest);

	it('sends the activity to people by ID, and gives its own ID back', async () => {
		const result = await start({ recipients: rows('user-001', 'user-002') });

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{
				method: 'POST',
				path: '/messages/live_activity/start',
				query: {},
				body: { ...ACTIVITY_SENT, ...FIRST_SENT, external_user_ids: ['user-001', 'user-002'] },
			},
		]);
		expect(jsons(result)).toEqual([{ activity_id: 'order-1042', recipient_count: 2, message: 'success' }]);
	});

	it('sends it to aliases', async () => {
		await start({
			specifyRecipients: 'json',
			recipientsJson: '[{ "user_alias": { "alias_name": "1", "alias_label": "crm" } }]',
		});

		expect(bench.sentBodies).toEqual([
			{ ...ACTIVITY_SENT, ...FIRST_SENT, user_aliases: [{ alias_name: '1', alias_label: 'crm' }] },
		]);
	});

	it.each([
		['segment', { sendTo: 'segment', segmentId: byId(PRO_PLAN_ID) }, { segment_id: PRO_PLAN_ID }],
		[
			'audience',
			{ sendTo: 'audience', specifyAudience: 'json', audience: JSON.stringify(AUDIENCE) },
			{ custom_audience: AUDIENCE },
		],
	])('sends it to a %s, under the name of this endpoint and without a broadcast', async (_, target, sent) => {
		const result = await start(target);

		expect(stop(result)).toEqual({});
		expect(bench.sentBodies).toEqual([{ ...ACTIVITY_SENT, ...FIRST_SENT, ...sent }]);
	});

	it('says when it goes away, in UTC', async () => {
		const additionalFields = {
			dismissalDate: '2026-09-07T14:00:00',
			staleDate: '={{ $now.plus({ minutes: 30 }) }}',
		};
		await start({ recipients: rows('user-001'), additionalFields });

		expect(bench.sentBodies).toMatchObject([
			{ dismissal_date: '2026-09-07T12:00:00Z', stale_date: '2026-09-07T09:30:00Z' },
		]);
	});

	it('puts items with the same activity into one request, and others into requests of their own', async () => {
		const items = ['a', 'a', 'b'].map((order, index) => ({ order, id: `user-00${index + 1}` }));
		const result = await start(
			{ activityId: '={{ $json.order }}', recipients: rows('={{ $json.id }}') },
			{ items },
		);

		expect(bench.sentBodies).toMatchObject([
			{ activity_id: 'a', external_user_ids: ['user-001', 'user-002'] },
			{ activity_id: 'b', external_user_ids: ['user-003'] },
		]);
		expect(pairing(result)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	it('splits more than 50 people', async () => {
		const ids = Array.from({ length: 70 }, (_, index) => `user-${index}`);
		await start({ specifyRecipients: 'json', recipientsJson: JSON.stringify(ids) });

		expect(
			bench.sentBodies.map((body) => (body as { external_user_ids: string[] }).external_user_ids.length),
		).toEqual([50, 20]);
	});

	it('starts nothing twice on a retry', async () => {
		bench.sandbox.faults.add({ kind: { type: 'drop', when: 'after' } });
		const first = await start({
			recipients: rows('user-001'),
			contentState: '={{ ({ at: $now.toISO() }) }}',
		});
		await first.retry();

		expect(bench.wire).toHaveLength(1);
	});

	it('starts it for test people instead, and for no audience', async () => {
		const target = { sendTo: 'audience', specifyAudience: 'json', audience: JSON.stringify(AUDIENCE) };
		await start({ ...target, options: { testRecipients: ['user-003'] } }, { mode: 'manual' });

		expect(bench.sentBodies).toEqual([{ ...ACTIVITY_SENT, ...FIRST_SENT, external_user_ids: ['user-003'] }]);
	});

	it('shows the request in a dry run', async () => {
		const result = await start({ recipients: rows('user-001'), options: { dryRun: true } });

		expect(bench.sentBodies).toEqual([]);
		expect(jsons(result)[0]).toMatchObject({
			dry_run: true,
			request: { body: { external_user_ids: ['user-001'] } },
		});
	});

	it.each<[object, string]>([
		[{ recipients: {} }, `'Recipients' has no recipients`],
		[{ recipients: rows('={{ $json.missing }}') }, `'External User ID' is missing`],
		[
			{ sendTo: 'recipientsInSegment', segmentId: byId(PRO_PLAN_ID), recipients: rows('user-001') },
			`'Send To' is "recipientsInSegment"`,
		],
		[{ sendTo: 'broadcast' }, `'Send To' is "broadcast"`],
		[{ sendTo: 'segment', segmentId: byId('={{ $json.missing }}') }, `'Segment' is missing`],
		[
			{ sendTo: 'audience', specifyAudience: 'json', audience: '={{ "{}" }}' },
			`'Audience' is an empty object`,
		],
		[{ activityId: '={{ "" }}' }, `'Activity ID' is empty`],
		[{ appId: 'my app' }, `'App ID' is not an ID: "my app"`],
		[{ contentState: '={{ "" }}' }, `'Content State (JSON)' is empty`],
		[{ contentState: '[1]' }, `'Content State (JSON)' must be a JSON object, but is a list of 1 value`],
		[{ activityAttributes: '{ "a": }' }, `'Attributes (JSON)' is not valid JSON at line 1, column 8`],
		[
			{ activityAttributes: '{ "constructor": 1 }' },
			`'Attributes (JSON)' uses the name "constructor", which cannot be sent`,
		],
		[{ activityAttributesType: '={{ $json.missing }}' }, `'Attributes Type' is missing`],
		[{ title: '={{ "" }}' }, `'Title' is empty`],
		[{ text: '={{ "" }}' }, `'Text' is empty`],
		[{ additionalFields: { staleDate: '={{ "soon" }}' } }, `'Stale Date' is not a date and time: "soon"`],
	])('starts nothing for %j', async (changes, message) => {
		const result = await start({ recipients: rows('user-001'), ...changes });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(message);
	});
});

describe('update', () => {
	const update = async (updateFields: object, changes: object = {}, rest = {}) =>
		await bench.run({ operation: 'update', updateFields, ...changes }, rest);

	it('sends the new state and nothing else', async () => {
		const result = await update({});

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{ method: 'POST', path: '/messages/live_activity/update', query: {}, body: ACTIVITY_SENT },
		]);
		expect(jsons(result)).toEqual([{ activity_id: 'order-1042', message: 'success' }]);
	});

	it.each<[object, object]>([
		[{ endActivity: true }, { end_activity: true }],
		[
			{ endActivity: '={{ "true" }}', dismissalDate: '2026-09-07T10:00:00Z' },
			{ end_activity: true, dismissal_date: '2026-09-07T10:00:00Z' },
		],
		[{ endActivity: false, dismissalDate: '', staleDate: '', title: '', text: '' }, {}],
		[
			{ title: 'Almost there', text: 'Open the door' },
			{ notification: { alert: { title: 'Almost there', body: 'Open the door' } } },
		],
	])('sends what was set: %j', async (updateFields, sent) => {
		await update(updateFields);

		expect(bench.sentBodies).toEqual([{ ...ACTIVITY_SENT, ...sent }]);
	});

	it('is repeated after a lost answer when it alerts nobody, and not when it does', async () => {
		const lose = () => bench.sandbox.faults.add({ kind: { type: 'status', status: 500, body: {} } });
		lose();
		const silent = await update({});
		const requests = bench.wire.length;
		lose();
		const loud = await update({ title: 'Almost there', text: 'Open the door' });

		expect([silent.status, requests]).toEqual(['success', 2]);
		expect([loud.status, bench.wire.length - requests]).toEqual(['error', 1]);
	});

	it('keeps the order of updates of one activity', async () => {
		const items = [1, 2, 3].map((minutes) => ({ minutes }));
		await update({}, { contentState: '={{ ({ minutes: $json.minutes }) }}' }, { items });

		expect(bench.sentBodies.map((body) => (body as { content_state: object }).content_state)).toEqual(items);
	});

	it.each<[object, object, string]>([
		[{ title: 'Almost there' }, {}, `'Alert Text' is empty`],
		[{ text: 'Open the door' }, {}, `'Alert Title' is empty`],
		[{ endActivity: '={{ "yes" }}' }, {}, `'End Activity' must be true or false, but is "yes"`],
		[{}, { contentState: '={{ $json.missing }}' }, `'Content State (JSON)' is empty`],
	])('sends nothing for %j, %j', async (updateFields, changes, message) => {
		const result = await update(updateFields, changes);

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(message);
	});

	it('hands back what Braze refuses', async () => {
		const result = await update(
			{},
			{ appId: 'no-such-app' },
			{ settings: { onError: 'continueErrorOutput' } },
		);

		expect(itemErrors(result)).toMatchObject([
			{
				outcome: 'refused',
				status: 400,
				description: expect.stringContaining('Nothing was changed by this request.') as string,
			},
		]);
	});
});
