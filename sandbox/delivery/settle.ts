import { momentFor } from '../rules/scheduleTime';
import { noticeFor } from '../rules/triggerKinds';
import { WRITE } from '../rules/writeTracked';
import type { SandboxState } from '../state';
import type { EffectiveRecipient, Schedule, ScheduleRecord } from '../types/deliveries';
import { deliver, unsubscribedFrom } from './deliver';
import { goneBy } from './gone';

/**
 * Does everything that is due by a moment: sends messages, writes what `/users/track` accepted to the profiles, lists
 * requested copies, and makes bulk writes to catalogs. It is called before each request and each look at the state, so
 * no timer runs. A Canvas or campaign that is paused or archived by then sends nothing.
 */
export function settle(state: SandboxState, now: Date): void {
	while (state.unprocessed.length > 0 && state.unprocessed[0].at <= now.getTime()) {
		const { at, input_array, object } = state.unprocessed[0];
		sendDue(state, new Date(at - 1));
		state.unprocessed.shift();
		WRITE[input_array](state, object, new Date(at));
	}
	sendDue(state, now);
}

function sendDue(state: SandboxState, now: Date): void {
	if (now.getTime() < state.nextDue) return;
	showCopies(state, now.getTime());
	makeLateWrites(state, now.getTime());
	for (const record of state.schedules.filter(isOpen)) {
		const notice = noticeFor(state, record);
		for (const person of record.effectiveRecipients) {
			if (person.sent_at || person.skipped || new Date(person.send_at) > now) continue;
			const reason = notice ?? goneBy(state, record, person) ?? unsubscribedFrom(state, record, person);
			if (reason) person.skipped = reason;
			else deliver(state, record, person, person.send_at);
		}
		record.status = statusAt(record, now);
	}
	state.nextDue = state.schedules
		.filter(isOpen)
		.map(nextMoment)
		.concat([...state.copies, ...state.lateWrites].map(({ at }) => at))
		.reduce((next, moment) => Math.min(next, moment), Infinity);
}

/** Makes the bulk writes to catalog items that are due. */
function makeLateWrites(state: SandboxState, now: number): void {
	const due = state.lateWrites.filter(({ at }) => at <= now);
	if (due.length === 0) return;
	state.lateWrites = state.lateWrites.filter(({ at }) => at > now);
	for (const { make } of due.sort((a, b) => a.at - b.at)) make();
}

/** Lists the copies of Canvases and campaigns that are ready. */
function showCopies(state: SandboxState, now: number): void {
	for (const { at, canvas, campaign } of state.copies) {
		if (at > now) continue;
		if (canvas) state.canvases.push(canvas);
		if (campaign) state.campaigns.push(campaign);
	}
	state.copies = state.copies.filter(({ at }) => at > now);
}

/** Makes sure that `settle` handles a new or changed schedule in time. */
export function awaitMoment(state: SandboxState, record: ScheduleRecord): void {
	state.nextDue = Math.min(state.nextDue, Date.parse(record.first_send_at));
}

function isOpen({ status }: ScheduleRecord): boolean {
	return status === 'scheduled' || status === 'partly sent';
}

/** When an open schedule next has something to send, in milliseconds since 1970. */
function nextMoment({ effectiveRecipients, last_send_at }: ScheduleRecord): number {
	const waiting = effectiveRecipients.filter(({ sent_at, skipped }) => !sent_at && !skipped);
	return waiting.reduce((next, { send_at }) => Math.min(next, Date.parse(send_at)), Date.parse(last_send_at));
}

function statusAt(record: ScheduleRecord, now: Date): ScheduleRecord['status'] {
	if (new Date(record.last_send_at) <= now) {
		const stopped = record.effectiveRecipients.some(({ skipped }) =>
			/^The (Canvas|campaign) is /.test(skipped ?? ''),
		);
		return stopped && !record.effectiveRecipients.some(({ sent_at }) => sent_at) ? 'not sent' : 'sent';
	}
	return record.effectiveRecipients.some(({ sent_at }) => sent_at) ? 'partly sent' : 'scheduled';
}

/** The first and last moment at which a schedule goes out; without recipients, those in the company's zone. */
export function span(people: EffectiveRecipient[], schedule: Schedule, companyTimeZone: string) {
	const moments = people.filter(({ skipped }) => !skipped).map(({ send_at }) => send_at);
	if (moments.length === 0) moments.push(momentFor(schedule, companyTimeZone).toISOString());
	moments.sort();
	return { first_send_at: moments[0], last_send_at: moments[moments.length - 1] };
}
