import { ScheduleBench } from '../../support/schedule';
import { freezeTime } from '../../support/time';

/** Some time after the run: days and weeks keep the time of day, minutes and hours count on. */

const bench = new ScheduleBench();

const NEW_YORK = { timezone: 'America/New_York' };

const delay = (delayAmount: unknown, delayUnit?: string) => ({
	when: 'delay',
	sendTime: undefined,
	delayAmount,
	delayUnit,
});

const sent = () => bench.bodies.map(({ schedule }) => schedule);

describe('over the end of daylight saving', () => {
	beforeEach(() => freezeTime('2026-10-31T12:00:00Z'));

	it.each([
		[90, 'minutes', '2026-10-31T13:30:00Z', '2026-10-31T09:30:00'],
		[1440, 'minutes', '2026-11-01T12:00:00Z', '2026-11-01T07:00:00'],
		[24, 'hours', '2026-11-01T12:00:00Z', '2026-11-01T07:00:00'],
		[1, 'days', '2026-11-01T13:00:00Z', '2026-11-01T08:00:00'],
		[1.5, 'days', '2026-11-02T01:00:00Z', '2026-11-01T20:00:00'],
		[2, 'weeks', '2026-11-14T13:00:00Z', '2026-11-14T08:00:00'],
		['3', 'days', '2026-11-03T13:00:00Z', '2026-11-03T08:00:00'],
		['={{ $json.wait }}', 'hours', '2026-10-31T18:00:00Z', '2026-10-31T14:00:00'],
	])('%s %s', async (amount, unit, moment, clock) => {
		const rest = { ...NEW_YORK, items: [{ wait: 6 }] };
		await bench.run({ ...delay(amount, unit), delivery: 'oneMoment' }, rest);
		await bench.run({ ...delay(amount, unit), delivery: 'localTime' }, rest);
		await bench.run({ ...delay(amount, unit), delivery: 'optimalTime' }, rest);

		expect(sent()).toEqual([
			{ time: moment },
			{ time: clock, in_local_time: true },
			{ time: clock, at_optimal_time: true },
		]);
	});
});

describe('over the beginning of daylight saving', () => {
	beforeEach(() => freezeTime('2026-03-07T12:30:00Z'));

	it.each([
		[24, 'hours', '2026-03-08T12:30:00Z'],
		[1, 'days', '2026-03-08T11:30:00Z'],
		[19, 'hours', '2026-03-08T07:30:00Z'],
	])('%s %s', async (amount, unit, moment) => {
		await bench.run(delay(amount, unit), NEW_YORK);
		expect(sent()).toEqual([{ time: moment }]);
	});
});

it('is one day unless something else is said', async () => {
	await bench.run({ when: 'delay', sendTime: undefined });
	expect(sent()).toEqual([{ time: '2026-09-08T09:00:00Z' }]);
});

it('counts from the same moment for all items of a run', async () => {
	const recipients = { recipient: [{ externalUserId: '={{ $json.id }}' }] };
	const items = Array.from({ length: 20 }, (_, index) => ({ id: `person-${index}` }));
	await bench.run({ ...delay('={{ 1 }}', 'hours'), recipients }, { items });
	expect(sent()).toHaveLength(20);
	expect(new Set(sent().map((schedule) => (schedule as { time: string }).time))).toEqual(
		new Set(['2026-09-07T10:00:00Z']),
	);
});

it.each([
	[0, "'Delay' must be a number above 0, but is 0"],
	[-1, "'Delay' must be a number above 0, but is -1"],
	['={{ "" }}', "'Delay' must be a number above 0, but is an empty string"],
	['={{ null }}', "'Delay' must be a number above 0, but is nothing"],
	['={{ $json.missing }}', "'Delay' must be a number above 0, but is nothing"],
	['={{ NaN }}', "'Delay' must be a number above 0, but is NaN"],
	['={{ [1] }}', "'Delay' must be a number above 0, but is a list of 1 value"],
	['={{ true }}', "'Delay' must be a number above 0, but is true"],
	['two', '\'Delay\' must be a number above 0, but is "two"'],
	['1,5', '\'Delay\' must be a number above 0, but is "1,5"'],
	[1e9, "'Delay' is 1000000000, which is too long"],
	[40_000, "'Delay' is 40000, which is too long"],
])('%s days are refused', async (amount, message) => {
	const { error } = await bench.run(delay(amount, 'days'));
	expect(error?.message).toBe(message);
	expect(bench.sandbox.requests).toEqual([]);
});

it.each([['months'], ['={{ "day" }}'], ['={{ $json.missing }}'], ['={{ "" }}']])(
	'the unit %s is refused',
	async (unit) => {
		const { error } = await bench.run(delay(1, unit));
		expect(error?.message).toMatch(/^'Unit' is /);
		expect(error?.description).toMatch(/Use minutes, hours, days or weeks/);
		expect(bench.sandbox.requests).toEqual([]);
	},
);

it.each([['noon'], ['={{ "dateTime" }}']])("the way 'When' is given by %s is refused", async (when) => {
	const { error } = await bench.run({ when });
	expect(error?.message).toMatch(/^'When' is /);
	expect(bench.sandbox.requests).toEqual([]);
});

describe('a retry later on', () => {
	const parameters = {
		...delay(2, 'hours'),
		recipients: { recipient: [{ externalUserId: '={{ $json.id }}' }] },
	};
	const items = [{ id: 'user-001' }, { id: 'user-002' }];

	it('sends the rest, counted from the retry, and nothing twice', async () => {
		bench.sandbox.faults.add({ kind: { type: 'refuseRecipient', id: 'user-002' }, times: 1 });
		const first = await bench.run(parameters, { items });
		expect(first.status).toBe('error');

		freezeTime('2026-09-07T10:00:00Z');
		const second = await first.retry();

		expect(second.status).toBe('success');
		const kept = bench.sandbox.state.schedules.map(({ recipients, schedule }) => [
			recipients[0].external_user_id,
			schedule.time,
		]);
		expect(kept).toEqual([
			['user-001', '2026-09-07T11:00:00Z'],
			['user-002', '2026-09-07T12:00:00Z'],
		]);
		expect(second.ok.map(({ json }) => json.schedule_id)).toEqual(
			bench.sandbox.state.schedules.map(({ schedule_id }) => schedule_id),
		);
	});

	it('tells of what was sent before by the time that was sent', async () => {
		bench.sandbox.faults.add({ kind: { type: 'refuseRecipient', id: 'user-002' }, times: 1 });
		const first = await bench.run(parameters, { items });

		freezeTime('2026-09-07T10:00:00Z');
		const second = await first.retry();

		expect(second.ok.map(({ json }) => json.schedule)).toEqual([
			{ time: '2026-09-07T11:00:00Z' },
			{ time: '2026-09-07T12:00:00Z' },
		]);
		expect(second.ok.map(({ json }) => json.sends_at)).toEqual([
			'2026-09-07T11:00:00Z',
			'2026-09-07T12:00:00Z',
		]);
	});
});
