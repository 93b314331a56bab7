import type { INodeParameters } from 'n8n-workflow';

import { PRO_PLAN_ID } from '../../../sandbox/seeds/segments';
import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import type { Operation } from '../../../nodes/Braze/operation';
import { findOperation } from '../../../nodes/Braze/resources';
import { takesNothing } from '../../../nodes/Braze/fields/declarations';
import { Bench } from '../../support/bench';
import { EXAMPLE_ROWS } from '../../support/examples';
import { expressionPlaces } from '../../support/expressionPlaces';
import { byId } from '../../support/kinds';
import { rows } from '../../support/messages';
import { everyParameter } from '../../support/parameters';

/** A date from an expression that gives nothing is not "now", "as before" or "since ever": only an untouched field is. */

const bench = new Bench();

const canvas = {
	resource: 'canvas',
	operation: 'schedule',
	canvasId: byId(ONBOARDING_ID),
	sendTo: 'recipients',
	recipients: rows('user-001'),
};
const OFFSET = { ...canvas, when: 'offset', baseTime: '2026-10-01T03:17:00', direction: 'after' };
const EXPORT = { resource: 'user', operation: 'exportSegment', segmentId: byId(PRO_PLAN_ID) };

const NOTHING: Array<[string, unknown, RegExp]> = [
	['no field', undefined, /^'.+' is missing/],
	['null', null, /^'.+' is missing/],
	['empty text', '', /^'.+' is empty/],
	['blank text', '  ', /^'.+' is (empty|not a time of day: an empty string)/],
];

const TIMES: Array<[string, INodeParameters]> = [
	['Time of Day', { ...OFFSET, timeOfDay: '={{ $json.gone }}' }],
	['Time of Day', { ...canvas, when: 'delay', timeOfDay: '={{ $json.gone }}', delivery: 'localTime' }],
	['Changed Since', { ...EXPORT, options: { changedSince: '={{ $json.gone }}' } }],
	[
		'Until',
		{
			resource: 'canvas',
			operation: 'getAnalytics',
			canvasId: byId(ONBOARDING_ID),
			until: '={{ $json.gone }}',
		},
	],
	[
		'Time',
		{
			resource: 'user',
			operation: 'trackEvent',
			externalUserId: 'ada',
			eventName: { __rl: true, mode: 'name', value: 'ordered' },
			time: '={{ $json.gone }}',
		},
	],
	[
		'Dismissal Date',
		{
			resource: 'liveActivity',
			operation: 'update',
			appId: 'app-1',
			activityId: 'a1',
			contentState: '{"a":1}',
			updateFields: { dismissalDate: '={{ $json.gone }}', endActivity: true },
		},
	],
];

describe.each(NOTHING)('%s', (_, gone, message) => {
	it.each(TIMES)('is no %s', async (label, parameters) => {
		const { error } = await bench.run(parameters, { items: [{ gone } as never] });

		expect(error?.message).toMatch(message);
		expect(error?.message).toContain(`'${label}'`);
		expect(bench.wire).toEqual([]);
	});
});

it('is an error where the item would be skipped for a time in the past', async () => {
	const parameters = {
		...OFFSET,
		baseTime: '2026-08-01T10:00:00',
		timeOfDay: '={{ $json.gone }}',
		options: { ifPast: 'skip' },
	};
	const result = await bench.run(parameters, { items: [{}] });

	expect(result.error?.message).toBe("'Time of Day' is missing");
});

it.each([[''], [undefined]])('keeps the time of day where the field is untouched: %j', async (timeOfDay) => {
	await bench.run({ ...OFFSET, timeOfDay });

	expect(bench.bodies).toMatchObject([{ schedule: { time: '2026-10-02T01:17:00Z' } }]);
});

it.each([["?? ''"], ['|| ""'], ["? $json.gone : ''"], ["?? ('')"], ['?? ``']])(
	'keeps it where whoever wrote the expression says that there may be none: %s',
	async (fallback) => {
		await bench.run({ ...OFFSET, timeOfDay: `={{ $json.gone ${fallback} }}` });

		expect(bench.bodies).toMatchObject([{ schedule: { time: '2026-10-02T01:17:00Z' } }]);
	},
);

