import type { IDataObject } from 'n8n-workflow';

import { CRM_MESSAGES_ID } from '../../../sandbox/seeds/campaigns';
import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { WAYS } from '../../support/aiTool';
import { SINGLE_REQUEST_ROWS, type Example } from '../../support/examples';
import { byId, KINDS } from '../../support/kinds';
import { rows } from '../../support/messages';
import { fromAI, ToolBench } from '../../support/toolBench';

/** What the model gets to read: small enough that it does not forget what it was doing. */

const bench = new ToolBench({});

/** Looking something up may take this much; what was done is told in a few lines. In characters, by default. */
const LARGEST = 20_000;
const LINES = 400;

const LIST = { resource: 'canvas', operation: 'getMany', returnAll: true };
const fill = (count: number) => KINDS[0].fill(bench.sandbox.state, count);
const parse = (told: string) => JSON.parse(told) as IDataObject[];

describe.each(SINGLE_REQUEST_ROWS)('%s: %s', (resource, operation, { parameters, before }: Example) => {
	it.each(WAYS)('answers shortly, called by %s', async (way) => {
		const [input = {}] = (await before?.(bench)) ?? [];
		KINDS.forEach((kind) => operation === 'getMany' && kind.fill(bench.sandbox.state, 300));
		// Which segment is exported is up to the builder.
		const fixed = operation === 'exportSegment' ? { segmentId: byId(String(input.id)) } : {};
		const called = { resource, operation, ...parameters, ...fixed };
		const { told, failed } = await bench.call(way, {}, called, { input });

		expect(failed).toBe(false);
		expect(parse(told).length).toBeGreaterThan(0);
		expect(told).not.toContain('left_out');
		expect(told.length).toBeLessThan(operation.startsWith('get') ? LARGEST : LINES);
	});
});

describe.each(WAYS)('called by %s', (way) => {
	it('cuts a list that is too long, and says so', async () => {
		fill(1000);
		const { told } = await bench.call(way, {}, LIST);
		const entries = parse(told);

		expect(told.length).toBeLessThan(LARGEST + LINES);
		expect(entries.at(-1)).toEqual({
			left_out: 1001 - entries.length,
			reason: expect.stringMatching(
				/^Only \d+ of 1000 fit in a response to an AI agent\. Request less/,
			) as string,
		});
		expect(entries[0]).toHaveProperty('name', 'Number 1');
	});

	it('cuts the numbers of many days', async () => {
		const series = {
			resource: 'campaign',
			operation: 'getAnalytics',
			campaignId: byId(CRM_MESSAGES_ID),
			days: 100,
			analyticsOutput: 'variants',
		};
		const { told } = await bench.call(way, {}, series);

		expect(told.length).toBeLessThan(LARGEST + LINES);
		expect(parse(told).at(-1)).toHaveProperty('left_out');
	});

	it('leaves out what is too large in one answer', async () => {
		const steps = Array.from({ length: 500 }, (_, index) => ({
			id: `step-${index}`,
			name: 'A step with a name that takes some room',
		}));
		const body = { message: 'success', name: 'Onboarding', steps, enabled: true };
		bench.sandbox.faults.add({ kind: { type: 'status', status: 200, body } });
		const details = { resource: 'canvas', operation: 'get', canvasId: byId(ONBOARDING_ID), simplify: false };
		const { told } = await bench.call(way, {}, details);

		expect(told.length).toBeLessThan(LARGEST);
		expect(parse(told)).toMatchObject([{ name: 'Onboarding', enabled: true, left_out: ['steps'] }]);
	});

	it('says that nothing was found', async () => {
		fill(0);
		const { told } = await bench.call(way, {}, LIST);

		expect(told).toBe('[{"found":0}]');
	});

	it('does not repeat a message to hundreds in a dry run', async () => {
		const recipientsJson = JSON.stringify(
			Array.from({ length: 400 }, (_, index) => ({ external_user_id: `somebody-with-a-long-id-${index}` })),
		);
		const sending = {
			resource: 'canvas',
			operation: 'sendNow',
			canvasId: byId(ONBOARDING_ID),
			specifyRecipients: 'json',
			recipientsJson,
		};
		const { told } = await bench.call(way, {}, { ...sending, options: { dryRun: true } });

		expect(bench.wire).toEqual([]);
		expect(told.length).toBeLessThan(LARGEST + LINES);
	});

	it('tells every schedule that it made, however many', async () => {
		const recipientsJson = JSON.stringify(
			Array.from({ length: 4000 }, (_, index) => ({ external_user_id: `user-${index}` })),
		);
		const scheduling = {
			resource: 'canvas',
			operation: 'schedule',
			canvasId: byId(ONBOARDING_ID),
			sendTime: '2026-09-09T09:00:00',
			specifyRecipients: 'json',
			recipientsJson,
		};
		const { told } = await bench.call(way, {}, scheduling);

		expect(parse(told).map(({ schedule_id: id }) => id)).toEqual(
			bench.sandbox.state.schedules.map(({ schedule_id: id }) => id),
		);
		expect(parse(told)).toHaveLength(80);
	});

	it('tells a model that nothing is sent in a dry run, and what Braze remarked', async () => {
		bench.sandbox.faults.add({ kind: { type: 'notice', notice: 'The Canvas is paused.' } });
		const sending = {
			resource: 'canvas',
			operation: 'sendNow',
			canvasId: byId(ONBOARDING_ID),
			recipients: rows(fromAI('who')),
		};
		const real = await bench.call(way, { who: 'user-001' }, sending);
		const dry = await bench.call(way, { who: 'user-001' }, { ...sending, options: { dryRun: true } });

		expect(real.told).toContain('The Canvas is paused.');
		expect(dry.told).toContain('"dry_run":true');
		expect(bench.wire).toHaveLength(1);
	});
});

it('cuts nothing where no agent is at work', async () => {
	fill(1000);
	const { ok } = await bench.run(LIST);

	expect(ok).toHaveLength(1000);
});
