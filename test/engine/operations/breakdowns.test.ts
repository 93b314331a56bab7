import { CRM_MESSAGES_ID, ORDER_SHIPPED_ID } from '../../../sandbox/seeds/campaigns';
import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { Bench, jsons, stop } from '../../support/bench';
import { byId } from '../../support/kinds';

const NUMBERS = {
	entries: expect.any(Number) as number,
	conversions: expect.any(Number) as number,
	conversions_by_entry_time: expect.any(Number) as number,
	revenue: expect.any(Number) as number,
};

const PERIOD = { length: '2', ending_at: '2026-09-07T09:00:00Z' };

describe('canvas: get analytics', () => {
	const bench = new Bench({
		resource: 'canvas',
		operation: 'getAnalytics',
		canvasId: byId(ONBOARDING_ID),
		days: 2,
	});

	it('gives the totals of each day as flat numbers', async () => {
		const result = await bench.run();

		const day = { ...NUMBERS, canvas_id: ONBOARDING_ID };
		expect(jsons(result)).toEqual([
			{ time: '2026-09-06', ...day },
			{ time: '2026-09-07', ...day },
		]);
	});

	it('gives a flat item for each day and variant, and asks Braze for variants by itself', async () => {
		const result = await bench.run({ analyticsOutput: 'variants' });

		expect(bench.wire[0].query).toEqual({
			canvas_id: ONBOARDING_ID,
			...PERIOD,
			include_variant_breakdown: 'true',
		});
		const variant = {
			variant_id: expect.any(String) as string,
			name: 'Variant 1',
			...NUMBERS,
			canvas_id: ONBOARDING_ID,
		};
		expect(jsons(result)).toEqual([
			{ time: '2026-09-06', ...variant },
			{ time: '2026-09-07', ...variant },
		]);
	});

	it('asks for the breakdowns that were chosen', async () => {
		const options = {
			includeVariantBreakdown: true,
			includeStepBreakdown: true,
			includeDeletedStepData: true,
		};
		const result = await bench.run({ options });

		expect(bench.wire[0].query).toEqual({
			canvas_id: ONBOARDING_ID,
			...PERIOD,
			include_variant_breakdown: 'true',
			include_step_breakdown: 'true',
			include_deleted_step_data: 'true',
		});
		expect(Object.keys(jsons(result)[0])).toEqual(
			expect.arrayContaining(['time', 'entries', 'variant_stats', 'step_stats']),
		);
	});
});

describe('canvas: get analytics summary', () => {
	const bench = new Bench({
		resource: 'canvas',
		operation: 'getAnalyticsSummary',
		canvasId: byId(ONBOARDING_ID),
		days: 2,
	});

	it('gives the totals of the period as flat numbers', async () => {
		const result = await bench.run();

		expect(stop(result)).toEqual({});
		expect(bench.wire).toEqual([
			{
				method: 'GET',
				path: '/canvas/data_summary',
				query: { canvas_id: ONBOARDING_ID, ...PERIOD },
				body: undefined,
			},
		]);
		expect(result.ok).toEqual([
			{ json: { name: 'Onboarding', ...NUMBERS, canvas_id: ONBOARDING_ID }, pairedItem: { item: 0 } },
		]);
	});

	it('keeps the breakdowns that were chosen', async () => {
		const [json] = jsons(
			await bench.run({ options: { includeVariantBreakdown: true, includeStepBreakdown: true } }),
		);

		expect(json).toMatchObject({
			name: 'Onboarding',
			variant_stats: expect.any(Object) as object,
			step_stats: expect.any(Object) as object,
		});
	});

	it('gives the answer as it is on demand', async () => {
		const [json] = jsons(await bench.run({ simplify: false }));

		expect(json).toEqual({ ...(bench.sandbox.requests[0].response as object), canvas_id: ONBOARDING_ID });
	});

	it('takes 14 days at most', async () => {
		const result = await bench.run({ days: 15 });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe("'Days' must be a whole number from 1 to 14, but is 15");
	});
});

describe('campaign: get analytics', () => {
	const bench = new Bench({
		resource: 'campaign',
		operation: 'getAnalytics',
		campaignId: byId(CRM_MESSAGES_ID),
		days: 1,
	});

	it('gives a flat item for each day, channel and variant', async () => {
		const result = jsons(await bench.run({ analyticsOutput: 'variants' }));

		expect(result.map(({ channel }) => channel)).toEqual([
			'email',
			'sms',
			'whats_app',
			'ios_push',
			'android_push',
			'web_push',
			'kindle_push',
			'content_cards',
			'webhook',
		]);
		expect(result[0]).toMatchObject({
			time: '2026-09-07',
			channel: 'email',
			variation_api_id: expect.any(String) as string,
			sent: expect.any(Number) as number,
			campaign_id: CRM_MESSAGES_ID,
		});
	});
});

describe('campaign: get send analytics', () => {
	const campaign = { resource: 'campaign', campaignId: byId(ORDER_SHIPPED_ID) };
	const bench = new Bench({ ...campaign, operation: 'getSendAnalytics', days: 1 });

	it('counts what was sent under the ID, taken from the step that made it', async () => {
		const made = jsons(await bench.run({ operation: 'createSendId', sendId: 'spring_26', days: undefined }));
		const send = {
			operation: 'sendNow',
			recipients: { recipient: [{ externalUserId: 'user-001' }] },
			days: undefined,
		};
		await bench.run({ ...send, options: { sendId: 'spring_26' } });
		const result = await bench.run(
			{ sendId: '={{ $json.send_id }}', analyticsOutput: 'variants' },
			{ items: made },
		);

		expect(stop(result)).toEqual({});
		expect(jsons(result)).toMatchObject([
			{ time: '2026-09-07', channel: 'email', sent: 1, send_id: 'spring_26' },
		]);
	});

	it('needs a send ID', async () => {
		const result = await bench.run({ sendId: '={{ $json.missing }}' });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe("'Send ID' is missing");
	});
});
