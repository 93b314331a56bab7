import { randomUUID } from 'crypto';
import type { Call } from '../state/call';
import { effectiveRecipients, type Reach, targetOf } from '../rules/reach';
import { modeOf } from '../rules/scheduleTime';
import type { Schedule, ScheduleRecord, SendRecord, Source } from '../types/deliveries';
import type { JsonObject } from '../types/json';
import { deliver, unsubscribedFrom } from './deliver';
import { awaitMoment, span } from './settle';

/** What a request to send a message contains, regardless of the endpoint. */
export interface Sending {
	source: Source;
	reach: Reach & { broadcast: boolean };
	/** Keys of the record that only some endpoints have. */
	more?: Pick<SendRecord, 'context' | 'trigger_properties' | 'messages' | 'external_send_id'>;
	/** Why nothing will be sent. */
	notice?: string;
}

/** The part of a record that an immediate send and a schedule have in common. */
function recordOf(call: Call, { source, reach, more, notice }: Sending) {
	return {
		dispatch_id: randomUUID().replace(/-/g, ''),
		...source,
		created_at: call.now.toISOString(),
		request_id: call.requestId,
		target: targetOf(reach),
		broadcast: reach.broadcast,
		recipients: reach.recipients ?? [],
		...(reach.audience ? { audience: reach.audience } : {}),
		...(reach.segment ? { segment_id: reach.segment.id } : {}),
		context: {},
		...more,
		effectiveRecipients: effectiveRecipients(call.state, reach, call.now),
		...(notice ? { notice } : {}),
	};
}

/** Sends a message immediately to everyone it reaches, and records it. */
export function sendNow(call: Call, sending: Sending): SendRecord {
	const record: SendRecord = { ...recordOf(call, sending), delivered: 0 };
	for (const person of record.effectiveRecipients) {
		const reason =
			record.notice ?? (person.skipped ? undefined : unsubscribedFrom(call.state, record, person));
		if (reason) person.skipped = reason;
		if (person.skipped) continue;
		deliver(call.state, record, person, record.created_at);
		record.delivered += 1;
	}
	call.state.sends.push(record);
	return record;
}

/** Records a schedule, whose time `checkSchedule` has validated. */
export function scheduleFor(call: Call, sending: Sending, schedule: Schedule): ScheduleRecord {
	const base = recordOf(call, sending);
	const record: ScheduleRecord = {
		...base,
		schedule_id: randomUUID(),
		schedule,
		mode: modeOf(schedule),
		status: 'scheduled',
		...span(base.effectiveRecipients, schedule, call.state.companyTimeZone),
	};
	call.state.schedules.push(record);
	awaitMoment(call.state, record);
	return record;
}

/** The success response for a record. Braze returns a `send_id` only for broadcasts of campaigns. */
export function answerFor(record: SendRecord | ScheduleRecord): JsonObject {
	const { dispatch_id, broadcast, send_id, notice } = record;
	return {
		dispatch_id,
		...('schedule_id' in record ? { schedule_id: record.schedule_id } : {}),
		...(broadcast && send_id ? { send_id } : {}),
		message: 'success',
		...(notice ? { notice } : {}),
	};
}
