import pick from 'lodash/pick';
import { userWithBrazeId } from '../people/identifiers';
import type { SandboxState } from '../state';
import type { EffectiveRecipient, ScheduleRecord, SendRecord, Source } from '../types/deliveries';
import type { JsonObject } from '../types/json';

/** Delivers one message to one person, and records it. */
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
		...personalization(state, record, person),
	});
}

/** The custom attributes that a Canvas's message contains, with the person's current values. */
function personalization(
	state: SandboxState,
	{ canvas_id }: Source,
	{ braze_id }: EffectiveRecipient,
): { attributes?: JsonObject } {
	const names = state.canvases.find(({ id }) => id === canvas_id)?.personalized_by;
	if (!names) return {};
	const user = braze_id === undefined ? undefined : userWithBrazeId(state, braze_id);
	return { attributes: pick(user?.custom_attributes ?? {}, names) };
}

/** The part of a record that says what was sent. */
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

/** Why a person gets no message because of its subscription groups, according to the current profile. */
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
