import { DateTime } from 'luxon';
import type { DashboardSchedule } from '../types/campaigns';
import { Refusal } from '../types/refusal';
import type { Call, Endpoint } from './endpoint';
import { moment, required } from './query';

/**
 * `GET /messages/scheduled_broadcasts` (get_messages_scheduled.md): what was scheduled in the dashboard up to
 * `end_time`, which counts as midnight UTC. Each entry appears once, with its next occurrence. Schedules created by the
 * API are not included.
 */
const list: Endpoint = {
	method: 'GET',
	path: '/messages/scheduled_broadcasts',
	permission: 'messages.schedule_broadcasts',
	handle: (call) => {
		required(call, 'end_time');
		const end = moment(call, 'end_time')?.startOf('day');
		if (!end) throw new Refusal(400, 'end_time is required');
		const scheduled_broadcasts = call.state.dashboardSchedules
			.filter(isRunning(call))
			.map((schedule) => ({ schedule, next: nextOf(call, schedule) }))
			.filter(({ next }) => next <= end)
			.sort((a, b) => a.next.toMillis() - b.next.toMillis())
			.map(({ schedule, next }) => shown(call, schedule, next));
		return { status: 200, body: { scheduled_broadcasts } };
	},
};

/** A paused or archived campaign or Canvas is not upcoming. */
function isRunning({ state }: Call) {
	return ({ id }: DashboardSchedule) =>
		[...state.campaigns, ...state.canvases].some((one) => one.id === id && one.enabled && !one.archived);
}

function nextOf({ state, now }: Call, { clock, weekday }: DashboardSchedule): DateTime {
	const [hour, minute] = clock.split(':').map(Number);
	const present = DateTime.fromJSDate(now, { zone: state.companyTimeZone });
	let next = present.set({ hour, minute, second: 0, millisecond: 0 });
	while (next <= present || (weekday !== undefined && next.weekday !== weekday))
		next = next.plus({ days: 1 });
	return next;
}

/** A local or intelligent delivery is a wall clock without a zone. */
function shown({ state }: Call, { id, name, type, tags, delivery }: DashboardSchedule, next: DateTime) {
	const inCompanyZone = delivery === 'company_zone';
	const next_send_time = next.toISO({ includeOffset: inCompanyZone, suppressMilliseconds: true });
	return {
		name,
		id,
		type,
		tags,
		next_send_time,
		schedule_type: inCompanyZone ? state.companyTimeZone : delivery,
	};
}

export const scheduledBroadcasts: Endpoint[] = [list];
