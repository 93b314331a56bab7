import { createHash } from 'crypto';
import type { SandboxState } from '../state';
import type { Delivery } from '../types/deliveries';
import type { JsonObject } from '../types/json';
import type { CallKind } from './call';

/** The maximum number of events in a call. */
export const BATCH = 100;

/** The bodies with which Braze reports a message that went out. Currents events are batched afterwards. */
export function bodiesFor(kind: CallKind, state: SandboxState, delivery: Delivery): JsonObject[] {
	switch (kind) {
		case 'webhookMessage':
			return [composed(state, delivery)];
		case 'currents':
			return eventsOf(delivery);
		case 'transactionalPostback':
			return delivery.kind === 'transactional' ? postbacks(state, delivery) : [];
		case 'segmentExport':
			return [];
	}
}

/** The body that the documentation of the Braze Trigger proposes, as Liquid fills it in. */
function composed(
	{ users }: SandboxState,
	{ dispatch_id, id, external_id, ...source }: Delivery,
): JsonObject {
	const user = users.find((one) => one.external_id === external_id && external_id !== undefined);
	return {
		event_id: `${dispatch_id}/${user?.braze_id ?? id}`,
		external_id: external_id ?? '',
		email: user?.email ?? '',
		canvas_id: source.canvas_id ?? '',
		canvas_name: source.canvas_name ?? '',
		step_id: source.campaign_id ?? source.canvas_id ?? '',
		step_name: source.campaign_name ?? source.canvas_name ?? '',
	};
}

const CHANNELS: Record<string, string> = {
	email: 'email',
	sms: 'sms',
	ios_push: 'pushnotification',
	android_push: 'pushnotification',
	webhook: 'webhook',
	whats_app: 'whatsapp',
	content_cards: 'contentcard',
};

/** A `Send` for each channel, and the entry for a Canvas. */
function eventsOf({
	at,
	dispatch_id,
	id,
	external_id,
	channels,
	canvas_id,
	canvas_name,
	campaign_id,
	campaign_name,
}: Delivery): JsonObject[] {
	const types = new Set(
		channels.flatMap((channel) => (CHANNELS[channel] ? [`users.messages.${CHANNELS[channel]}.Send`] : [])),
	);
	if (canvas_id) types.add('users.canvas.Entry');
	return [...types].map((event_type) => ({
		event_type,
		id: idFrom(`${dispatch_id}/${id}/${event_type}`),
		time: Math.floor(Date.parse(at) / 1000),
		user: { external_user_id: external_id ?? null },
		properties: { dispatch_id, canvas_id, canvas_name, campaign_id, campaign_name },
	}));
}

/** post_send_transactional_message.md */
function postbacks(state: SandboxState, { at, dispatch_id, campaign_id }: Delivery): JsonObject[] {
	const external_send_id = state.sends.find((send) => send.dispatch_id === dispatch_id)?.external_send_id;
	const stages: Array<[status: string, key: string]> = [
		['sent', 'enqueued_at'],
		['processed', 'processed_at'],
		['delivered', 'delivered_at'],
	];
	return stages.map(([status, key]) => ({
		dispatch_id,
		status,
		metadata: {
			...(external_send_id ? { external_send_id } : {}),
			campaign_api_id: campaign_id,
			received_at: at,
			[key]: at,
		},
	}));
}

/** The ID of an event, which stays the same whenever it is sent. */
function idFrom(text: string): string {
	const hex = createHash('sha256').update(text).digest('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
		'-',
	);
}
