import type { IDataObject } from 'n8n-workflow';

import { Bench, jsons, stop } from '../../support/bench';
import { useClock, withoutWaits } from '../../support/clocks';
import { byId, KINDS } from '../../support/kinds';

// Waits between tries are no part of what is tested here.
useClock(withoutWaits);

/** Braze carries a cancellation out, the answer is lost, and the repetition finds the schedule gone. */
describe.each(KINDS)(
	'$resource: a cancellation whose answer is lost',
	({ resource, parameter, idKey, id }) => {
		const bench = new Bench({ resource });

		async function scheduled(): Promise<IDataObject[]> {
			const recipients = { recipient: [{ externalUserId: 'user-007' }] };
			const result = await bench.run({
				operation: 'schedule',
				[parameter]: byId(id),
				recipients,
				sendTime: '2026-09-09T09:00:00',
			});
			bench.sandbox.requests.length = 0;
			return jsons(result);
		}

		const cancel = async (items: IDataObject[], options: IDataObject = {}) =>
			await bench.run({ operation: 'cancelSchedule', options }, { items });

		it('is unknown, and says what can have happened', async () => {
			const items = await scheduled();
			bench.sandbox.faults.add({ kind: { type: 'drop', when: 'after' } });
			const result = await cancel(items);

			expect(stop(result)).toEqual({
				message: 'Braze did not respond, so it is unknown whether this was carried out',
				description:
					"The retry failed: The schedule has already been cancelled. If Braze no longer has the schedule, the first request cancelled it, or it was sent or cancelled before: turn on 'Ignore Missing Schedule' in the options to continue anyway. Braze refused the request (400).",
			});
			expect([bench.wire.length, bench.sandbox.state.schedules[0].status]).toEqual([2, 'cancelled']);
		});

		it("goes on with 'Ignore Missing Schedule', and does not claim that nothing was changed", async () => {
			const items = await scheduled();
			bench.sandbox.faults.add({ kind: { type: 'drop', when: 'after' } });
			const result = await cancel(items, { ignoreMissingSchedule: true });

			expect(stop(result)).toEqual({});
			expect(JSON.parse(JSON.stringify(jsons(result)))).toEqual([
				{
					reason:
						'The schedule has already been cancelled. An earlier request got no clear response and may have done this.',
					[idKey]: id,
					schedule_id: items[0].schedule_id,
				},
			]);
		});

		it('is done where the lost request was not carried out', async () => {
			const items = await scheduled();
			bench.sandbox.faults.add({ kind: { type: 'drop', when: 'before' } });
			const result = await cancel(items);

			expect(jsons(result)).toMatchObject([{ changed: true }]);
			expect(bench.sandbox.state.schedules[0].status).toBe('cancelled');
		});

		it('says nothing of the new time where it was a change whose answer was lost', async () => {
			const items = await scheduled();
			bench.sandbox.faults.add({ kind: { type: 'drop', when: 'before' } });
			bench.sandbox.faults.add({
				kind: { type: 'status', status: 400, body: { message: 'The schedule has already been sent' } },
			});
			const options = { ignoreMissingSchedule: true };
			const result = await bench.run(
				{ operation: 'updateSchedule', sendTime: '2026-09-10T08:30:00', options },
				{ items },
			);

			const [json] = JSON.parse(JSON.stringify(jsons(result))) as IDataObject[];
			expect(Object.keys(json).sort()).toEqual([idKey, 'reason', 'schedule_id'].sort());
		});
	},
);
