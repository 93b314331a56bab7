import { randomUUID } from 'crypto';
import { awaitMoment, span } from '../delivery';
import { checker } from '../rules/jsonSchema';
import { retime } from '../rules/reach';
import { checkSchedule, modeOf, SCHEDULE_SCHEMA } from '../rules/scheduleTime';
import { readTriggerBody, triggerableCanvas } from '../rules/trigger';
import { type JsonObject, Refusal, type Schedule, type ScheduleRecord } from '../types';
import { type Call, type Endpoint, triggerPools } from './endpoint';
import { triggerRecord } from './canvasSend';

/** The three `/canvas/trigger/schedule/…` endpoints (post_schedule_triggered_canvases.md and its siblings). */

const create: Endpoint = {
	method: 'POST',
	path: '/canvas/trigger/schedule/create',
	permission: 'canvas.trigger.schedule.create',
	pools: triggerPools,
	handle: (call) => {
		const body = readTriggerBody(call.body, true);
		const schedule = body.schedule as Schedule;
		checkSchedule(schedule, call.now);
		const canvas = triggerableCanvas(call.state.canvases, body.canvas_id);
		const trigger = triggerRecord(call, body, canvas);
		const record: ScheduleRecord = {
			...trigger,
			schedule_id: randomUUID(),
			schedule,
			mode: modeOf(schedule),
			status: 'scheduled',
			...span(trigger.effectiveRecipients, schedule, call.state.companyTimeZone),
		};
		call.state.schedules.push(record);
		awaitMoment(call.state, record);
		const { dispatch_id, schedule_id, notice } = record;
		// The notice is documented for the send endpoint only; that schedules have it too is a guess.
		const answer = { dispatch_id, schedule_id, message: 'success', ...(notice ? { notice } : {}) };
		return { status: 201, body: answer };
	},
};

const IDS = { canvas_id: { type: 'string' }, schedule_id: { type: 'string' } };

const checkUpdate = checker({
	type: 'object',
	required: ['canvas_id', 'schedule_id', 'schedule'],
	additionalProperties: false,
	properties: { ...IDS, schedule: SCHEDULE_SCHEMA },
});

/** Replaces the whole schedule: a flag left out is a flag turned off. The answer's body is undocumented. */
const update: Endpoint = {
	method: 'POST',
	path: '/canvas/trigger/schedule/update',
	permission: 'canvas.trigger.schedule.update',
	handle: (call) => {
		checkUpdate(call.body);
		const record = openSchedule(call, call.body);
		if (record.status === 'partly sent') {
			throw new Refusal(400, 'The schedule has already been sent to some users and cannot be updated');
		}
		const schedule = call.body.schedule as Schedule;
		checkSchedule(schedule, call.now);
		record.schedule = schedule;
		record.mode = modeOf(schedule);
		record.updated_at = call.now.toISOString();
		retime(call.state, record.effectiveRecipients, schedule, call.now);
		Object.assign(record, span(record.effectiveRecipients, schedule, call.state.companyTimeZone));
		awaitMoment(call.state, record);
		return { status: 201, body: { message: 'success' } };
	},
};

const checkDelete = checker({
	type: 'object',
	required: ['canvas_id', 'schedule_id'],
	additionalProperties: false,
	properties: IDS,
});

/** Cancels what has not gone out yet. The answer's body is undocumented. */
const cancel: Endpoint = {
	method: 'POST',
	path: '/canvas/trigger/schedule/delete',
	permission: 'canvas.trigger.schedule.delete',
	handle: (call) => {
		checkDelete(call.body);
		const record = openSchedule(call, call.body);
		record.status = 'cancelled';
		record.cancelled_at = call.now.toISOString();
		for (const person of record.effectiveRecipients) if (!person.sent_at) person.skipped ??= 'cancelled';
		return { status: 201, body: { message: 'success' } };
	},
};

/** The schedule that a body names, while it can still be changed; else a 400 that says why not. */
function openSchedule({ state }: Call, { canvas_id, schedule_id }: JsonObject): ScheduleRecord {
	if (!state.canvases.some(({ id }) => id === canvas_id)) throw new Refusal(400, 'Invalid Canvas ID');
	const record = state.schedules.find((one) => one.schedule_id === schedule_id);
	if (!record) throw new Refusal(400, 'The schedule was not found: schedule_id is unknown');
	if (record.canvas_id !== canvas_id) throw new Refusal(400, 'The schedule belongs to another Canvas');
	if (record.status === 'cancelled') throw new Refusal(400, 'The schedule has already been cancelled');
	if (record.status === 'sent' || record.status === 'not sent') {
		throw new Refusal(400, 'The schedule has already been sent');
	}
	return record;
}

export const canvasSchedule: Endpoint[] = [create, update, cancel];
