import { requestOptionFields } from '../../fields/options/deliveryOptions';
import { optionsField } from '../../fields/options/optionsCollection';
import {
	ignoreMissingScheduleOption,
	MISSING_SCHEDULE_HINT,
	missingScheduleExcuse,
	readScheduleId,
	REPEATED_CANCEL_HINT,
	scheduleIdField,
} from '../../fields/schedule/scheduleId';
import type { Operation } from '../../operation';
import { triggeredEndpoint, type TriggeredKind } from './kind';

/**
 * Cancels a scheduled Canvas or campaign.
 * https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_delete_scheduled_triggered_canvases
 */
export function cancelScheduleOf(kind: TriggeredKind): Operation {
	const { wording, choice, idKey } = kind;
	const endpoint = triggeredEndpoint(kind, 'trigger/schedule/delete');
	return {
		name: 'Cancel Schedule',
		value: 'cancelSchedule',
		action: `Cancel scheduled ${wording.word.toLowerCase()} by schedule ID`,
		description: `Cancel a scheduled ${wording.word} before it goes out`,
		fields: [
			choice.fieldFromInput(idKey),
			scheduleIdField,
			optionsField([ignoreMissingScheduleOption, ...requestOptionFields]),
		],
		endpoint: { ...endpoint, verb: 'cancelled', refusalHint: MISSING_SCHEDULE_HINT, repetitionHint: REPEATED_CANCEL_HINT },
		safety: 'idempotent',
		entry(item) {
			const id = choice.read(item);
			const scheduleId = readScheduleId(item);
			return {
				envelope: {
					body: { [idKey]: id, schedule_id: scheduleId },
					subject: scheduleId,
					acceptRefusal: missingScheduleExcuse(item),
				},
				output: (answer) => [{ changed: true, ...answer, [idKey]: id, schedule_id: scheduleId }],
			};
		},
	};
}
