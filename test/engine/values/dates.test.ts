import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { Bench } from '../../support/bench';
import { runBraze } from '../../support/engine';
import { byId } from '../../support/kinds';
import { ProcessedKeys } from '../../support/processedKeys';
import { MONDAY } from '../../support/schedule';
import { freezeTime } from '../../support/time';

/** A Date of an earlier node and the ISO text that n8n makes of it mean the same, and a day is a day in any zone. */

const bench = new Bench();
const handled = new ProcessedKeys();

beforeAll(async () => await handled.install());
beforeEach(() => handled.keys.clear());

const CANVAS = {
	resource: 'canvas',
	canvasId: byId(ONBOARDING_ID),
	sendTo: 'recipients',
	specifyRecipients: 'autoMap',
};
const SCHEDULE = {
	...CANVAS,
	operation: 'schedule',
	sendTime: '={{ $json.at }}',
	baseTime: '={{ $json.at }}',
};

const ZONES = ['Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'UTC'];

/** What was sent for an item that holds a value. */
async function requestsFor(parameters: Record<string, unknown>, at: unknown, timezone: string) {
	bench.sandbox.reset();
	const items = [{ external_id: 'user-001', id: 'cafe-1', at } as IDataObject];
	const { error } = await bench.run(parameters, { items, timezone });
	return { error: error?.message, wire: bench.wire };
}

it('a Date means its ISO text, wherever times are read', async () => {
	const ways = [
		...['oneMoment', 'localTime', 'optimalTime'].flatMap((delivery) => [
			{ ...SCHEDULE, delivery },
			{ ...SCHEDULE, delivery, when: 'offset', direction: 'before', delayAmount: 3, delayUnit: 'days' },
			{ ...SCHEDULE, delivery, when: 'offset', direction: 'after', delayAmount: 2, timeOfDay: '10:30' },
		]),
		{
			resource: 'email',
			operation: 'getHardBounces',
			findBy: 'dateRange',
			startDate: '={{ $json.at }}',
			endDate: '={{ $json.at }}',
		},
		{ resource: 'message', operation: 'getScheduledBroadcasts', until: '={{ $json.at }}' },
		{
			resource: 'user',
			operation: 'trackEvent',
			externalUserId: 'ada',
			eventName: byId('x'),
			time: '={{ $json.at }}',
		},
		{ resource: 'user', operation: 'upsert', specifyAttributes: 'autoMap' },
		{ resource: 'canvas', operation: 'getMany', filters: { editedAfter: '={{ $json.at }}' } },
		{ resource: 'kpi', operation: 'getNewUsers', until: '={{ $json.at }}' },
	];
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...ways),
			fc.constantFrom(...ZONES),
			fc.date({ min: new Date('2026-09-15'), max: new Date('2027-12-31'), noInvalidDate: true }),
			async (parameters, zone, date) => {
				expect(await requestsFor(parameters, date, zone)).toEqual(
					await requestsFor(parameters, date.toISOString(), zone),
				);
			},
		),
		{ numRuns: 60 },
	);
});

it('a Date and its ISO text are the same key of an event', async () => {
	const parameters = { ...CANVAS, operation: 'sendNow', options: { deduplicateBy: '={{ $json.at }}' } };
	const date = new Date('2026-04-01T09:00:00Z');
	const { ok } = await runBraze({
		parameters,
		credential: bench.credential(),
		items: [date, date.toISOString(), new Date('2026-04-02T09:00:00Z')].map(
			(at, index) => ({ external_id: `user-00${index}`, at }) as unknown as IDataObject,
		),
	});
	expect(ok.map(({ json }) => json.skipped ?? false)).toEqual([false, true, false]);
});

it.each(['={{ new Date(NaN) }}', '={{ new Date("soon") }}'])(
	'no event has the key %s',
	async (deduplicateBy) => {
		const { error } = await bench.run(
			{ ...CANVAS, operation: 'sendNow', options: { deduplicateBy } },
			{ items: [{ external_id: 'user-001' }] },
		);
		expect(error?.message).toBe("'Deduplicate By' must be text or a number, but is an invalid date");
	},
);

describe('a day', () => {
	const LIST = { resource: 'email', operation: 'getUnsubscribes', findBy: 'dateRange' };

	it.each(ZONES)('is the calendar date of its own zone: yesterday by $today in %s', async (timezone) => {
		freezeTime('2026-11-20T08:00:00Z');
		await bench.run(
			{ ...LIST, startDate: '={{ $today.minus({ days: 1 }) }}', endDate: '={{ $today.minus({ days: 1 }) }}' },
			{ timezone },
		);
		expect(bench.wire[0].query).toMatchObject({ start_date: '2026-11-19', end_date: '2026-11-20' });
		freezeTime(MONDAY);
	});

	it('is the one that a value shows, whatever the hour and the zone', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...ZONES),
				fc.constantFrom(...ZONES),
				fc.integer({ min: 0, max: 365 * 24 * 4 }),
				async (zone, timezone, quarters) => {
					const shown = DateTime.fromISO('2026-01-01T00:00', { zone }).plus({ minutes: 15 * quarters });
					bench.sandbox.reset();
					await bench.run({ ...LIST, startDate: shown.toISO(), endDate: shown.toISO() }, { timezone });
					expect(bench.wire[0].query).toMatchObject({
						start_date: shown.toISODate(),
						end_date: shown.plus({ days: 1 }).toISODate(),
					});
				},
			),
			{ numRuns: 40 },
		);
	});
});
