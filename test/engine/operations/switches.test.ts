import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { Bench, jsons, stop } from '../../support/bench';
import { byId } from '../../support/kinds';
import { PUSH, rows } from '../../support/messages';

/** Where a switch stands that an expression can set, and what shows that it was on. */
const SWITCHES: Array<
	[
		label: string,
		parameters: Record<string, unknown>,
		set: (value: unknown) => Record<string, unknown>,
		on: (bench: Bench) => boolean,
	]
> = [
	[
		'Return All',
		{ resource: 'canvas', operation: 'getMany', limit: 1 },
		(returnAll) => ({ returnAll }),
		({ sandbox }) => sandbox.requests.length === 2,
	],
	[
		'Include Archived',
		{ resource: 'campaign', operation: 'getMany' },
		(includeArchived) => ({ filters: { includeArchived } }),
		({ sandbox }) => sandbox.requests[0].query.include_archived === 'true',
	],
	[
		'Include Step Breakdown',
		{ resource: 'canvas', operation: 'getAnalytics', canvasId: byId(ONBOARDING_ID) },
		(includeStepBreakdown) => ({ options: { includeStepBreakdown } }),
		({ sandbox }) => sandbox.requests[0].query.include_step_breakdown === 'true',
	],
	[
		'Ignore Frequency Capping',
		{ resource: 'message', operation: 'sendNow', ...PUSH, recipients: rows('user-001') },
		(ignoreFrequencyCapping) => ({ options: { ignoreFrequencyCapping } }),
		({ bodies }) => (bodies[0] as Record<string, unknown>).override_frequency_capping === true,
	],
];

const bench = new Bench();

describe.each(SWITCHES)('%s', (label, parameters, set, isOn) => {
	beforeEach(() => {
		bench.sandbox.state.canvases = Array.from({ length: 10 }, () => bench.sandbox.state.canvases).flat();
	});

	it.each([
		['={{ true }}', true],
		['={{ "true" }}', true],
		['={{ false }}', false],
		['={{ "false" }}', false],
	])('takes %s', async (value, on) => {
		const result = await bench.run({ ...parameters, ...set(value) });

		expect(stop(result)).toEqual({});
		expect(isOn(bench)).toBe(on);
	});

	it.each([
		['={{ "yes" }}', '"yes"'],
		['={{ 1 }}', '1'],
	])('is not on or off by %s', async (value, found) => {
		const result = await bench.run({ ...parameters, ...set(value) });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(`'${label}' must be true or false, but is ${found}`);
	});

	it('is not off by an expression that gave nothing', async () => {
		const result = await bench.run({ ...parameters, ...set('={{ $json.missing }}') });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(`'${label}' is missing`);
	});
});

describe('Simplify', () => {
	const get = { resource: 'canvas', operation: 'get', canvasId: byId(ONBOARDING_ID) };

	it.each([
		['={{ "false" }}', true],
		['={{ "true" }}', false],
	])('takes %s', async (simplify, raw) => {
		const [json] = jsons(await bench.run({ ...get, simplify }));

		expect('steps' in json).toBe(raw);
	});
});

describe('Ignore Missing Schedule', () => {
	const cancel = {
		resource: 'canvas',
		operation: 'cancelSchedule',
		canvasId: byId(ONBOARDING_ID),
		scheduleId: 'gone',
	};

	it('takes a text', async () => {
		const [json] = jsons(await bench.run({ ...cancel, options: { ignoreMissingSchedule: '={{ "true" }}' } }));

		expect(json.changed).toBe(false);
	});

	it('sends nothing where it is neither on nor off', async () => {
		const result = await bench.run({ ...cancel, options: { ignoreMissingSchedule: '={{ "yes" }}' } });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toBe(`'Ignore Missing Schedule' must be true or false, but is "yes"`);
	});
});
