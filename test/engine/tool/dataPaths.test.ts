import { PRO_PLAN_ID } from '../../../sandbox/seeds/segments';
import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { WAYS } from '../../support/aiTool';
import { byId } from '../../support/kinds';
import { fromAI, ToolBench } from '../../support/toolBench';

/** Where data goes, and which store is read and changed, is never up to a model. */

const bench = new ToolBench({});

const EXPORTS = [
	{ resource: 'user', operation: 'exportSegment', segmentId: byId(PRO_PLAN_ID) },
	{ resource: 'user', operation: 'exportControlGroup' },
];
const BY_KEY = { canvasId: byId(ONBOARDING_ID), findScheduleBy: 'scheduleKey', scheduleKey: fromAI('key') };
const CHANGES = [
	{ resource: 'canvas', operation: 'cancelSchedule', ...BY_KEY },
	{ resource: 'canvas', operation: 'updateSchedule', ...BY_KEY, sendTime: '2026-09-09T09:00:00Z' },
	{ resource: 'message', operation: 'cancelSchedule', ...BY_KEY },
	{ resource: 'schedule', operation: 'getMany' },
];

const CASES: Array<[label: string, parameters: Record<string, unknown>]> = [
	...EXPORTS.map((parameters): [string, object] => [
		'Callback URL',
		{ ...parameters, options: { callbackUrl: fromAI('url') } },
	]),
	['Segment', { ...EXPORTS[0], segmentId: byId(fromAI('segment')) }],
	...CHANGES.map((parameters): [string, object] => [
		'Schedule Key Catalog',
		{ ...parameters, options: { scheduleKeyCatalog: fromAI('catalog') } },
	]),
] as Array<[string, Record<string, unknown>]>;

describe.each(WAYS)('called by %s', (way) => {
	it.each(CASES)('leaves %s to nobody: %j', async (label, parameters) => {
		const args = { url: 'https://evil.example/', segment: PRO_PLAN_ID, catalog: 'cafes', key: 'k-1' };
		const { told } = await bench.call(way, args, parameters);

		expect(bench.wire).toEqual([]);
		expect(told).toContain(`'${label}' must be fixed when an AI agent uses the node`);
	});

	it('takes a callback of the execution, and the segment, from the builder', async () => {
		const options = { callbackUrl: '={{ $execution.resumeUrl }}' };
		await bench.call(way, {}, { ...EXPORTS[0], options });

		expect(bench.bodies).toMatchObject([{ segment_id: PRO_PLAN_ID, callback_endpoint: expect.any(String) }]);
	});
});
