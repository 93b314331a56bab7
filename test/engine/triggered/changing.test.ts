import type { IDataObject } from 'n8n-workflow';

import { Bench, itemErrors, jsons, pairing, stop } from '../../support/bench';
import { byId, KINDS } from '../../support/kinds';

describe.each(KINDS)(
	'$resource: a schedule that is changed later',
	({ resource, path, parameter, idKey, id, word }) => {
		const bench = new Bench({ resource });

		const people = (...ids: string[]) => ({
			recipients: { recipient: ids.map((externalUserId) => ({ externalUserId })) },
		});

		/** Schedules for local time, and gives the output: the items of the next step. */
		async function scheduled(items: IDataObject[] = [{}], options: IDataObject = {}): Promise<IDataObject[]> {
			const local = { sendTime: '2026-09-09T09:00:00', delivery: 'localTime' };
			const schedule = {
				operation: 'schedule',
				[parameter]: byId(id),
				...people('={{ $json.id ?? "user-007" }}'),
				...local,
				options,
			};
			const result = await bench.run(schedule, { items });
			bench.sandbox.requests.length = 0;
			return jsons(result);
		}

		const update = { operation: 'updateSchedule', sendTime: '2026-09-10T08:30:00' };
		const cancel = { operation: 'cancelSchedule' };

		it('takes schedule and ID from the step that scheduled, and moves it to another local time', async () => {
			const items = await scheduled();
			const result = await bench.run({ ...update, delivery: 'localTime' }, { items });

			const { schedule_id } = items[0];
			expect(stop(result)).toEqual({});
			expect(bench.wire).toEqual([
				{
					method: 'POST',
					path: `${path}/trigger/schedule/update`,
					query: {},
					body: { [idKey]: id, schedule_id, schedule: { time: '2026-09-10T08:30:00', in_local_time: true } },
				},
			]);
			expect(result.ok).toEqual([
				{
					json: {
						changed: true,
						message: 'success',
						[idKey]: id,
						schedule_id,
						schedule: { time: '2026-09-10T08:30:00', in_local_time: true },
						when: "10 Sep 2026, 08:30 in each person's local time",
						worldwide_first_send_at: '2026-09-09T18:30:00Z',
						worldwide_last_send_at: '2026-09-10T20:30:00Z',
					},
					pairedItem: { item: 0 },
				},
			]);
			expect(bench.sandbox.state.schedules[0]).toMatchObject({
				mode: 'local time',
				first_send_at: '2026-09-10T12:30:00.000Z',
			});
		});

		it('makes it one moment when the update does not choose local time again, as Braze overwrites the schedule', async () => {
			const items = await scheduled();
			const result = await bench.run(update, { items });

			expect(bench.bodies).toEqual([
				{ [idKey]: id, schedule_id: items[0].schedule_id, schedule: { time: '2026-09-10T06:30:00Z' } },
			]);
			expect(jsons(result)[0]).toMatchObject({
				changed: true,
				when: '10 Sep 2026, 08:30 (Europe/Berlin)',
				sends_at: '2026-09-10T06:30:00Z',
			});
			expect(bench.sandbox.state.schedules[0]).toMatchObject({
				mode: 'one moment',
				first_send_at: '2026-09-10T06:30:00.000Z',
			});
		});

		it('cancels from the output of the update', async () => {
			const updated = jsons(await bench.run(update, { items: await scheduled() }));
			bench.sandbox.requests.length = 0;
			const result = await bench.run(cancel, { items: updated });

			const { schedule_id } = updated[0];
			expect(bench.wire).toEqual([
				{
					method: 'POST',
					path: `${path}/trigger/schedule/delete`,
					query: {},
					body: { [idKey]: id, schedule_id },
				},
			]);
			expect(result.ok).toEqual([
				{ json: { changed: true, message: 'success', [idKey]: id, schedule_id }, pairedItem: { item: 0 } },
			]);
			expect(bench.sandbox.state.schedules[0].status).toBe('cancelled');
		});

		it('cancels each of several, one request each, and says which', async () => {
			const items = await scheduled([{ id: 'user-001' }, { id: 'user-002' }, { id: 'user-003' }]);
			const result = await bench.run(cancel, { items });

			expect(bench.bodies).toEqual(items.map(({ schedule_id }) => ({ [idKey]: id, schedule_id })));
			expect(jsons(result).map(({ schedule_id }) => schedule_id)).toEqual(
				items.map(({ schedule_id }) => schedule_id),
			);
			expect(pairing(result)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		});

		it.each([
			['cancels', cancel],
			['moves', update],
		])('%s a schedule that combined items share once, and gives each item its result', async (_, change) => {
			const items = await scheduled([{ id: 'user-001' }, { id: 'user-002' }, { id: 'user-003' }], {
				combineItems: true,
			});
			const result = await bench.run(change, { items });

			expect(stop(result)).toEqual({});
			expect(bench.wire).toHaveLength(1);
			expect(jsons(result)).toEqual(
				items.map(({ schedule_id }) => expect.objectContaining({ changed: true, schedule_id }) as object),
			);
			expect(pairing(result)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		});

		it('asks once for a shared schedule that is gone, and says so for each item', async () => {
			const gone = { [idKey]: id, schedule_id: 'no-such-schedule' };
			const result = await bench.run(cancel, {
				items: [gone, gone],
				settings: { onError: 'continueErrorOutput' },
			});

			expect(bench.wire).toHaveLength(1);
			expect(itemErrors(result)).toHaveLength(2);
		});

		it('moves each to a time of its own', async () => {
			const items = (await scheduled([{ id: 'user-001' }, { id: 'user-002' }])).map((item, index) => ({
				...item,
				at: `2026-09-1${index}T09:00:00Z`,
			}));
			await bench.run({ ...update, sendTime: '={{ $json.at }}' }, { items });

			expect(bench.bodies).toEqual(
				items.map(({ schedule_id, at }: IDataObject) => ({
					[idKey]: id,
					schedule_id,
					schedule: { time: at },
				})),
			);
		});

		it.each([
			['skip', [{ skipped: true, reason: expect.stringContaining('is in the past') as string }], 0],
			['soon', [expect.objectContaining({ changed: true, sends_at: '2026-09-07T09:02:00Z' }) as object], 1],
		])('does what was chosen where the new time is in the past: %s', async (ifPast, output, requests) => {
			const items = await scheduled();
			const result = await bench.run({ ...update, sendTime: '2026-09-01T09:00:00', ifPast }, { items });

			expect(stop(result)).toEqual({});
			expect(bench.wire).toHaveLength(requests);
			expect(jsons(result)).toEqual(output);
		});

		it('takes values that were typed in', async () => {
			const [{ schedule_id }] = await scheduled();
			await bench.run(
				{ ...cancel, [parameter]: byId(` ${id} `), scheduleId: ` ${String(schedule_id)} ` },
				{ items: [{}] },
			);

			expect(bench.bodies).toEqual([{ [idKey]: id, schedule_id }]);
		});

		it.each([update, cancel])(
			'sends nothing when the input has no schedule: $operation',
			async (operation) => {
				const result = await bench.run(operation, { items: [{ [idKey]: id }] });

				expect(bench.wire).toEqual([]);
				expect(stop(result)).toEqual({
					message: "'Schedule ID' is missing",
					description: `Check the expression: the input item may not have this field. The item has '${idKey}'. Nothing was sent.`,
				});
			},
		);

		it.each([update, cancel])(
			`sends nothing when the input names no ${word}: $operation`,
			async (operation) => {
				const result = await bench.run(operation, { items: [{ schedule_id: 'known' }] });

				expect(bench.wire).toEqual([]);
				expect(result.error?.message).toBe(`'${word === 'Canvas' ? 'Canvas' : 'Campaign'}' is missing`);
			},
		);

		it('repeats an update or cancellation whose answer got lost', async () => {
			const items = await scheduled();
			bench.sandbox.faults.add({ kind: { type: 'drop', when: 'before' } });
			const result = await bench.run(cancel, { items });

			expect(stop(result)).toEqual({});
			expect(bench.wire).toHaveLength(2);
		});
	},
);
