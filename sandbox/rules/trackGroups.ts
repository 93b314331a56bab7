import type { SandboxState } from '../state';
import type { TrackGroup } from '../types/people';

/** How long Braze remembers a group after its first request. */
const KEPT_MS = 24 * 60 * 60 * 1000;

export const isGroupId = (value: unknown): value is string =>
	typeof value === 'string' && /^[A-Za-z0-9._~-]{1,128}$/.test(value);

/** Counts a request into its group. */
export function countRequest(state: SandboxState, group_id: string, now: Date): void {
	const at = now.toISOString();
	const group = groupOf(state, group_id, now);
	if (group) Object.assign(group, { received: group.received + 1, last_at: at });
	else {
		state.trackGroups = state.trackGroups.filter((one) => one.group_id !== group_id);
		state.trackGroups.push({ group_id, received: 1, first_at: at, last_at: at });
	}
}

function groupOf({ trackGroups }: SandboxState, id: string, now: Date): TrackGroup | undefined {
	return trackGroups.find(
		({ group_id, first_at }) => group_id === id && now.getTime() - Date.parse(first_at) < KEPT_MS,
	);
}

/** The state of a group; none if it is unknown or too old. Here, only its last request may still be in progress. */
export function statusOf(state: SandboxState, id: string, now: Date) {
	const group = groupOf(state, id, now);
	if (!group) return [];
	const end = Date.parse(group.last_at) + state.processingMs;
	const processing = end > now.getTime() ? 1 : 0;
	return [
		{
			group_id: id,
			status: processing ? 'processing' : 'completed',
			received: group.received,
			done: group.received - processing,
			processing,
			final_completion_time: processing ? null : new Date(end).toISOString(),
		},
	];
}
