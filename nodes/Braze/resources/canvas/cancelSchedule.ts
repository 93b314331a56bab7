import { MISSING_SCHEDULE_HINT, REPEATED_CANCEL_HINT } from '../../schedule/scheduleId';
import type { Operation } from '../../operation';
import { keyInterceptor } from '../../scheduleKeys/keyInterceptor';
import { cancellation } from '../scheduleChange';
import { cancelEndpoint, keyUse, type TriggeredKind } from './triggeredKind';

/**
 * Cancels a scheduled Canvas or campaign.
 * https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_delete_scheduled_triggered_canvases
 */
export function cancelScheduleOf(kind: TriggeredKind): Operation {
	const { word } = kind.wording;
	return {
		...cancellation(kind),
		name: 'Cancel Schedule',
		value: 'cancelSchedule',
		action: `Cancel scheduled ${word.toLowerCase()}`,
		description: `Cancel a scheduled ${word} before it goes out`,
		endpoint: {
			...cancelEndpoint(kind),
			refusalHint: MISSING_SCHEDULE_HINT,
			repetitionHint: REPEATED_CANCEL_HINT,
		},
		intercept: (...run) => keyInterceptor(keyUse(kind, 'cancel'), ...run),
	};
}
