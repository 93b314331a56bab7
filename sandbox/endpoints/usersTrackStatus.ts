import { isGroupId, statusOf } from '../rules/trackGroups';
import { Refusal } from '../types/refusal';
import type { Endpoint } from './endpoint';
import { single } from './query';

/** `GET /users/track/status` (get_users_track_status.md, beta): Braze's progress with the requests of a group. */
const status: Endpoint = {
	method: 'GET',
	path: '/users/track/status',
	permission: 'users.track.status',
	pools: () => [{ name: 'users.track.status', limit: 1_500, windowSeconds: 60 }],
	handle: (call) => {
		const id = single(call, 'group_id');
		if (!isGroupId(id)) throw new Refusal(400, 'Invalid group_id');
		return { status: 200, body: { results: statusOf(call.state, id, call.now) } };
	},
};

export const usersTrackStatus: Endpoint[] = [status];
