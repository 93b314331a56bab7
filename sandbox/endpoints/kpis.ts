import type { Endpoint } from './endpoint';
import { byApp, bySegment, series } from './series';

const KPIS = [
	['dau', 1_800],
	['mau', 14_000],
	['new_users', 160],
	['uninstalls', 25],
] as const;

/** `GET /kpi/…/data_series` (get_kpi_dau_date.md and its siblings) and `GET /sessions/data_series` (get_sessions_analytics.md). */
export const kpis: Endpoint[] = [
	...KPIS.map(([figure, usual]) =>
		series({
			path: `/kpi/${figure}/data_series`,
			permission: `kpi.${figure}.data_series`,
			figure,
			usual,
			hourly: false,
			filters: [byApp],
		}),
	),
	series({
		path: '/sessions/data_series',
		permission: 'sessions.data_series',
		figure: 'sessions',
		usual: 3_100,
		hourly: true,
		filters: [byApp, bySegment],
	}),
];
