import type { IDataObject } from 'n8n-workflow';

import { looks } from '../../../nodes/Braze/scheduleKeys/rememberedGate';
import { Bench, itemErrors, jsons, stop } from '../../support/bench';
import { useClock, withoutWaits } from '../../support/clocks';
import { byId, KINDS } from '../../support/kinds';

// Waits between tries are no part of what is tested here.
useClock(withoutWaits);

const CATALOG = 'n8n_schedules';

describe.each(KINDS)('$resource: schedules under a key', ({ resource, parameter, idKey, id, path }) => {
	const bench = new Bench({ resource });

	beforeEach(() => looks.clear());

	const schedule = async (options: IDataObject, changes: IDataObject = {}, items?: IDataObject[]) =>
		await bench.run(
			{
				operation: 'schedule',
				[parameter]: byId(id),
				recipients: { recipient: [{ externalUserId: 'user-007' }] },
				sendTime: '2026-09-09T09:00:00',
				options,
				...changes,
			},
			items ? { items } : {},
		);

	const byKey = async (operation: string, key: string, changes: IDataObject = {}) =>
		await bench.run({ operation, findScheduleBy: 'scheduleKey', scheduleKey: key, ...changes });

	const records = () => bench.sandbox.state.catalogs.find(({ name }) => name === CATALOG)?.items ?? [];
	const open = () => claims().filter(({ ended, ended_of, token }) => !ended || ended_of !== token);
	/** What was claimed, without the moves. */
	const claims = () => records().filter(({ schedule_key }) => schedule_key !== undefined);
	const schedules = () => bench.sandbox.state.schedules.map(({ status }) => status);
	const paths = () => bench.wire.map((request) => `${request.method} ${request.path}`);

	it('claims the key, schedules, and stores the ID before the item gets its result; the first use creates the catalog', async () => {
		const [json] = jsons(await schedule({ scheduleKey: '4711' }));

		const item = `/catalogs/${CATALOG}/items/${String(open()[0].id)}`;
		expect(paths()).toEqual([
			`GET /catalogs/${CATALOG}/items/gate`,
			`POST ${item}`,
			'POST /catalogs',
			`POST ${item}`,
			`POST ${path}/trigger/schedule/create`,
			`PATCH ${item}`,
		]);
		expect(json).toMatchObject({ schedule_key: '4711', [idKey]: id, recipient_count: 1 });
		expect(open()).toEqual([
			expect.objectContaining({
				schedule_key: '4711',
				kind: resource,
				schedule_id: json.schedule_id,
				schedule_of: open()[0].token,
				target_id: id,
				first_send_at: '2026-09-09T07:00:00Z',
				last_send_at: '2026-09-09T07:00:00Z',
			}),
		]);
	});

	it('are cancelled by the key, which is free then', async () => {
		const [{ schedule_id }] = jsons(await schedule({ scheduleKey: '4711' }));
		const [json] = jsons(await byKey('cancelSchedule', '4711'));

		expect(json).toMatchObject({ changed: true, schedule_key: '4711', schedule_id, [idKey]: id });
		expect([schedules(), open()]).toEqual([['cancelled'], []]);
		expect(stop(await schedule({ scheduleKey: '4711' }))).toEqual({});
	});

	it('are found however the accents of their key are written', async () => {
		await schedule({ scheduleKey: 'caf\u00e9-4711' });
		expect(jsons(await byKey('cancelSchedule', 'cafe\u0301-4711'))).toMatchObject([{ changed: true }]);
		expect(schedules()).toEqual(['cancelled']);
	});

	it.each(['', undefined])('say so if Braze returns %j as their ID', async (schedule_id) => {
		bench.sandbox.faults.add({
			match: { path: `${path}/trigger/schedule/create` },
			kind: { type: 'status', status: 201, body: { message: 'success', schedule_id } },
		});
		const [json] = jsons(await schedule({ scheduleKey: '4711' }));
		expect(json).toMatchObject({ schedule_key_stored: false });
		expect(json.schedule_key_problem).toContain('Braze returned no schedule ID');
		expect(stop(await byKey('cancelSchedule', '4711')).message).toContain('has no confirmed schedule');
	});

	it('are moved by the key, which is free again only after the new time', async () => {
		const [{ schedule_id }] = jsons(await schedule({ scheduleKey: '4711' }));
		const [json] = jsons(await byKey('updateSchedule', '4711', { sendTime: '2026-09-10T10:00:00' }));

		expect(json).toMatchObject({
			changed: true,
			schedule_key: '4711',
			schedule_id,
			sends_at: expect.stringContaining('2026-09-10') as string,
		});
		jest.setSystemTime(new Date('2026-09-10T07:00:00Z'));
		expect(stop(await schedule({ scheduleKey: '4711' }, { sendTime: '2026-09-20T09:00:00' })).message).toBe(
			"Schedule Key '4711' already has a schedule",
		);
		jest.setSystemTime(new Date('2026-09-10T08:06:00Z'));
		expect(stop(await schedule({ scheduleKey: '4711' }, { sendTime: '2026-09-20T09:00:00' }))).toEqual({});
		expect(bench.sandbox.state.schedules[0].schedule).toMatchObject({
			time: expect.stringContaining('2026-09-10') as string,
		});
	});

	describe('need few of the 50 requests a minute to single items', () => {
		const singles = () => bench.wire.filter(({ path: one }) => one.includes('/items/')).length;
		const cost = async (work: () => Promise<unknown>) => {
			bench.sandbox.requests.length = 0;
			await work();
			return singles();
		};
		const replace = async () => await schedule({ scheduleKey: '4711', ifKeyExists: 'replace' });
		const cancel = async () => await byKey('cancelSchedule', '4711');
		const move = async () => await byKey('updateSchedule', '4711', { sendTime: '2026-09-10T10:00:00' });

		it('schedule 2, move 2, replace 4, move 3, cancel 3; after that, schedule 4', async () => {
			await schedule({ scheduleKey: 'creates the catalog' });
			expect(await cost(async () => await schedule({ scheduleKey: '4711' }))).toBe(2);
			expect(await cost(async () => await schedule({ scheduleKey: '4711' }))).toBe(3);
			expect(await cost(move)).toBe(2);
			expect(await cost(move)).toBe(2);
			expect(await cost(replace)).toBe(4);
			// The second claim is one more item to read.
			expect(await cost(move)).toBe(3);
			expect(await cost(cancel)).toBe(3);
			expect(await cost(async () => await schedule({ scheduleKey: '4711' }))).toBe(5);
			expect(schedules()).toEqual(['scheduled', 'cancelled', 'cancelled', 'scheduled']);
		});

		it('cancel 2, and schedule 4 under a key that has just ended', async () => {
			await schedule({ scheduleKey: '4711' });
			expect(await cost(cancel)).toBe(2);
			expect(await cost(async () => await schedule({ scheduleKey: '4711' }))).toBe(4);
		});
	});

	it.each(['cancelSchedule', 'updateSchedule'])('%s says so where the key is unknown', async (operation) => {
		const { message, description } = stop(
			await byKey(operation, 'unknown', { sendTime: '2026-09-10T10:00:00' }),
		);

		expect(message).toBe("Schedule Key 'unknown' has no schedule");
		expect(description).toContain("turn on 'Ignore Missing Schedule'");
		expect(paths().filter((one) => one.includes('trigger'))).toEqual([]);
	});

	describe('whose cancellation gets no answer, and is gone at the second attempt', () => {
		const cancel = async (key: string, options: IDataObject = {}) => {
			bench.sandbox.faults.add({
				match: { path: `${path}/trigger/schedule/delete` },
				kind: { type: 'drop', when: 'after' },
			});
			return await byKey('cancelSchedule', key, { options });
		};

		it('were cancelled if they cannot have gone out', async () => {
			await schedule({ scheduleKey: '4711' });
			expect(jsons(await cancel('4711'))).toMatchObject([{ schedule_key: '4711' }]);
			expect([schedules(), open()]).toEqual([['cancelled'], []]);
		});

		it('are unknown if they may have gone out meanwhile, and their key is free', async () => {
			await schedule({ scheduleKey: '4711' });
			jest.setSystemTime(new Date('2026-09-09T06:58:00Z'));
			const { message, description } = stop(await cancel('4711'));
			expect(message).toBe('Braze did not respond, so it is unknown whether this was carried out');
			expect(description).toMatch(/The retry failed: .*the first request cancelled it, or it was sent/);
			expect(open()).toEqual([]);
		});

		it("are accepted then with 'Ignore Missing Schedule', without 'changed'", async () => {
			await schedule({ scheduleKey: '4711' });
			jest.setSystemTime(new Date('2026-09-09T06:58:00Z'));
			const [json] = jsons(await cancel('4711', { ignoreMissingSchedule: true }));
			expect(json).toMatchObject({
				schedule_key: '4711',
				reason: expect.stringContaining('may have done this') as string,
			});
			expect(json.changed).toBeUndefined();
		});

		it('are missing if they had gone out before', async () => {
			await schedule({ scheduleKey: '4711' });
			jest.setSystemTime(new Date('2026-09-09T08:00:00Z'));
			expect(stop(await cancel('4711')).message).toBe("Schedule Key '4711' has no schedule");
		});
	});

	it.each<[string, IDataObject, number]>([
		['of which nobody knows whether it was scheduled', {}, 1],
		['that Braze does not cancel', { schedule_id: '9', schedule_of: 'b' }, 2],
	])('are not all reported as cancelled if there is a claim behind a freed one %s', async (_, claim, nth) => {
		const [{ schedule_id }] = jsons(await schedule({ scheduleKey: '4711' }));
		const [root] = records();
		Object.assign(root, { ended: 'freed', ended_of: root.token });
		records().push({
			id: `${String(root.id)}-${String(root.token)}-2`,
			token: 'b',
			schedule_key: '4711',
			...claim,
		});
		bench.sandbox.faults.add({
			match: { path: `${path}/trigger/schedule/delete`, nth: 2 },
			kind: { type: 'status', status: 502 },
			times: -1,
		});
		const { message, description } = stop(await byKey('cancelSchedule', '4711'));
		expect(message).toBe("Schedule Key '4711' may still have a schedule");
		expect(description).toContain(`Its schedule ${String(schedule_id)} was cancelled`);
		expect(description).toMatch(nth === 2 ? /Braze is temporarily unavailable/ : /Cancel by the key again/);
		expect(schedules()).toEqual(['cancelled']);
	});

	it("goes on with 'Ignore Missing Schedule'", async () => {
		const [json] = jsons(
			await byKey('cancelSchedule', 'unknown', { options: { ignoreMissingSchedule: true } }),
		);

		expect(json).toMatchObject({ changed: false, schedule_key: 'unknown' });
	});

	it('refuse a second schedule by default', async () => {
		await schedule({ scheduleKey: '4711' });
		const { message, description } = stop(await schedule({ scheduleKey: '4711' }));

		expect(message).toBe("Schedule Key '4711' already has a schedule");
		expect(description).toContain("'If Key Exists'");
		expect(schedules()).toEqual(['scheduled']);
	});

	it("are replaced with 'Replace': the old one is cancelled first", async () => {
		await schedule({ scheduleKey: '4711' });
		bench.sandbox.requests.length = 0;
		const [json] = jsons(
			await schedule({ scheduleKey: '4711', ifKeyExists: 'replace' }, { sendTime: '2026-09-11T09:00:00' }),
		);

		expect(paths().filter((one) => one.includes('trigger'))).toEqual([
			`POST ${path}/trigger/schedule/delete`,
			`POST ${path}/trigger/schedule/create`,
		]);
		expect(schedules()).toEqual(['cancelled', 'scheduled']);
		expect(open()).toMatchObject([{ schedule_id: json.schedule_id }]);
		expect(jsons(await byKey('cancelSchedule', '4711'))).toMatchObject([
			{ changed: true, schedule_id: json.schedule_id },
		]);
		expect(schedules()).toEqual(['cancelled', 'cancelled']);
	});

	it("keep the earlier one with 'Skip the Item'", async () => {
		await schedule({ scheduleKey: '4711' });
		const result = await schedule({ scheduleKey: '4711', ifKeyExists: 'skip' });

		expect(jsons(result)).toEqual([
			{
				skipped: true,
				reason: expect.stringContaining("Schedule Key '4711' already has a schedule") as string,
			},
		]);
		expect(result.hints.map(({ message }) => message).join()).toContain('Skipped: Schedule Key');
		expect(schedules()).toEqual(['scheduled']);
	});

	it('free their key once the message has gone out', async () => {
		await schedule({ scheduleKey: '4711' });
		jest.setSystemTime(new Date('2026-09-09T08:00:00Z'));
		const result = await schedule({ scheduleKey: '4711' }, { sendTime: '2026-09-20T09:00:00' });

		expect(stop(result)).toEqual({});
		expect(open().at(-1)).toMatchObject({ last_send_at: '2026-09-20T07:00:00Z' });
	});

	it('keep their key in local time until the last time zone has had it', async () => {
		await schedule({ scheduleKey: '4711' }, { delivery: 'localTime' });
		jest.setSystemTime(new Date('2026-09-09T12:00:00Z'));

		expect(stop(await schedule({ scheduleKey: '4711' }, { sendTime: '2026-09-20T09:00:00' })).message).toBe(
			"Schedule Key '4711' already has a schedule",
		);
	});

	it('release the key if Braze refuses the schedule', async () => {
		bench.refuse(`${path}/trigger/schedule/create`, 400, 'Something is wrong');
		expect(stop(await schedule({ scheduleKey: '4711' })).message).toBe('Something is wrong');
		expect([open(), schedules()]).toEqual([[], []]);

		expect(stop(await schedule({ scheduleKey: '4711' }))).toEqual({});
	});

	it('refuse to combine items, and recipients that need several schedules', async () => {
		const combined = stop(await schedule({ scheduleKey: '4711', combineItems: true }));
		expect(combined.message).toBe(
			"'Combine Items' is on, but an item with a schedule key needs a schedule of its own",
		);
		const recipients = {
			specifyRecipients: 'json',
			recipientsJson: JSON.stringify(
				Array.from({ length: 51 }, (_, index) => ({ external_user_id: `p${index}` })),
			),
		};
		const many = stop(await schedule({ scheduleKey: '4711' }, recipients));
		expect(many.message).toBe(
			"'Schedule Key' stands for one schedule, but the recipients of this item need 2",
		);
		expect(bench.wire).toEqual([]);
	});

	it.each(['', '   ', '={{ undefined }}', '={{ null }}'])(
		'refuse the key %j, and send nothing',
		async (scheduleKey) => {
			const { message } = stop(await schedule({ scheduleKey }));

			expect(message).toContain("'Schedule Key'");
			expect(bench.wire).toEqual([]);
		},
	);

	it('do what several items ask of one key in their order', async () => {
		const items = [{ key: 'a' }, { key: 'b' }, { key: 'a' }];
		const result = await bench.run(
			{
				operation: 'schedule',
				[parameter]: byId(id),
				recipients: { recipient: [{ externalUserId: 'user-007' }] },
				sendTime: '2026-09-09T09:00:00',
				options: { scheduleKey: '={{ $json.key }}' },
			},
			{ items, settings: { onError: 'continueErrorOutput' } },
		);

		expect(jsons(result).map(({ schedule_key: key }) => key)).toEqual(['a', 'b']);
		expect(itemErrors(result)).toMatchObject([
			{ message: "Schedule Key 'a' already has a schedule", outcome: 'refused' },
		]);
		expect(open()).toHaveLength(2);
	});

	it('use the catalog that is chosen', async () => {
		await schedule({ scheduleKey: '4711', scheduleKeyCatalog: 'bookings' });
		const cancelled = await byKey('cancelSchedule', '4711', { options: { scheduleKeyCatalog: 'bookings' } });

		expect(jsons(cancelled)).toMatchObject([{ changed: true }]);
		expect(bench.sandbox.state.catalogs.map(({ name }) => name)).toContain('bookings');
	});

	it('show the key in a dry run, and send nothing', async () => {
		const [json] = jsons(await schedule({ scheduleKey: '4711', dryRun: true }));

		expect(json).toMatchObject({ dry_run: true, schedule_key: '4711' });
		expect(bench.sentBodies).toEqual([]);
	});

	it('store no key of a test', async () => {
		const result = await bench.run(
			{
				operation: 'schedule',
				[parameter]: byId(id),
				recipients: { recipient: [{ externalUserId: 'user-007' }] },
				sendTime: '2026-09-09T09:00:00',
				options: { scheduleKey: '4711', testRecipients: 'user-001' },
			},
			{ mode: 'manual' },
		);

		expect(jsons(result)[0]).not.toHaveProperty('schedule_key');
		expect(result.hints.map(({ message }) => message).join()).toContain('A test stores no schedule key');
		expect([records(), schedules()]).toEqual([[], ['scheduled']]);
	});

	it('name the permissions that are missing', async () => {
		bench.sandbox.faults.add({
			match: { path: '/catalogs*' },
			kind: { type: 'status', status: 403, body: { message: 'Forbidden' } },
		});
		const { description } = stop(await schedule({ scheduleKey: '4711' }));

		expect(description).toContain(
			'catalogs.create (for the first use), catalogs.create_item, catalogs.get_item and catalogs.update_item, for changes also catalogs.update_items',
		);
		expect(schedules()).toEqual([]);
	});

	it('stay found although n8n is another one: all of it is in Braze', async () => {
		const [{ schedule_id }] = jsons(await schedule({ scheduleKey: 'Ä/4711 ?#%' }));
		expect(jsons(await byKey('cancelSchedule', 'Ä/4711 ?#%'))).toMatchObject([
			{ changed: true, schedule_id },
		]);
	});
});
