import type { SandboxState } from '../state';
import type { Schedule } from '../types/deliveries';
import type { JsonObject } from '../types/json';
import { Refusal } from '../types/refusal';
import { checkAudience } from './audience';
import { checker, type JsonSchema } from './jsonSchema';
import type { Reach } from './reach';
import {
	checkRecipient,
	checkRecipientCount,
	PROPERTIES,
	type PropertyKey,
	recipientSchema,
} from './recipients';
import { SCHEDULE_SCHEMA } from './scheduleTime';

/** What the rules look at in a Canvas or a campaign. */
export interface Triggerable {
	id: string;
	name: string;
	archived: boolean;
	draft: boolean;
	enabled: boolean;
	/** Whether API calls trigger it, not its own schedule or users' actions. */
	apiTriggered: boolean;
	channels: string[];
}

/** The differences between the triggers of Canvases and campaigns. */
export interface TriggerKind {
	kind: 'canvas' | 'campaign';
	/** The path's first part, and the permission's. */
	group: 'canvas' | 'campaigns';
	/** For Braze's texts. */
	noun: 'Canvas' | 'campaign';
	idKey: 'canvas_id' | 'campaign_id';
	unknownId: string;
	/** The names its properties may have, of which a request uses one. */
	propertyKeys: PropertyKey[];
	/** Further keys of both endpoints, and those of the send endpoint alone. */
	keys: JsonSchema;
	sendKeys: JsonSchema;
	find: (state: SandboxState, id: string) => Triggerable | undefined;
}

/** A trigger body, read: the kind's own names are gone. */
export interface Trigger extends Reach {
	id: string;
	broadcast: boolean;
	send_id?: string;
}

/**
 * Makes the check of a trigger endpoint's body (post_send_triggered_canvases.md, post_send_triggered_campaigns.md and
 * the schedule pages). It throws a 400 for the first rule that is broken; `checkSchedule` checks the schedule's time.
 */
export function triggerReader(
	kind: TriggerKind,
	scheduled: boolean,
): (body: JsonObject, state: SandboxState) => Trigger {
	const { idKey, propertyKeys } = kind;
	const checkShape = checker({
		type: 'object',
		required: scheduled ? [idKey, 'schedule'] : [idKey],
		additionalProperties: false,
		properties: {
			[idKey]: { type: 'string' },
			recipients: { type: 'array', items: recipientSchema(propertyKeys) },
			audience: { type: 'object' },
			broadcast: { type: 'boolean' },
			...Object.fromEntries(propertyKeys.map((key) => [key, PROPERTIES])),
			...kind.keys,
			...(scheduled ? { schedule: SCHEDULE_SCHEMA } : kind.sendKeys),
		},
	});
	return (body, state) => {
		checkRecipientCount(body.recipients);
		checkShape(body);
		const { recipients, audience, broadcast } = body as Partial<Trigger>;
		if (recipients && broadcast) throw new Refusal(400, 'broadcast cannot be true when recipients are given');
		if (broadcast && 'attachments' in body) {
			throw new Refusal(400, 'attachments cannot be included when broadcast is true');
		}
		if (!recipients && broadcast !== true) throw new Refusal(400, 'No Recipients');
		if (audience) checkAudience(audience);
		const used = new Set<string>(propertyKeys.filter((key) => key in body));
		recipients?.forEach((one, index) =>
			checkRecipient(one, `recipients[${index}]`, propertyKeys, used, state),
		);
		if (used.size > 1) throw new Refusal(400, `${propertyKeys.join(' and ')} cannot both be in one request`);
		return {
			id: body[idKey] as string,
			recipients,
			audience,
			broadcast: broadcast === true,
			properties: propertyKeys.map((key) => body[key] as JsonObject | undefined).find(Boolean) ?? {},
			schedule: body.schedule as Schedule | undefined,
			send_id: body.send_id as string | undefined,
		};
	};
}

/**
 * Returns the Canvas or campaign with an ID. Braze's response for a draft, or for one that the API can't trigger, is
 * undocumented; the sandbox refuses both.
 */
export function triggerable(
	{ find, noun, unknownId }: TriggerKind,
	state: SandboxState,
	id: string,
): Triggerable {
	const found = find(state, id);
	if (!found) throw new Refusal(400, unknownId);
	if (!found.apiTriggered) throw new Refusal(400, `The ${noun} is not API-triggered.`);
	if (found.draft) throw new Refusal(400, `The ${noun} is a draft and was never launched.`);
	return found;
}

/**
 * The notice that Braze returns with success if nothing is sent (post_send_triggered_canvases.md). Using the same text
 * for campaigns is a guess.
 */
export function noticeOf(
	noun: string,
	found: Pick<Triggerable, 'archived' | 'enabled'> | undefined,
): string | undefined {
	if (found?.archived) {
		return `The ${noun} is archived. Unarchive the ${noun} to ensure trigger requests will take effect.`;
	}
	if (found && !found.enabled) {
		return `The ${noun} is paused. Resume the ${noun} to ensure trigger requests will take effect.`;
	}
	return undefined;
}