it("keeps it where $ifEmpty(…, '') says that there may be none", async () => {
	await bench.run({ ...OFFSET, timeOfDay: "={{ $ifEmpty($json.gone, '') }}" });

	expect(bench.bodies).toMatchObject([{ schedule: { time: '2026-10-02T01:17:00Z' } }]);
});

it.each([["={{ $json.blank.replace('h', '') }}"], ['={{ ["", $json.blank].join("") }}']])(
	'does not take an empty argument for a fallback: %s',
	async (timeOfDay) => {
		const { error } = await bench.run({ ...OFFSET, timeOfDay }, { items: [{ blank: '' }] });

		expect(error?.message).toMatch(/^'Time of Day' (is empty|has an empty part)/);
		expect(bench.wire).toEqual([]);
	},
);

it.each([['={{ $json.blank }}'], ['={{ $json.blank + $json.blank }}'], ["={{ '' + $json.blank }}"]])(
	'takes no empty text for off: %s',
	async (returnAll) => {
		const parameters = { resource: 'canvas', operation: 'getMany', returnAll };
		const { error } = await bench.run(parameters, { items: [{ blank: '' }] });

		expect(error?.message).toBe("'Return All' is empty");
		expect(bench.wire).toEqual([]);
	},
);

it('exports everyone for no fallback of an option, which is added to be used', async () => {
	const options = { changedSince: "={{ $json.gone ?? '' }}" };
	const { error } = await bench.run({ ...EXPORT, options });

	expect(error?.message).toBe("'Changed Since' is empty");
	expect(bench.wire).toEqual([]);
});

it('exports the custom attributes of an empty list to nobody', async () => {
	const options = { attributesToExport: '={{ $json.names }}' };
	const { error } = await bench.run({ ...EXPORT, options }, { items: [{ names: [] }] });

	expect(error?.message).toBe("'Custom Attributes to Export' is an empty list");
	expect(bench.wire).toEqual([]);
});

it('exports the custom attributes of a list that has some', async () => {
	const options = { attributesToExport: '={{ $json.names }}' };
	await bench.run({ ...EXPORT, options }, { items: [{ names: ['plan'] }] });

	expect(bench.bodies).toMatchObject([{ custom_attributes_to_export: ['plan'] }]);
});

it('sends an empty list as content', async () => {
	const { error } = await bench.run(
		{
			resource: 'message',
			operation: 'sendNow',
			sendTo: 'recipients',
			recipients: rows('user-001'),
			channel: 'webhook',
			webhookUrl: 'https://hooks.example.com/orders',
			webhookBody: '={{ $json.lines }}',
		},
		{ items: [{ lines: [] }] },
	);

	expect(error).toBeUndefined();
	expect(bench.bodies).toMatchObject([{ messages: { webhook: { body: '[]' } } }]);
});

describe.each(EXAMPLE_ROWS)('%s: %s', (resource, name, { parameters }) => {
	const operation = findOperation(resource, name) as Operation;
	const exempt = new Set(
		everyParameter(operation.fields)
			.filter(({ parameter }) => takesNothing(parameter))
			.map(({ path }) => path),
	);
	const places = expressionPlaces(operation, parameters).filter(
		({ purpose, path }) => purpose === 'time' && !exempt.has(path) && !/\.\d+\./.test(path),
	);

	it('sends nothing for a date that came out empty', async () => {
		for (const { path, put } of places) {
			const items = NOTHING.map(([, gone]) => ({ gone, id: 'id-1', schedule_id: 's-1' }) as never);
			const { ok, failed } = await bench.run(
				{ resource, operation: name, ...put('={{ $json.gone }}') },
				{ items, settings: { onError: 'continueErrorOutput' } },
			);
			expect({ path, ok: ok.length, failed: failed.length, wire: bench.wire }).toEqual({
				path,
				ok: 0,
				failed: 4,
				wire: [],
			});
		}
	});
});
