import { DateTime } from 'luxon';
import { shareOf } from '../analytics/numbers';
import type { Segment } from '../types/campaigns';
import { isInSegment } from '../rules/reach';
import { Refusal } from '../types/refusal';
import { daysAsked } from './days';
import type { Call, Endpoint } from './endpoint';
import { pageOf, required, sorted } from './query';

/** `GET /segments/list`, `/segments/details` and `/segments/data_series` (get_segment.md and its siblings). */

const list: Endpoint = {
	method: 'GET',
	path: '/segments/list',
	permission: 'segments.list',
	handle: (call) => {
		const live = sorted(call, call.state.segments).filter(({ archived }) => !archived);
		const segments = pageOf(call, live).map(({ id, name, analytics_tracking_enabled, tags }) => ({
			id,
			name,
			analytics_tracking_enabled,
			tags,
		}));
		return { status: 200, body: { segments, message: 'success' } };
	},
};

const details: Endpoint = {
	method: 'GET',
	path: '/segments/details',
	permission: 'segments.details',
	handle: (call) => {
		const { created_at, last_edited, name, description, tags } = segmentOf(call);
		const body = {
			created_at,
			updated_at: last_edited,
			name,
			description,
			text_description: description,
			tags,
		};
		return { status: 200, body: { ...body, teams: [], message: 'success' } };
	},
};

/**
 * Today's size is the number of users in the segment now. Earlier days had fewer, and a segment without analytics
 * tracking has no sizes (a guess).
 */
const series: Endpoint = {
	method: 'GET',
	path: '/segments/data_series',
	permission: 'segments.data_series',
	handle: (call) => {
		const segment = segmentOf(call);
		const size = call.state.users.filter((user) => isInSegment(user, segment, call.now)).length;
		const today = DateTime.fromJSDate(call.now, { zone: call.state.companyTimeZone }).startOf('day');
		const days = segment.analytics_tracking_enabled ? daysAsked(call) : daysAsked(call).slice(0, 0);
		const data = days
			.filter((time) => time >= segment.created_at.slice(0, 10))
			.map((time) => {
				const daysAgo = today.diff(DateTime.fromISO(time, { zone: today.zone }), 'days').days;
				const grown =
					daysAgo === 0 ? 1 : 1 - Math.min(0.9, daysAgo / 200) - 0.05 * shareOf(`${segment.id} ${time}`);
				return { time, size: Math.round(size * grown) };
			});
		return { status: 200, body: { data, message: 'success' } };
	},
};

function segmentOf(call: Call): Segment {
	const id = required(call, 'segment_id');
	const segment = call.state.segments.find((one) => one.id === id);
	if (!segment) throw new Refusal(400, 'Invalid Segment ID');
	return segment;
}

export const segments: Endpoint[] = [list, details, series];
