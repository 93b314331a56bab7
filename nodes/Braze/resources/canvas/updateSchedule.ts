import { MISSING_SCHEDULE_HINT } from '../../schedule/scheduleId';
import type { Operation } from '../../operation';
import { keyInterceptor } from '../../scheduleKeys/keyInterceptor';
import { timeChange } from '../scheduleChange';
import { keyUse, triggeredEndpoint, type TriggeredKind } from './triggeredKind';

/**
 * Changes the time of a scheduled Canvas or campaign.
 * https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_update_scheduled_triggered_canvases
 */
export function updateScheduleOf(kind: TriggeredKind): Operation {
	const { word } = kind.wording;
	return {
		...timeChange(kind),
		name: 'Update Schedule',
		value: 'updateSchedule',
		action: `Update time of scheduled ${word.toLowerCase()}`,
		description: `Change the time and delivery of a scheduled ${word}`,
		endpoint: {
			...triggeredEndpoint(kind, 'trigger/schedule/update'),
			verb: 'changed',
			refusalHint: MISSING_SCHEDULE_HINT,
		},
		intercept: (...run) => keyInterceptor(keyUse(kind, 'move'), ...run),
	};
}
