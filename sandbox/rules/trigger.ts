import type { Canvas, JsonObject, Recipient, Schedule, Target } from '../types';
import { Refusal } from '../types';
import { checkAudience } from './audience';
import { checker, type JsonSchema } from './jsonSchema';
import { checkRecipient, checkRecipientCount, RECIPIENT_SCHEMA } from './recipients';
import { SCHEDULE_SCHEMA } from './scheduleTime';

/** The body that the two Canvas trigger endpoints share (post_send_triggered_canvases.md). */
export interface TriggerBody {
	canvas_id: string;
	recipients?: Recipient[];
	audience?: JsonObject;
	broadcast?: boolean;
	context?: JsonObject;
	canvas_entry_properties?: JsonObject;
	/** Only, and always, of `/canvas/trigger/schedule/create`. */
	schedule?: Schedule;
}

const PROPERTIES = { type: 'object', maxBytes: 50 * 1024 };

const SEND_SCHEMA: JsonSchema = {
	type: 'object',
	required: ['canvas_id'],
	additionalProperties: false,
	properties: {
		canvas_id: { type: 'string' },
		recipients: { type: 'array', items: RECIPIENT_SCHEMA },
		audience: { type: 'object' },
		broadcast: { type: 'boolean' },
		context: PROPERTIES,
		canvas_entry_properties: PROPERTIES,
	},
};

const CREATE_SCHEMA: JsonSchema = {
	...SEND_SCHEMA,
	required: ['canvas_id', 'schedule'],
	properties: { ...(SEND_SCHEMA.properties as JsonObject), schedule: SCHEDULE_SCHEMA },
};

const checkSendShape = checker(SEND_SCHEMA);
const checkCreateShape = checker(CREATE_SCHEMA);

/** Throws a 400 for the first rule that a trigger body breaks; the schedule's time is checked by `checkSchedule`. */
export function readTriggerBody(body: JsonObject, scheduled: boolean): TriggerBody {
	checkRecipientCount(body.recipients);
	(scheduled ? checkCreateShape : checkSendShape)(body);
	const trigger = body as unknown as TriggerBody;
	if (trigger.recipients && trigger.broadcast) {
		throw new Refusal(400, 'broadcast cannot be true when recipients are given');
	}
	if (!trigger.recipients && trigger.broadcast !== true) throw new Refusal(400, 'No Recipients');
	if (trigger.audience) checkAudience(trigger.audience);
	const propertyKeys = new Set(['context', 'canvas_entry_properties'].filter((key) => key in body));
	trigger.recipients?.forEach((one, index) => checkRecipient(one, `recipients[${index}]`, propertyKeys));
	if (propertyKeys.size > 1) {
		throw new Refusal(400, 'context and canvas_entry_properties cannot both be in one request');
	}
	return trigger;
}

export function targetOf({ recipients, audience }: TriggerBody): Target {
	if (recipients) return audience ? 'recipients in audience' : 'recipients';
	return audience ? 'audience' : 'broadcast';
}

/**
 * The Canvas with that id. What Braze answers for a draft or a Canvas that no API call triggers is undocumented; the
 * sandbox refuses both.
 */
export function triggerableCanvas(canvases: Canvas[], id: string): Canvas {
	const canvas = canvases.find((one) => one.id === id);
	if (!canvas) throw new Refusal(400, 'Invalid Canvas ID');
	if (canvas.schedule_type !== 'api_triggered') throw new Refusal(400, 'The Canvas is not API-triggered.');
	if (canvas.draft) throw new Refusal(400, 'The Canvas is a draft and was never launched.');
	return canvas;
}

/** The notice Braze gives with its success when a Canvas does not send (post_send_triggered_canvases.md). */
export function noticeOf(canvas: Canvas | undefined): string | undefined {
	if (canvas?.archived) {
		return 'The Canvas is archived. Unarchive the Canvas to ensure trigger requests will take effect.';
	}
	if (canvas && !canvas.enabled) {
		return 'The Canvas is paused. Resume the Canvas to ensure trigger requests will take effect.';
	}
	return undefined;
}
