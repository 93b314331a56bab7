import { AfterwardsGate } from '../../../nodes/Braze/scheduleKeys/catalogRequests';
import { replacedBy } from '../../../nodes/Braze/scheduleKeys/protocol/deadlines';
import { twice } from '../../../nodes/Braze/scheduleKeys/protocol/protocol';
import { RateLimitGate, WaitBudget, type Pace } from '../../../nodes/Braze/delivery/send/rateLimits';
import { fastClock } from '../../support/clocks';

const SINCE = '2030-01-01T00:00:00.000Z';

it.each([
	['until shortly before the new time', { last_send_at: '2030-01-01T00:02:00Z' }, '00:01:30'],
	['while the claim is used', { last_send_at: '2030-01-02T00:00:00Z' }, '00:09:30'],
	['in bulk, longer', { last_send_at: '2030-01-02T00:00:00Z', minutes: '30' }, '00:29:30'],
])('the earlier schedule is cancelled only %s', (_, claim, until) => {
	expect(replacedBy({ since: SINCE, ...claim })).toBe(Date.parse(`2030-01-01T${until}Z`));
});

it('a cancellation that came too late the second time may have been made by the first', () => {
	const asking = twice({ ask: 'cancel', schedule: { scheduleId: 'S', targetId: '' } });
	asking.next();
	asking.next({ kind: 'unclear', now: 1 });

	expect(asking.next({ kind: 'late', now: 2 })).toEqual({ done: true, value: { kind: 'unclear', now: 2 } });
});

it("what follows keeps to the run's requests per minute", async () => {
	const turn = jest.fn(async () => await Promise.resolve());
	const gate = new RateLimitGate(fastClock, new WaitBudget(0), { turn } as unknown as Pace);
	await new AfterwardsGate(fastClock, gate).pass();

	expect(turn).toHaveBeenCalledTimes(1);
});
