import { LISTS } from '../state/rateLimits';
import { Refusal } from '../types/refusal';
import { cursorPage } from './cursor';
import type { Endpoint } from './endpoint';
import { pageOf, required } from './query';
import { byApp, bySegment, series } from './series';

const PAGE_SIZE = 50;

const NAMES_A_PAGE = 250;

/** `GET /events` (get_custom_events_data.md): 50 a page, in alphabetical order. */
const list: Endpoint = {
	method: 'GET',
	path: '/events',
	permission: 'events.get',
	pools: () => [LISTS],
	handle: (call) => {
		const { page, headers } = cursorPage(call, '/events', call.state.customEvents, PAGE_SIZE);
		return { status: 200, headers, body: { events: page, message: 'success' } };
	},
};

/** `GET /events/list` (get_custom_events.md): names only, 250 a page. */
const names: Endpoint = {
	method: 'GET',
	path: '/events/list',
	permission: 'events.list',
	pools: () => [LISTS],
	handle: (call) => {
		const events = pageOf(call, call.state.customEvents, NAMES_A_PAGE).map(({ name }) => name);
		return { status: 200, body: { events, message: 'success' } };
	},
};

/** `GET /events/data_series` (get_custom_events_analytics.md). How an unknown event is refused is a guess. */
const analytics = series({
	path: '/events/data_series',
	permission: 'events.data_series',
	figure: 'count',
	usual: 900,
	hourly: true,
	filters: [
		(call) => {
			const name = required(call, 'event');
			if (!call.state.customEvents.some((event) => event.name === name))
				throw new Refusal(400, 'Invalid event');
			return name;
		},
		byApp,
		bySegment,
	],
});

export const customEvents: Endpoint[] = [list, names, analytics];
