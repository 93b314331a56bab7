import { type Canvas, Refusal } from '../types';
import { derivedId } from './derivedId';
import type { Endpoint } from './endpoint';
import { listed, required } from './query';

/** `GET /canvas/list` and `GET /canvas/details` (get_canvases.md, get_canvas_details.md). */

const list: Endpoint = {
	method: 'GET',
	path: '/canvas/list',
	permission: 'canvas.list',
	handle: (call) => {
		const shown = listed(call, call.state.canvases);
		const canvases = shown.map(({ id, name, tags, last_edited }) => ({ id, last_edited, name, tags }));
		return { status: 200, body: { canvases, message: 'success' } };
	},
};

const details: Endpoint = {
	method: 'GET',
	path: '/canvas/details',
	permission: 'canvas.details',
	handle: (call) => {
		const id = required(call, 'canvas_id');
		const canvas = call.state.canvases.find((one) => one.id === id);
		if (!canvas) throw new Refusal(400, 'Invalid Canvas ID');
		return { status: 200, body: { ...detailsOf(canvas), message: 'success' } };
	},
};

function detailsOf(canvas: Canvas) {
	const { name, description, archived, draft, enabled, schedule_type, channels, tags } = canvas;
	const stepId = derivedId(canvas.id, 'step');
	return {
		created_at: canvas.created_at,
		updated_at: canvas.last_edited,
		name,
		description,
		archived,
		draft,
		enabled,
		has_post_launch_draft: false,
		schedule_type,
		first_entry: draft ? null : canvas.created_at,
		last_entry: null,
		channels,
		variants: [{ name: 'Variant 1', id: derivedId(canvas.id, 'variant'), first_step_ids: [stepId] }],
		tags,
		teams: [],
		steps: [{ name: 'Message', type: 'message', id: stepId, next_step_ids: [], channels, messages: {} }],
	};
}

export const canvasExport: Endpoint[] = [list, details];
