import type { Resource } from '../../operation';
import { cancelScheduleOf } from '../triggered/cancelSchedule';
import { duplicateOf } from '../triggered/duplicate';
import { getOf } from '../triggered/get';
import { getManyOf } from '../triggered/getMany';
import { scheduleOf } from '../triggered/schedule';
import { sendNowOf } from '../triggered/sendNow';
import { updateScheduleOf } from '../triggered/updateSchedule';
import { getAnalytics } from './getAnalytics';
import { getAnalyticsSummary } from './getAnalyticsSummary';
import { canvasKind } from './kind';

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
		getAnalyticsSummary,
		duplicateOf(canvasKind),
	],
};
