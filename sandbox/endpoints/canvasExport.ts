import type { Canvas } from '../types/campaigns';
import { Refusal } from '../types/refusal';
import { derivedId } from './derivedId';
import type { Call, Endpoint } from './endpoint';
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
		const canvas = canvasOf(call);
		return { status: 200, body: { ...detailsOf(canvas), message: 'success' } };
	},
};

/** Returns the Canvas that the query's `canvas_id` names. */
export function canvasOf(call: Call): Canvas {
	const id = required(call, 'canvas_id');
	const canvas = call.state.canvases.find((one) => one.id === id);
	if (!canvas) throw new Refusal(400, 'canvas_id must be a string of the Canvas api identifier');
	return canvas;
}

/** The IDs of a Canvas's only variant, its only step, and a deleted step. */
export function partsOf({ id }: Canvas) {
	const [variantId, stepId] = [derivedId(id, 'variant'), derivedId(id, 'step')];
	return { variantId, stepId, deletedStepId: derivedId(id, 'deleted step') };
}

function detailsOf(canvas: Canvas) {
	const { name, description, archived, draft, enabled, schedule_type, channels, tags } = canvas;
	const { variantId, stepId } = partsOf(canvas);
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
		variants: [{ name: 'Variant 1', id: variantId, first_step_ids: [stepId] }],
		tags,
		teams: [],
		steps: [{ name: 'Message', type: 'message', id: stepId, next_step_ids: [], channels, messages: {} }],
	};
}

export const canvasExport: Endpoint[] = [list, details];
