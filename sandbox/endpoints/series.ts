import { shareOf } from '../analytics/numbers';
import type { Pool } from '../state/rateLimits';
import { Refusal } from '../types/refusal';
import { timesAsked, daysAsked } from './days';
import type { Call, Endpoint } from './endpoint';
import { single } from './query';

interface Series {
	path: string;
	permission: string;
	pools?: () => Pool[];
	/** The key of the figure; `usual` is its typical value on a day. */
	figure: string;
	usual: number;
	/** Whether `unit=hour` is supported. */
	hourly: boolean;
	/** Further filters. Each gets the call and returns the value that it filters by. */
	filters: Array<(call: Call) => string>;
}

/**
 * Creates an endpoint for a series of one figure. Narrower filters give smaller figures, and the same call always gives
 * the same ones.
 */
export function series({ path, permission, pools, figure, usual, hourly, filters }: Series): Endpoint {
	return {
		method: 'GET',
		path,
		permission,
		pools,
		handle: (call) => {
			const chosen = filters.map((filter) => filter(call));
			const share = chosen.reduce(
				(rest, text) => (text === '' ? rest : rest * (0.2 + 0.5 * shareOf(text))),
				1,
			);
			const data = (hourly ? timesAsked(call) : daysAsked(call)).map((time) => {
				const whole = usual * share * (0.8 + 0.4 * shareOf(`${path} ${time} ${chosen.join(' ')}`));
				return { time, [figure]: Math.round(time.includes('T') ? whole / 24 : whole) };
			});
			return { status: 200, body: { data, message: 'success' } };
		},
	};
}

/** How an unknown app or segment is refused is a guess, in the form of the other texts. */
export function byApp(call: Call): string {
	const id = single(call, 'app_id') ?? '';
	if (id !== '' && !call.state.apps.some((app) => app.id === id)) throw new Refusal(400, 'Invalid app_id');
	return id;
}

export function bySegment(call: Call): string {
	const id = single(call, 'segment_id') ?? '';
	const segment = call.state.segments.find((one) => one.id === id);
	if (id !== '' && !segment) throw new Refusal(400, 'Invalid Segment ID');
	if (segment && !segment.analytics_tracking_enabled)
		throw new Refusal(400, 'Analytics tracking is not enabled for this segment');
	return id;
}

/** A product that nobody bought has a series, too. */
export const byProduct = (call: Call): string => single(call, 'product') ?? '';
