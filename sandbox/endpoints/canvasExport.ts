import { createHash } from 'crypto';
import { DateTime } from 'luxon';
import { type Canvas, Refusal } from '../types';
import type { Call, Endpoint } from './endpoint';

/** `GET /canvas/list` and `GET /canvas/details` (get_canvases.md, get_canvas_details.md). */

const PAGE_SIZE = 100;

const list: Endpoint = {
	method: 'GET',
	path: '/canvas/list',
	permission: 'canvas.list',
	handle: (call) => {
		const page = Number(single(call, 'page') ?? 0);
		if (!Number.isInteger(page) || page < 0) throw new Refusal(400, 'page must be a whole number from 0 on');
		const after = single(call, 'last_edit.time[gt]');
		const since = after === undefined ? undefined : DateTime.fromISO(after);
		if (since && !since.isValid)
			throw new Refusal(400, 'last_edit.time[gt] must be an ISO 8601 date and time');
		const shown = sorted(call, call.state.canvases)
			.filter(({ archived }) => !archived || flag(call, 'include_archived'))
			.filter(({ last_edited }) => !since || DateTime.fromISO(last_edited) > since)
			.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
		const canvases = shown.map(({ id, name, tags, last_edited }) => ({ id, last_edited, name, tags }));
		return { status: 200, body: { canvases, message: 'success' } };
	},
};

const details: Endpoint = {
	method: 'GET',
	path: '/canvas/details',
	permission: 'canvas.details',
	handle: (call) => {
		const id = single(call, 'canvas_id');
		if (!id) throw new Refusal(400, 'canvas_id is required');
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

function derivedId(canvasId: string, part: string): string {
	const hex = createHash('sha256').update(`${canvasId} ${part}`).digest('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
		'-',
	);
}

/** Oldest first; by creation when the order is asked for (`asc`, `desc`). */
function sorted(call: Call, canvases: Canvas[]): Canvas[] {
	const direction = single(call, 'sort_direction');
	if (direction === undefined) return canvases;
	if (direction !== 'asc' && direction !== 'desc')
		throw new Refusal(400, 'sort_direction must be asc or desc');
	const oldestFirst = [...canvases].sort((a, b) => a.created_at.localeCompare(b.created_at));
	return direction === 'asc' ? oldestFirst : oldestFirst.reverse();
}

function flag(call: Call, name: string): boolean {
	const value = single(call, name) ?? 'false';
	if (value !== 'true' && value !== 'false') throw new Refusal(400, `${name} must be true or false`);
	return value === 'true';
}

function single({ query }: Call, name: string): string | undefined {
	const value = query[name];
	if (Array.isArray(value)) throw new Refusal(400, `${name} was given more than once`);
	return value;
}

export const canvasExport: Endpoint[] = [list, details];
