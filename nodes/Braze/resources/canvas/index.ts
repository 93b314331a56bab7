import type { Resource } from '../../operation';
import { cancelScheduleOf } from './cancelSchedule';
import { duplicateOf } from './duplicate';
import { getOf } from './get';
import { getManyOf } from './getMany';
import { scheduleOf } from './schedule';
import { sendNowOf } from './sendNow';
import { updateScheduleOf } from './updateSchedule';
import { breakdownOptions, readBreakdown } from './breakdown';
import { getAllAnalyticsOf } from './getAllAnalytics';
import { CANVAS_NUMBERS, CANVAS_SERIES, getAnalytics, MAX_DAYS } from './getAnalytics';
import { getAnalyticsSummary } from './getAnalyticsSummary';
import { canvasKind } from './triggeredKind';

/** Canvases: journeys built in Braze. */
export const canvas: Resource = {
	name: 'Canvas',
	value: 'canvas',
	description: 'Schedule, send and read API-triggered Canvases: messages in several steps',
	operations: [
		scheduleOf(canvasKind),
		updateScheduleOf(canvasKind),
		cancelScheduleOf(canvasKind),
		sendNowOf(canvasKind),
		getOf(canvasKind),
		getManyOf(canvasKind, 'Canvases'),
		getAnalytics,
		getAllAnalyticsOf(canvasKind, 'Canvases', {
			maxDays: MAX_DAYS,
			shape: CANVAS_SERIES,
			contains: CANVAS_NUMBERS,
			options: breakdownOptions,
			query: readBreakdown,
		}),
		getAnalyticsSummary,
		duplicateOf(canvasKind),
	],
};
