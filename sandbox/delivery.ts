import { userWithBrazeId } from './people/identifiers';
import { momentFor } from './rules/scheduleTime';
import { noticeFor } from './rules/triggerKinds';
import type { SandboxState } from './state';
import type { EffectiveRecipient, JsonObject, Schedule, ScheduleRecord, SendRecord, Source } from './types';

/**
 * Sends what is due by that moment. Called before each request and each look at the state, so no timer runs.
 * A Canvas or campaign that is paused or archived by then sends nothing. Requested copies appear.
 */
export function settle(state: SandboxState, now: Date): void {
	if (now.getTime() < state.nextDue) return;
	showCopies(state, now.getTime());
	for (const record of state.schedules.filter(isOpen)) {
		const notice = noticeFor(state, record);
		for (const person of record.effectiveRecipients) {
			if (person.sent_at || person.skipped || new Date(person.send_at) > now) continue;
			const reason = notice ?? unsubscribedFrom(state, record, person);
			if (reason) person.skipped = reason;
			else deliver(state, record, person, person.send_at);
		}
		record.status = statusAt(record, now);
	}
	state.nextDue = state.schedules
		.filter(isOpen)
		.map(nextMoment)
		.concat(state.copies.map(({ at }) => at))
		.reduce((next, moment) => Math.min(next, moment), Infinity);
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

/** Makes sure that `settle` looks at a new or changed schedule in time. */
export function awaitMoment(state: SandboxState, record: ScheduleRecord): void {
	state.nextDue = Math.min(state.nextDue, Date.parse(record.first_send_at));
}

function isOpen({ status }: ScheduleRecord): boolean {
	return status === 'scheduled' || status === 'partly sent';
}

/** When something next happens to an open schedule, in epoch milliseconds. */
function nextMoment({ effectiveRecipients, last_send_at }: ScheduleRecord): number {
	const waiting = effectiveRecipients.filter(({ sent_at, skipped }) => !sent_at && !skipped);
	return waiting.reduce((next, { send_at }) => Math.min(next, Date.parse(send_at)), Date.parse(last_send_at));
}

/** Why a person gets no message of a record's subscription groups, by the profile as it is now. */
export function unsubscribedFrom(
	state: SandboxState,
	record: SendRecord | ScheduleRecord,
	{ braze_id }: EffectiveRecipient,
): string | undefined {
	const groups = groupsOf(state, record);
	const states =
		groups.length > 0 && braze_id !== undefined ? userWithBrazeId(state, braze_id)?.subscription_groups : {};
	return groups.some((id) => states?.[id] === 'unsubscribed')
		? 'unsubscribed from the subscription group'
		: undefined;
}

/** The subscription groups of a Canvas, a campaign or the messages of a request. */
function groupsOf(
	state: SandboxState,
	{ canvas_id, campaign_id, messages = {} }: SendRecord | ScheduleRecord,
): string[] {
	const source = [...state.canvases, ...state.campaigns].find(
		({ id }) => id === canvas_id || id === campaign_id,
	);
	const named = Object.values(messages).map(
		(message) => (message as JsonObject | null)?.subscription_group_id,
	);
	return [source?.subscription_group_id, ...named].filter((id): id is string => typeof id === 'string');
}

/** Hands one message to one person, and remembers it. */
export function deliver(
	state: SandboxState,
	record: SendRecord | ScheduleRecord,
	person: EffectiveRecipient,
	at: string,
): void {
	person.sent_at = at;
	state.deliveries.push({
		at,
		...sourceOf(record),
		id: person.id,
		external_id: person.external_id,
		dispatch_id: record.dispatch_id,
		...('schedule_id' in record ? { schedule_id: record.schedule_id } : {}),
		properties: person.properties,
	});
}

/** What a record is about, for others that say it too. */
export function sourceOf(record: Source): Source {
	const { kind, canvas_id, canvas_name, campaign_id, campaign_name, send_id, channels } = record;
	return {
		kind,
		...(canvas_id === undefined ? {} : { canvas_id, canvas_name }),
		...(campaign_id === undefined ? {} : { campaign_id, campaign_name }),
		...(send_id === undefined ? {} : { send_id }),
		channels,
	};
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

/** First and last moment a schedule goes out; without recipients, those of the company's zone. */
export function span(people: EffectiveRecipient[], schedule: Schedule, companyTimeZone: string) {
	const moments = people.filter(({ skipped }) => !skipped).map(({ send_at }) => send_at);
	if (moments.length === 0) moments.push(momentFor(schedule, companyTimeZone).toISOString());
	moments.sort();
	return { first_send_at: moments[0], last_send_at: moments[moments.length - 1] };
}
