import type { SandboxState } from '../state';
import type { Delivery } from '../types/deliveries';
import type { JsonObject } from '../types/json';
import { bodiesFor } from './bodies';
import type { CallKind } from './call';

/** Sample bodies of a kind, about the first person and Canvas of the workspace, each time with a new ID. */
export function sampleBodies(kind: CallKind, state: SandboxState, now: Date): JsonObject[] {
	if (kind === 'segmentExport') return [{ success: true, url: 'https://example.com/export.zip' }];
	const [user] = state.users;
	const canvas = state.canvases.find(({ enabled }) => enabled);
	const delivery: Delivery = {
		at: now.toISOString(),
		kind: kind === 'transactionalPostback' ? 'transactional' : 'canvas',
		canvas_id: canvas?.id,
		canvas_name: canvas?.name,
		channels: canvas?.channels ?? ['email'],
		id: user?.external_id ?? 'test',
		external_id: user?.external_id,
		dispatch_id: `test-${now.getTime()}`,
		properties: {},
	};
	return bodiesFor(kind, state, delivery);
}
