import { broadcastPools, type Pool, SHARED } from '../state/rateLimits';
import { answerFor, scheduleFor, sendNow, type Sending } from '../delivery/records';
import { cancelSchedule, checkUnsent, openSchedule, replaceSchedule } from '../delivery/schedules';
import { checker } from '../rules/jsonSchema';
import { type Message, readMessage } from '../rules/messageBody';
import { channelOf, checkMessages } from '../rules/messageObjects';
import { checkSchedule, SCHEDULE_SCHEMA } from '../rules/scheduleTime';
import { sendIdFor } from '../rules/sendIds';
import type { Schedule } from '../types/deliveries';
import type { JsonObject } from '../types/json';
import { Refusal } from '../types/refusal';
import type { Call, Endpoint } from './endpoint';

/** `/messages/send` and `/messages/schedule/…` (post_send_messages.md, post_schedule_messages.md and its siblings). */

const send: Endpoint = {
	method: 'POST',
	path: '/messages/send',
	permission: 'messages.send',
	pools: messagePools,
	handle: (call) => {
		const message = readMessage(call.body, false, call.state, call.now);
		return { status: 201, body: answerFor(sendNow(call, sendingOf(call, message))) };
	},
};

/** Unlike the other creations, a broadcast draws from the shared pool here (api_limits.md). */
const create: Endpoint = {
	method: 'POST',
	path: '/messages/schedule/create',
	permission: 'messages.schedule.create',
	handle: (call) => {
		const message = readMessage(call.body, true, call.state, call.now);
		const schedule = message.schedule as Schedule;
		checkSchedule(schedule, call.now);
		return { status: 201, body: answerFor(scheduleFor(call, sendingOf(call, message), schedule)) };
	},
};

const checkUpdate = checker({
	type: 'object',
	required: ['schedule_id'],
	additionalProperties: false,
	properties: { schedule_id: { type: 'string' }, schedule: SCHEDULE_SCHEMA, messages: {} },
});

/** Replaces the schedule, the messages, or both, each as a whole. The response body is undocumented. */
const update: Endpoint = {
	method: 'POST',
	path: '/messages/schedule/update',
	permission: 'messages.schedule.update',
	handle: (call) => {
		checkUpdate(call.body);
		const { schedule_id, schedule, messages } = call.body;
		if (schedule === undefined && messages === undefined) {
			throw new Refusal(400, 'At least one of schedule and messages is required');
		}
		const record = openSchedule(call, schedule_id, 'message');
		checkUnsent(record);
		const campaign = call.state.campaigns.find(({ id }) => id === record.campaign_id);
		if (messages !== undefined) checkMessages(messages, true, campaign?.variations, call.now);
		if (schedule !== undefined) replaceSchedule(call, record, schedule as Schedule);
		if (messages !== undefined) {
			record.messages = messages as JsonObject;
			record.channels = Object.keys(record.messages).map(channelOf);
			record.updated_at = call.now.toISOString();
		}
		return { status: 201, body: { message: 'success' } };
	},
};

const checkDelete = checker({
	type: 'object',
	required: ['schedule_id'],
	additionalProperties: false,
	properties: { schedule_id: { type: 'string' } },
});

/** The answer's body is undocumented. */
const cancel: Endpoint = {
	method: 'POST',
	path: '/messages/schedule/delete',
	permission: 'messages.schedule.delete',
	handle: (call) => {
		checkDelete(call.body);
		cancelSchedule(call, openSchedule(call, call.body.schedule_id, 'message'));
		return { status: 201, body: { message: 'success' } };
	},
};

function sendingOf(call: Call, message: Message): Sending {
	const { campaign, channels, messages, send_id, broadcast } = message;
	const tracked = campaign ? { campaign_id: campaign.id, campaign_name: campaign.name } : {};
	return {
		source: {
			kind: 'message',
			...tracked,
			...sendIdFor(call, campaign?.id, send_id, broadcast),
			channels,
		},
		reach: message,
		more: { context: {}, messages },
	};
}

function messagePools({
	external_user_ids,
	user_aliases,
	campaign_id,
	segment_id,
	audience,
}: JsonObject): Pool[] {
	if (external_user_ids !== undefined || user_aliases !== undefined) return [SHARED];
	return broadcastPools(JSON.stringify(['messages', campaign_id, segment_id, audience]));
}

export const messages: Endpoint[] = [send, create, update, cancel];
