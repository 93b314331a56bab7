import { randomUUID } from 'crypto';
import { deliver } from '../delivery';
import { effectiveRecipients } from '../rules/reach';
import { noticeOf, readTriggerBody, targetOf, triggerableCanvas } from '../rules/trigger';
import type { TriggerBody } from '../rules/trigger';
import type { Canvas, SendRecord } from '../types';
import { type Call, type Endpoint, triggerPools } from './endpoint';

/** The part of a record that an immediate send and a schedule have in common. */
export function triggerRecord(call: Call, body: TriggerBody, canvas: Canvas) {
	const notice = noticeOf(canvas);
	return {
		dispatch_id: randomUUID().replace(/-/g, ''),
		canvas_id: canvas.id,
		canvas_name: canvas.name,
		created_at: call.now.toISOString(),
		request_id: call.requestId,
		target: targetOf(body),
		broadcast: body.broadcast === true,
		recipients: body.recipients ?? [],
		...(body.audience ? { audience: body.audience } : {}),
		context: body.context ?? body.canvas_entry_properties ?? {},
		effectiveRecipients: effectiveRecipients(call.state, body, call.now),
		...(notice ? { notice } : {}),
	};
}

/** `POST /canvas/trigger/send` (post_send_triggered_canvases.md). */
const send: Endpoint = {
	method: 'POST',
	path: '/canvas/trigger/send',
	permission: 'canvas.trigger.send',
	pools: triggerPools,
	handle: (call) => {
		const body = readTriggerBody(call.body, false);
		const canvas = triggerableCanvas(call.state.canvases, body.canvas_id);
		const record: SendRecord = { ...triggerRecord(call, body, canvas), delivered: 0 };
		const { notice } = record;
		for (const person of record.effectiveRecipients) {
			if (notice) person.skipped = notice;
			if (person.skipped) continue;
			deliver(call.state, record, person, record.created_at);
			record.delivered += 1;
		}
		call.state.sends.push(record);
		const { dispatch_id } = record;
		return { status: 201, body: { dispatch_id, message: 'success', ...(notice ? { notice } : {}) } };
	},
};

export const canvasSend: Endpoint[] = [send];
