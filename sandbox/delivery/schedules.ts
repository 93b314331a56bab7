import type { Call } from '../state/call';
import { retime } from '../rules/reach';
import { checkSchedule, modeOf } from '../rules/scheduleTime';
import type { MessageKind, Schedule, ScheduleRecord } from '../types/deliveries';
import { Refusal } from '../types/refusal';
import { awaitMoment, span } from './settle';

/** Returns the schedule with an ID. Throws a 400 with the reason if it can't be changed any more. */
export function openSchedule({ state }: Call, schedule_id: unknown, kind: MessageKind): ScheduleRecord {
	const record = state.schedules.find((one) => one.schedule_id === schedule_id && one.kind === kind);
	if (!record) throw new Refusal(400, 'The schedule was not found: schedule_id is unknown');
	if (record.status === 'cancelled') throw new Refusal(400, 'The schedule has already been cancelled');
	if (record.status === 'sent' || record.status === 'not sent') {
		throw new Refusal(400, 'The schedule has already been sent');
	}
	return record;
}

/** Refuses to change a schedule that was already sent to some users. */
export function checkUnsent({ status }: ScheduleRecord): void {
	if (status === 'partly sent') {
		throw new Refusal(400, 'The schedule has already been sent to some users and cannot be updated');
	}
}

/** Replaces the whole schedule. Omitted flags are turned off. */
export function replaceSchedule({ state, now }: Call, record: ScheduleRecord, schedule: Schedule): void {
	checkSchedule(schedule, now);
	record.schedule = schedule;
	record.mode = modeOf(schedule);
	record.updated_at = now.toISOString();
	retime(state, record.effectiveRecipients, schedule, now);
	Object.assign(record, span(record.effectiveRecipients, schedule, state.companyTimeZone));
	awaitMoment(state, record);
}

/** Cancels what has not gone out yet. */
export function cancelSchedule({ now }: Call, record: ScheduleRecord): void {
	record.status = 'cancelled';
	record.cancelled_at = now.toISOString();
	for (const person of record.effectiveRecipients) if (!person.sent_at) person.skipped ??= 'cancelled';
}
