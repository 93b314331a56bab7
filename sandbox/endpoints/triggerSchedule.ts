import { answerFor, scheduleFor } from '../delivery/records';
import { cancelSchedule, checkUnsent, openSchedule, replaceSchedule } from '../delivery/schedules';
import { checker } from '../rules/jsonSchema';
import { checkSchedule, passedSomewhere, SCHEDULE_SCHEMA } from '../rules/scheduleTime';
import { type TriggerKind, triggerReader } from '../rules/trigger';
import { CAMPAIGN, CANVAS } from '../rules/triggerKinds';
import type { Schedule, ScheduleRecord } from '../types/deliveries';
import { Refusal } from '../types/refusal';
import { type Call, type Endpoint, triggerPools } from './endpoint';
import { sendingOf } from './triggerSend';

/**
 * `/canvas/trigger/schedule/…` and `/campaigns/trigger/schedule/…` (post_schedule_triggered_canvases.md,
 * …_campaigns.md and their siblings).
 */
function scheduleEndpoints(kind: TriggerKind): Endpoint[] {
	const endpoint = (name: string) => ({
		method: 'POST' as const,
		path: `/${kind.group}/trigger/schedule/${name}`,
		permission: `${kind.group}.trigger.schedule.${name}`,
	});
	return [
		{ ...endpoint('create'), pools: triggerPools, handle: creation(kind) },
		{ ...endpoint('update'), handle: update(kind) },
		{ ...endpoint('delete'), handle: cancellation(kind) },
	];
}

function creation(kind: TriggerKind): Endpoint['handle'] {
	const read = triggerReader(kind, true);
	return (call) => {
		const trigger = read(call.body, call.state);
		const schedule = trigger.schedule as Schedule;
		checkSchedule(schedule, call.now);
		// The notice is documented only for sending Canvases. Returning it for schedules is a guess.
		const record = scheduleFor(call, sendingOf(call, kind, trigger), schedule);
		return { status: 201, body: answerFor(record) };
	};
}

const idSchemas = ({ idKey }: TriggerKind) => ({
	[idKey]: { type: 'string' },
	schedule_id: { type: 'string' },
});

/** The answer's body is undocumented. */
function update(kind: TriggerKind): Endpoint['handle'] {
	const check = checker({
		type: 'object',
		required: [kind.idKey, 'schedule_id', 'schedule'],
		additionalProperties: false,
		properties: { ...idSchemas(kind), schedule: SCHEDULE_SCHEMA },
	});
	return (call) => {
		check(call.body);
		const record = openOf(call, kind);
		checkUnsent(record);
		// post_update_scheduled_triggered_campaigns.md: such an update "is not applied"; the status is a guess.
		if (kind === CAMPAIGN && passedSomewhere(record.schedule, call.now)) {
			throw new Refusal(
				400,
				'The scheduled local time has already passed in a time zone; nothing was updated',
			);
		}
		replaceSchedule(call, record, call.body.schedule as Schedule);
		return { status: 201, body: { message: 'success' } };
	};
}

/** The answer's body is undocumented. */
function cancellation(kind: TriggerKind): Endpoint['handle'] {
	const check = checker({
		type: 'object',
		required: [kind.idKey, 'schedule_id'],
		additionalProperties: false,
		properties: idSchemas(kind),
	});
	return (call) => {
		check(call.body);
		cancelSchedule(call, openOf(call, kind));
		return { status: 201, body: { message: 'success' } };
	};
}

/** Returns the schedule that a body names, if it belongs to the Canvas or campaign that the body also names. */
function openOf(call: Call, { kind, noun, idKey, unknownId, find }: TriggerKind): ScheduleRecord {
	const id = call.body[idKey] as string;
	if (!find(call.state, id)) throw new Refusal(400, unknownId);
	const { schedule_id } = call.body;
	const named = call.state.schedules.find((one) => one.schedule_id === schedule_id && one.kind === kind);
	if (named && named[idKey] !== id) throw new Refusal(400, `The schedule belongs to another ${noun}`);
	return openSchedule(call, schedule_id, kind);
}

export const triggerSchedule: Endpoint[] = [CANVAS, CAMPAIGN].flatMap(scheduleEndpoints);
