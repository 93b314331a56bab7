import type { IDataObject } from 'n8n-workflow';

import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { Bench, jsons, stop } from '../../support/bench';
import { byId } from '../../support/kinds';
import { until } from '../../support/timers';

describe('the list of schedules and its clean-up', () => {
	const bench = new Bench({ resource: 'schedule' });

	const schedule = async (scheduleKey: string, sendTime: string, changes: IDataObject = {}) =>
		jsons(
			await bench.run({
				resource: 'canvas',
				operation: 'schedule',
				canvasId: byId(ONBOARDING_ID),
				recipients: { recipient: [{ externalUserId: 'user-007' }] },
				sendTime,
				options: { scheduleKey },
				...changes,
			}),
		)[0];

	const list = async (changes: IDataObject = {}) =>
		jsons(await bench.run({ operation: 'getMany', returnAll: true, ...changes }));
	const cleanUp = async (changes: IDataObject = {}) =>
		await bench.run({ operation: 'cleanUpKeys', ...changes });
	const records = () =>
		bench.sandbox.state.catalogs.find(({ name }) => name === 'n8n_schedules')?.items ?? [];

	/** Keys of messages that went out long ago, beside one that has not. */
	const addOld = async (count: number) => {
		await schedule('kept', '2026-10-30T09:00:00');
		const [record] = records();
		for (let index = 0; index < count; index++) {
			records().push({
				...record,
				id: `canvas-${index}`,
				schedule_key: `old-${index}`,
				last_send_at: '2026-08-20T09:00:00Z',
			});
		}
		bench.sandbox.requests.length = 0;
		return record;
	};
	const removals = () =>
		bench.wire
			.filter(({ method }) => method === 'DELETE')
			.map(({ body }) => (body as { items: unknown[] }).items.length);

	it('is empty where no key was ever used', async () => {
		expect(await list()).toEqual([]);
		expect(jsons(await cleanUp())).toEqual([{ removed: 0, kept: 0, schedule_keys: [] }]);
	});

	it('says what is scheduled, the earliest first', async () => {
		const late = await schedule('b', '2026-09-10T09:00:00');
		const early = await schedule('a', '2026-09-09T09:00:00', { delivery: 'localTime' });

		expect(await list()).toEqual([
			{
				schedule_key: 'a',
				kind: 'canvas',
				state: 'scheduled',
				first_send_at: early.first_send_at,
				last_send_at: early.last_send_at,
				canvas_id: ONBOARDING_ID,
				schedule_id: early.schedule_id,
				created_at: '2026-09-07T09:00:00.000Z',
			},
			expect.objectContaining({ schedule_key: 'b', schedule_id: late.schedule_id }),
		]);
		expect(await list({ scheduleKind: 'campaign' })).toEqual([]);
		expect(await list({ returnAll: false, limit: 1 })).toMatchObject([{ schedule_key: 'a' }]);
	});

	it('leaves out what has gone out, unless asked for', async () => {
		await schedule('a', '2026-09-09T09:00:00');
		jest.setSystemTime(new Date('2026-09-09T12:00:00Z'));

		expect(await list()).toEqual([]);
		expect(await list({ options: { includePast: true } })).toMatchObject([
			{ schedule_key: 'a', state: 'past' },
		]);
	});

	it('cleans up what went out long ago, 50 keys a request, and keeps the rest', async () => {
		const record = await addOld(120);
		records().push({
			...record,
			id: 'canvas-recent',
			schedule_key: 'recent',
			last_send_at: '2026-09-06T09:00:00Z',
		});
		const [json] = jsons(await cleanUp());

		expect(json).toMatchObject({ removed: 120, kept: 2 });
		expect(records().map(({ schedule_key: key }) => key)).toEqual(['kept', 'recent']);
		expect(removals()).toEqual([50, 50, 20]);
	});

	describe('when Braze limits the requests that remove keys', () => {
		const limitSecond = (seconds: number) =>
			bench.sandbox.faults.add({
				match: { method: 'DELETE', nth: 2 },
				kind: { type: 'rateLimit', header: 'retry-after', seconds },
			});

		it("waits no longer than 'Maximum Wait', and says what was removed before", async () => {
			await addOld(60);
			limitSecond(3);
			const { message, description } = stop(await cleanUp({ options: { maximumWait: 2 } }));

			expect(message).toBe("Braze's rate limit lasts longer than the maximum wait");
			expect(description).toContain('50 of 60 records were removed before that');
			expect(removals()).toEqual([50, 10]);
		});

		it('stops waiting when the user stops the execution', async () => {
			await addOld(60);
			limitSecond(20);
			let stopExecution = () => {};
			const running = bench.run(
				{ operation: 'cleanUpKeys' },
				{ started: (cancel) => (stopExecution = cancel) },
			);
			await until(() => removals().length === 2);
			const stoppedAt = performance.now();
			stopExecution();
			await running;

			expect(performance.now() - stoppedAt).toBeLessThan(15_000);
			expect(removals()).toEqual([50, 10]);
		});
	});

	it.each([
		[false, 1],
		[true, 0],
	])('removes unconfirmed keys only if that is chosen (%s)', async (removeUnconfirmed, left) => {
		await schedule('stuck', '2026-10-30T09:00:00');
		Object.assign(records()[0], { state: 'pending', schedule_id: '', since: '2026-08-01T09:00:00Z' });
		await cleanUp({ options: { removeUnconfirmed } });

		expect(records()).toHaveLength(left);
	});

	it('removes one key in any state, with its locks, and cancels nothing', async () => {
		await schedule('a', '2026-10-30T09:00:00');
		await schedule('b', '2026-10-30T09:00:00');
		bench.refuse('/canvas/trigger/schedule/delete', 400, 'Something is wrong');
		const [json] = jsons(await cleanUp({ keysToRemove: 'oneKey', scheduleKind: 'canvas', scheduleKey: 'a' }));

		expect(json).toEqual({ removed: 1, kept: 1, schedule_keys: ['a'] });
		expect(bench.sandbox.state.schedules.map(({ status }) => status)).toEqual(['scheduled', 'scheduled']);
		expect(
			stop(
				await bench.run({
					resource: 'canvas',
					operation: 'cancelSchedule',
					findScheduleBy: 'scheduleKey',
					scheduleKey: 'a',
				}),
			).message,
		).toBe("Schedule Key 'a' has no schedule");
	});

	it.each([0, -1, 1.5, 'soon', '', null])('refuses the age %j', async (olderThanDays) => {
		expect(stop(await cleanUp({ olderThanDays })).message).toContain(
			"'Older Than (Days)' must be a whole number, 1 or more",
		);
		expect(bench.wire).toEqual([]);
	});
});
