import type { IDataObject } from 'n8n-workflow';

import { Bench, itemErrors, jsons, stop } from '../../support/bench';
import { byId, KINDS } from '../../support/kinds';
import { freezeTime } from '../../support/time';

const CANNOT =
	"A schedule that was already sent or cancelled cannot be changed: turn on 'Ignore Missing Schedule' in the options to continue anyway. Also check that the ID belongs to this schedule. Braze refused the request (400). Nothing was ";

describe.each(KINDS)(
	'$resource: a schedule that can no longer be changed',
	({ resource, parameter, idKey, id, word }) => {
		const bench = new Bench({ resource });

		const update = { operation: 'updateSchedule', sendTime: '2026-09-10T08:30:00' };
		const cancel = { operation: 'cancelSchedule' };
		const ignoring = { options: { ignoreMissingSchedule: true } };

		/** The output of a schedule for Wednesday morning. */
		async function scheduled(time = '2026-09-09T09:00:00', delivery = 'oneMoment'): Promise<IDataObject[]> {
			const recipients = { recipient: [{ externalUserId: 'user-007' }, { externalUserId: 'user-011' }] };
			const result = await bench.run({
				operation: 'schedule',
				[parameter]: byId(id),
				recipients,
				sendTime: time,
				delivery,
			});
			bench.sandbox.requests.length = 0;
			return jsons(result);
		}

		const GONE: Array<[state: string, told: string, items: () => Promise<IDataObject[]>]> = [
			[
				'sent',
				'The schedule has already been sent',
				async () => {
					const items = await scheduled();
					freezeTime('2026-09-09T12:00:00Z');
					return items;
				},
			],
			[
				'cancelled',
				'The schedule has already been cancelled',
				async () => {
					const items = await scheduled();
					await bench.run(cancel, { items });
					bench.sandbox.requests.length = 0;
					return items;
				},
			],
			[
				'unknown',
				'The schedule was not found: schedule_id is unknown',
				async () => await Promise.resolve([{ [idKey]: id, schedule_id: 'no-such-schedule' }]),
			],
		];

		describe.each(GONE)('%s', (_, told, make) => {
			it.each([update, cancel])('is refused with the reason: $operation', async (operation) => {
				const items = await make();
				const result = await bench.run(operation, { items });

				expect(result.error?.message).toBe(told);
				expect(result.error?.description).toContain(CANNOT);
				expect(result.error?.description).toContain('Braze refused the request (400)');
				expect(bench.wire).toHaveLength(1);
			});

			it.each([update, cancel])(
				"is a result that says so with 'Ignore Missing Schedule': $operation",
				async (operation) => {
					const items = await make();
					const result = await bench.run({ ...operation, ...ignoring }, { items });

					expect(stop(result)).toEqual({});
					expect(result.ok).toEqual([
						{
							json: { changed: false, reason: told, [idKey]: id, schedule_id: items[0].schedule_id },
							pairedItem: { item: 0 },
						},
					]);
				},
			);
		});

		it('stays an error where the new time is what Braze refuses', async () => {
			const items = await scheduled();
			bench.refuse('*', 400, 'schedule.time is in the past');
			const result = await bench.run({ ...update, ...ignoring }, { items });

			expect(result.error?.message).toBe('schedule.time is in the past');
		});

		it(`stays an error where the ${word} is what Braze does not know: the schedule would go out after all`, async () => {
			const items = (await scheduled()).map((item) => ({ ...item, [idKey]: 'no-such-id' }));
			const result = await bench.run({ ...cancel, ...ignoring }, { items });

			expect(result.error?.message).toBe(`Invalid ${word === 'Canvas' ? 'Canvas' : 'Campaign'} ID`);
			expect(bench.sandbox.state.schedules[0].status).toBe('scheduled');
		});

		it('stays an error where something other than Braze answered', async () => {
			const items = await scheduled();
			bench.sandbox.faults.add({ kind: { type: 'nonJson', status: 404 } });
			const result = await bench.run({ ...cancel, ...ignoring }, { items });

			expect(result.error?.message).toBe('Braze did not find what was requested');
		});

		it('stays an error where the key may not do it', async () => {
			const items = await scheduled();
			bench.refuse('*', 403, 'Access Denied');
			const result = await bench.run({ ...cancel, ...ignoring }, { items });

			expect(result.error?.message).toMatch(/^The API key lacks the permission /);
		});

		it('keeps the others going with On Error: Continue', async () => {
			const items = [...(await scheduled()), { [idKey]: id, schedule_id: 'no-such-schedule' }];
			const result = await bench.run(cancel, { items, settings: { onError: 'continueErrorOutput' } });

			expect(jsons(result)).toEqual([
				{ changed: true, message: 'success', [idKey]: id, schedule_id: items[0].schedule_id },
			]);
			expect(itemErrors(result)).toEqual([
				{
					message: 'The schedule was not found: schedule_id is unknown',
					description: expect.stringContaining(CANNOT) as string,
					outcome: 'refused',
					status: 400,
				},
			]);
		});

		it('says what happened where a part of the people has it already', async () => {
			const items = await scheduled('2026-09-09T09:00:00', 'localTime');
			freezeTime('2026-09-09T06:00:00Z');
			const result = await bench.run(update, { items });

			expect(result.error?.message).toBe(
				'The schedule has already been sent to some users and cannot be updated',
			);
		});
	},
);
