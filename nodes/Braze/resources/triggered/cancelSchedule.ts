import { requestOptionFields } from '../../fields/options/deliveryOptions';
import { optionsField } from '../../fields/options/optionsCollection';
import { scheduleFinder } from '../../fields/schedule/findSchedule';
import {
	ignoreMissingScheduleOption,
	MISSING_SCHEDULE_HINT,
	missingScheduleExcuse,
	REPEATED_CANCEL_HINT,
} from '../../fields/schedule/scheduleId';
import { keyCatalogOption } from '../../fields/schedule/scheduleKey';
import type { Operation } from '../../operation';
import { aroundKeys } from '../../scheduleKeys/aroundKeys';
import { keyUse, triggeredEndpoint, type TriggeredKind } from './kind';

/**
 * Cancels a scheduled Canvas or campaign.
 * https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_delete_scheduled_triggered_canvases
 */
export function cancelScheduleOf(kind: TriggeredKind): Operation {
	const { wording } = kind;
	const finder = scheduleFinder(kind);
	const endpoint = triggeredEndpoint(kind, 'trigger/schedule/delete');
	return {
		name: 'Cancel Schedule',
		value: 'cancelSchedule',
		action: `Cancel scheduled ${wording.word.toLowerCase()} by schedule ID or key`,
		description: `Cancel a scheduled ${wording.word} before it goes out`,
		fields: [
			...finder.fields,
			optionsField([ignoreMissingScheduleOption, keyCatalogOption, ...requestOptionFields]),
		],
		endpoint: { ...endpoint, verb: 'cancelled', refusalHint: MISSING_SCHEDULE_HINT, repetitionHint: REPEATED_CANCEL_HINT },
		around: (sending) => aroundKeys(keyUse(kind, 'cancel'), sending),
		safety: 'idempotent',
		entry(item) {
			const { ids, key, subject, report } = finder.read(item);
			return {
				envelope: {
					body: ids,
					subject,
					acceptRefusal: missingScheduleExcuse(item),
					...(key !== undefined && { scheduleKey: { key } }),
				},
				output: (answer) => [{ changed: true, ...answer, ...report }],
			};
		},
	};
}
