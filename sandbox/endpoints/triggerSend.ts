import { answerFor, sendNow, type Sending } from '../delivery/records';
import { sendIdFor } from '../rules/sendIds';
import { noticeOf, type Trigger, triggerable, type TriggerKind, triggerReader } from '../rules/trigger';
import { CAMPAIGN, CANVAS } from '../rules/triggerKinds';
import { type Call, type Endpoint, triggerPools } from './endpoint';

/** What a trigger asks for, after validating its Canvas or campaign and its send ID. */
export function sendingOf(call: Call, kind: TriggerKind, trigger: Trigger): Sending {
	const { id, name, archived, enabled, channels } = triggerable(kind, call.state, trigger.id);
	const { properties, broadcast } = trigger;
	if (kind.kind === 'canvas') {
		return {
			source: { kind: kind.kind, canvas_id: id, canvas_name: name, channels },
			reach: trigger,
			more: { context: properties },
			notice: noticeOf(kind.noun, { archived, enabled }),
		};
	}
	const named = { kind: kind.kind, campaign_id: id, campaign_name: name, channels };
	return {
		source: { ...named, ...sendIdFor(call, id, trigger.send_id, broadcast) },
		reach: trigger,
		more: { context: {}, trigger_properties: properties },
		notice: noticeOf(kind.noun, { archived, enabled }),
	};
}

/** `/canvas/trigger/send` and `/campaigns/trigger/send` (post_send_triggered_canvases.md, …_campaigns.md). */
function sendEndpoint(kind: TriggerKind): Endpoint {
	const read = triggerReader(kind, false);
	return {
		method: 'POST',
		path: `/${kind.group}/trigger/send`,
		permission: `${kind.group}.trigger.send`,
		pools: triggerPools,
		handle: (call) => {
			const record = sendNow(call, sendingOf(call, kind, read(call.body, call.state)));
			return { status: 201, body: answerFor(record) };
		},
	};
}

export const triggerSend: Endpoint[] = [sendEndpoint(CANVAS), sendEndpoint(CAMPAIGN)];
