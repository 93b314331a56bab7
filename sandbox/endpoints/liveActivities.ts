import { checkAudience } from '../rules/audience';
import { ALIAS, ID } from '../people/personSchemas';
import { checker } from '../rules/jsonSchema';
import { checkRecipientCount } from '../rules/recipients';
import type { JsonObject } from '../types/json';
import { Refusal } from '../types/refusal';
import type { Call, Endpoint } from './endpoint';

/** `/messages/live_activity/…` (start.md, update.md). */

const moment = { type: 'string', format: 'moment' };

const notification = {
	type: 'object',
	required: ['alert'],
	properties: {
		alert: {
			type: 'object',
			required: ['title', 'body'],
			properties: { title: { type: 'string' }, body: { type: 'string' } },
		},
	},
};

const shape = (required: string[], more: JsonObject) =>
	checker({
		type: 'object',
		required: ['app_id', 'activity_id', 'content_state', ...required],
		additionalProperties: false,
		properties: {
			app_id: { type: 'string', format: 'notBlank' },
			activity_id: { type: 'string', format: 'notBlank' },
			content_state: { type: 'object' },
			dismissal_date: moment,
			stale_date: moment,
			notification,
			...more,
		},
	});

const checkStart = shape(['activity_attributes_type', 'activity_attributes', 'notification'], {
	activity_attributes_type: { type: 'string', format: 'notBlank' },
	activity_attributes: { type: 'object' },
	external_user_ids: { type: 'array', items: ID },
	user_aliases: { type: 'array', items: ALIAS },
	segment_id: { type: 'string' },
	custom_audience: { type: 'object' },
});

const checkUpdate = shape([], { end_activity: { type: 'boolean' } });

/** How a combination of targets is refused is a guess. */
const start: Endpoint = {
	method: 'POST',
	path: '/messages/live_activity/start',
	permission: 'messages.live_activity.start',
	handle: (call) => {
		const {
			external_user_ids: ids,
			user_aliases: aliases,
			segment_id: segment,
			custom_audience: audience,
		} = call.body;
		const named = [ids, aliases].filter((list) => Array.isArray(list)).flat();
		checkRecipientCount(ids === undefined && aliases === undefined ? undefined : named);
		checkStart(call.body);
		const targets = [named.length > 0, segment !== undefined, audience !== undefined].filter(Boolean);
		if (targets.length === 0) throw new Refusal(400, 'No Recipients');
		if (targets.length > 1)
			throw new Refusal(
				400,
				'Only one of external_user_ids or user_aliases, segment_id and custom_audience is allowed',
			);
		if (audience !== undefined) checkAudience(audience as JsonObject);
		if (segment !== undefined && !call.state.segments.some(({ id }) => id === segment))
			throw new Refusal(400, 'Invalid Segment ID');
		return recorded(call);
	},
};

/** Every ID is accepted, because the app itself may have started the activity. */
const update: Endpoint = {
	method: 'POST',
	path: '/messages/live_activity/update',
	permission: 'messages.live_activity.update',
	handle: (call) => {
		checkUpdate(call.body);
		return recorded(call);
	},
};

function recorded({ state, body }: Call) {
	if (!state.apps.some(({ id }) => id === body.app_id)) throw new Refusal(400, 'Invalid app_id');
	state.liveActivities.push(body);
	return { status: 201, body: { message: 'success' } };
}

export const liveActivities: Endpoint[] = [start, update];
