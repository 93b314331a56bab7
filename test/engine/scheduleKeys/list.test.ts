import type { IDataObject } from 'n8n-workflow';

import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { Bench, jsons, stop } from '../../support/bench';
import { fastClock, useClock } from '../../support/clocks';
import { byId } from '../../support/kinds';
import { MONDAY } from '../../support/schedule';

useClock(fastClock);

describe('the list of schedules and its clean-up', () => {
	const bench = new Bench({ resource: 'schedule' });
	beforeEach(() => fastClock.reset(new Date(MONDAY).getTime()));

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

	/** The items of keys, without the locks of clean-ups. */
	const keys = () => records().filter(({ schedule_key: key }) => key !== undefined);

	/** Lets time pass for the node as for everybody else. */
	const letPass = (moment: string) => {
		jest.setSystemTime(new Date(moment));
		fastClock.reset(Date.parse(moment));
	};

	/** Keys of messages that went out long ago, beside one that has not. */
	const addOld = async (count: number, last_send_at = '2026-08-20T09:00:00Z') => {
		await schedule('kept', '2026-10-30T09:00:00');
		const [record] = records();
		for (let index = 0; index < count; index++) {
			const id = `canvas-${String(index).padStart(64, '0')}`;
			records().push({ ...record, id, schedule_key: `old-${index}`, last_send_at });
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

	it('removes nothing if the pages of the list go in circles', async () => {
		await addOld(3);
		for (const cursor of ['a', 'b', 'a', 'b', 'a'])
			bench.sandbox.faults.add({
				match: { method: 'GET', path: '/catalogs/n8n_schedules/items' },
				times: 1,
				kind: {
					type: 'status',
					status: 200,
					body: { items: [], message: 'success' },
					headers: { link: `</catalogs/n8n_schedules/items?cursor=${cursor}>; rel="next"` },
				},
			});
		const result = await cleanUp();
		const pages = bench.wire.filter(({ method, path }) => method === 'GET' && path.endsWith('/items'));

		expect(stop(result).message).toBe("The pages of Braze's list of schedule keys go in circles");
		expect(pages).toHaveLength(3);
		expect(removals()).toEqual([]);
	});

	it('says what is scheduled, the earliest first', async () => {
		const late = await schedule('b', '2026-09-10T09:00:00');
		const early = await schedule('a', '2026-09-09T09:00:00', { delivery: 'localTime' });

		expect(await list()).toEqual([
			{
				schedule_key: 'a',
				recipients: 'user-007',
				kind: 'canvas',
				state: 'scheduled',
				when: "9 Sep 2026, 09:00 in each person's local time",
				worldwide_first_send_at: early.worldwide_first_send_at,
				worldwide_last_send_at: early.worldwide_last_send_at,
				canvas_id: ONBOARDING_ID,
				schedule_id: early.schedule_id,
				created_at: '2026-09-07T09:00:00.000Z',
			},
			expect.objectContaining({
				schedule_key: 'b',
				schedule_id: late.schedule_id,
				when: '10 Sep 2026, 09:00 (Europe/Berlin)',
			}),
		]);
		expect(await list({ scheduleKind: 'campaign' })).toEqual([]);
		expect(await list({ returnAll: false, limit: 1 })).toMatchObject([{ schedule_key: 'a' }]);
	});

	it('says what is sent, and to whom, but stores no email address', async () => {
		const canvasId = { ...byId(ONBOARDING_ID), mode: 'list', cachedResultName: 'Onboarding' };
		const to = (...rows: IDataObject[]) => ({ canvasId, recipients: { recipient: rows } });
		const filter = { kind: 'push', subscriptionComparison: 'is', subscriptionValue: 'opted_in' };
		await schedule('1', '2026-09-09T09:00:00', to({ externalUserId: 'user-007' }));
		await schedule('2', '2026-09-10T09:00:00', to({ externalUserId: 'a' }, { externalUserId: 'b' }));
		await schedule('3', '2026-09-11T09:00:00', {
			...to({ email: 'ada@example.com' }),
			identifyBy: 'email',
			prioritization: ['most_recently_updated'],
		});
		await schedule('4', '2026-09-12T09:00:00', {
			canvasId,
			sendTo: 'audience',
			audienceGroups: { group: [{ filters: { filter: [filter] } }] },
		});

		const listed = await list();
		expect(listed.map(({ canvas_name: name, recipients }) => [name, recipients])).toEqual([
			['Onboarding', 'user-007'],
			['Onboarding', '2 people'],
			['Onboarding', '1 person'],
			['Onboarding', 'audience'],
		]);
		expect(Object.keys(listed[0]).slice(0, 5)).toEqual([
			'schedule_id',
			'when',
			'schedule_key',
			'canvas_name',
			'recipients',
		]);
		expect(JSON.stringify(records())).not.toContain('ada@');
	});

	it('leaves out what has gone out, unless asked for', async () => {
		await schedule('a', '2026-09-09T09:00:00');
		jest.setSystemTime(new Date('2026-09-09T12:00:00Z'));

		expect(await list()).toEqual([]);
		expect(await list({ options: { includePast: true } })).toMatchObject([
			{ schedule_key: 'a', state: 'past' },
		]);
	});

	it('cleans up what went out long ago, 50 items a request, and keeps the rest', async () => {
		const record = await addOld(120);
		records().push({
			...record,
			id: `canvas-${'a'.repeat(64)}`,
			schedule_key: 'recent',
			last_send_at: '2026-09-06T09:00:00Z',
		});
		const [json] = jsons(await cleanUp());

		expect(json).toMatchObject({ removed: 120, kept: 2 });
		expect(keys().map(({ schedule_key: key }) => key)).toEqual(['kept', 'recent']);
		expect(removals()).toEqual([50, 50, 20]);
	});

	it('cleans up keys with all that belongs to them', async () => {
		await schedule('a', '2026-09-08T09:00:00');
		await bench.run({
			resource: 'canvas',
			operation: 'updateSchedule',
			findScheduleBy: 'scheduleKey',
			scheduleKey: 'a',
			sendTime: '2026-09-09T09:00:00',
		});
		letPass('2026-09-10T09:00:00Z');
		await schedule('a', '2026-09-11T09:00:00');
		await schedule('b', '2026-09-30T09:00:00');
		expect(records()).toHaveLength(4);
		letPass('2026-09-25T09:00:00Z');

		expect(jsons(await cleanUp())).toMatchObject([{ removed: 1, kept: 1, schedule_keys: ['a'] }]);
		expect(keys().map(({ schedule_key: key }) => key)).toEqual(['b']);
	});

	it('leaves a key alone that an earlier clean-up may still be removing', async () => {
		await addOld(1);
		const old = records()[1];
		Object.assign(old, { mark: 'f'.repeat(32), mark_of: old.token, mark_at: '2026-09-07T08:00:00Z' });
		expect(jsons(await cleanUp())).toMatchObject([{ removed: 0, kept: 2 }]);
		letPass('2026-09-07T12:00:00Z');
		expect(jsons(await cleanUp())).toMatchObject([{ removed: 1, kept: 1 }]);
	});

	it('is not cleaned up by two runs at once, and a run that stopped is taken over', async () => {
		await addOld(1);
		const lock = { id: 'lock-1', token: 'f'.repeat(32), minutes: '60', since: '2026-09-07T08:30:00Z' };
		records().push(lock);
		const { message, description } = stop(await cleanUp());
		expect(message).toBe('Another run works on many schedule keys of this catalog');
		expect(description).toContain('Try again after 2026-09-07T10:35:00.000Z');
		expect(keys()).toHaveLength(2);

		letPass('2026-09-07T10:36:00Z');
		expect(jsons(await cleanUp())).toMatchObject([{ removed: 1 }]);
	});

	it("waits for Braze's limit on the requests that remove keys no longer than 'Maximum Wait'", async () => {
		await addOld(60);
		bench.sandbox.faults.add({
			match: { method: 'DELETE', nth: 2 },
			kind: { type: 'rateLimit', header: 'retry-after', seconds: 3 },
		});
		const { message, description } = stop(await cleanUp({ options: { maximumWait: 2 } }));

		expect(message).toBe("Braze's rate limit lasts longer than the maximum wait");
		expect(description).toContain(
			'Before that, Braze accepted the removal of 50 items. Keys that were not removed are found by the next clean-up',
		);
		expect(removals()).toEqual([50, 10]);
	});

	it.each([1, 2, 3])('removes nothing by a list that lacks its last items (%i)', async (nth) => {
		await addOld(60);
		const PATH = '/catalogs/n8n_schedules/items';
		const items = records().slice(0, 50);
		// Each list but the first one is read behind another one: two pages each.
		bench.sandbox.faults.add({
			match: { method: 'GET', path: PATH, nth: nth * 2 - 1 },
			kind: { type: 'status', status: 200, body: { items, message: 'success' } },
		});
		const { message, description } = stop(await cleanUp());
		expect(message).toBe('Braze did not list all schedule keys');
		expect(description).toContain('Nothing was removed');
		expect(removals()).toEqual([]);
	});

	it('repeats no removal whose response is unclear', async () => {
		await addOld(60);
		bench.sandbox.faults.add({ match: { method: 'DELETE' }, kind: { type: 'drop', when: 'after' } });
		expect(stop(await cleanUp()).message).toMatch(/did not respond|unknown/);
		expect(removals()).toEqual([50]);
	});

	it.each([
		[false, 1],
		[true, 0],
	])('removes unconfirmed keys only if that is chosen (%s)', async (removeUnconfirmed, left) => {
		await schedule('stuck', '2026-10-30T09:00:00');
		Object.assign(records()[0], { schedule_id: '', since: '2026-08-01T09:00:00Z' });
		await cleanUp({ options: { removeUnconfirmed } });

		expect(keys()).toHaveLength(left);
	});

	describe('frees one key', () => {
		const free = async (scheduleKey: string) =>
			await cleanUp({ keysToRemove: 'oneKey', scheduleKind: 'canvas', scheduleKey });
		/** A claim whose execution stopped. */
		const stuck = async (since: string, more: IDataObject = {}) => {
			await schedule('a', '2026-10-30T09:00:00');
			Object.assign(records()[0], { schedule_id: '', since, ...more });
		};

		it('once nobody can use its claim any more, and says that the message may exist', async () => {
			await stuck('2026-09-07T08:00:00Z');
			const early = stop(await free('a'));
			expect(early.message).toBe("Schedule Key 'a' may still be in use");
			expect(early.description).toContain('Try again after 2026-09-07T09:30:00.000Z');
			letPass('2026-09-07T09:31:00Z');
			expect(jsons(await free('a'))).toMatchObject([
				{ removed: 1, schedule_keys: ['a'], note: expect.stringContaining('is unknown') as string },
			]);
			expect(await schedule('a', '2026-10-30T09:00:00')).toMatchObject({ schedule_key: 'a' });
		});

		it('and cancels the schedule that the claim was about to replace', async () => {
			const { schedule_id: earlier } = await schedule('b', '2026-10-30T09:00:00');
			records().length = 0;
			await stuck('2026-09-07T01:00:00Z', {
				replaces: String(earlier),
				replaces_of_target: ONBOARDING_ID,
			});
			expect(jsons(await free('a'))).toMatchObject([{ cancelled_schedule_id: earlier }]);
			expect(bench.sandbox.state.schedules.map(({ status }) => status)).toEqual(['cancelled', 'scheduled']);
		});

		describe('whatever answers get lost', () => {
			const PATH = '/catalogs/n8n_schedules/items/canvas-*';
			/** The requests that get no answer, in their order: Braze does what they ask, or not. */
			const lose = (method: string, path: string, ...when: Array<'before' | 'after'>) => {
				for (const one of when)
					bench.sandbox.faults.add({ match: { method, path }, kind: { type: 'drop', when: one } });
			};
			beforeEach(async () => {
				await stuck('2026-09-07T01:00:00Z');
			});

			it('a key that was freed without an answer is read back', async () => {
				lose('PATCH', PATH, 'after', 'before');
				expect(jsons(await free('a'))).toMatchObject([{ removed: 1, schedule_keys: ['a'] }]);
				expect(bench.wire.at(-1)).toMatchObject({ method: 'GET' });
			});

			it.each(['before', 'after'] as const)(
				'one that may be freed later is not reported as kept (%s)',
				async (when) => {
					lose('PATCH', PATH, when, 'before');
					// The first look finds the claim.
					for (let nth = 0; nth < 2; nth++)
						bench.sandbox.faults.add({
							match: { method: 'GET', path: PATH, nth: 2 },
							kind: { type: 'status', status: 500 },
						});
					const { message, description } = stop(await free('a'));
					expect(message).toBe("Schedule Key 'a' may have been freed");
					expect(description).toMatch(
						/first check in Braze whether the message of the claim from 2026-09-07T01:00:00Z exists/,
					);
					expect(description).toContain('Braze did not respond');
					expect(description).not.toContain('Nothing was');
				},
			);

			it('a second attempt says that it was freed before', async () => {
				await free('a');
				const { message, description } = stop(await free('a'));
				expect(message).toBe("Schedule Key 'a' does not have to be freed");
				expect(description).toMatch(
					/It was freed at .* the message of the claim from 2026-09-07T01:00:00Z exists is unknown/,
				);
			});

			it('a schedule that may have been cancelled for it is named', async () => {
				const { schedule_id: earlier } = await schedule('b', '2026-10-30T09:00:00');
				Object.assign(records()[0], { replaces: earlier, replaces_of_target: ONBOARDING_ID });
				lose('POST', '/canvas/trigger/schedule/delete', 'after', 'before');
				const { message, description } = stop(await free('a'));
				expect(message).toMatch(/^Braze did not respond, so it is unknown/);
				expect(description).toContain(
					`The schedule ${String(earlier)}, which the claim was about to replace, may have been cancelled. Schedule Key 'a' was not freed`,
				);

				const [json] = jsons(await free('a'));
				expect(json).not.toHaveProperty('cancelled_schedule_id');
				expect(json.note).toContain(
					`The schedule ${String(earlier)}, which the claim was about to replace, no longer exists`,
				);
			});

			it('a schedule that was cancelled for it is named although the key stays', async () => {
				const { schedule_id: earlier } = await schedule('b', '2026-10-30T09:00:00');
				Object.assign(records()[0], { replaces: earlier, replaces_of_target: ONBOARDING_ID });
				bench.sandbox.faults.add({
					match: { method: 'PATCH', path: PATH },
					kind: { type: 'status', status: 400 },
				});
				const { message, description } = stop(await free('a'));
				expect(message).toBe("Schedule Key 'a' could not be freed");
				expect(description).toContain(
					`The schedule ${String(earlier)}, which the claim was about to replace, was cancelled`,
				);
			});
		});

		it('but not one that has a schedule, or none', async () => {
			const { schedule_id: id } = await schedule('a', '2026-10-30T09:00:00');
			const { message, description } = stop(await free('a'));
			expect(message).toBe("Schedule Key 'a' does not have to be freed");
			expect(description).toContain(String(id));
			expect(stop(await free('unknown')).description).toContain('never used');
			expect(bench.sandbox.state.schedules.map(({ status }) => status)).toEqual(['scheduled']);
		});
	});

	it.each([0, -1, 1.5, 'soon', '', null])('refuses the age %j', async (olderThanDays) => {
		expect(stop(await cleanUp({ olderThanDays })).message).toContain(
			"'Older Than (Days)' must be a whole number, 1 or more",
		);
		expect(bench.wire).toEqual([]);
	});
});
