import { requestOptionFields } from '../../fields/options/deliveryOptions';
import { optionsField } from '../../fields/options/optionsCollection';
import { readSchedule, scheduleFields, SCHEDULE_PARAMETERS } from '../../fields/schedule/schedule';
import {
	ignoreMissingScheduleOption,
	MISSING_SCHEDULE_HINT,
	missingScheduleExcuse,
	readScheduleId,
	scheduleIdField,
	speaksOfSchedule,
} from '../../fields/schedule/scheduleId';
import type { Operation } from '../../operation';
import { triggeredEndpoint, type TriggeredKind } from './kind';

/**
 * Changes the time of a scheduled Canvas or campaign. Braze overwrites the schedule as a whole, so all of it is sent.
 * https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_update_scheduled_triggered_canvases
 */
export function updateScheduleOf(kind: TriggeredKind): Operation {
	const { wording, choice, idKey } = kind;
	const endpoint = triggeredEndpoint(kind, 'trigger/schedule/update');
	return {
		name: 'Update Schedule',
		value: 'updateSchedule',
		action: `Update time of scheduled ${wording.word.toLowerCase()} by schedule ID`,
		description: `Change the time and delivery of a scheduled ${wording.word}`,
		fields: [
			choice.fieldFromInput(idKey),
			scheduleIdField,
			...scheduleFields,
			optionsField([ignoreMissingScheduleOption, ...requestOptionFields]),
		],
		endpoint: { ...endpoint, verb: 'changed', refusalHint: MISSING_SCHEDULE_HINT },
		safety: 'idempotent',
		entry(item) {
			const id = choice.read(item);
			const scheduleId = readScheduleId(item);
			const { sent, moments, hints } = item.shared(SCHEDULE_PARAMETERS, () => readSchedule(item));
			return {
				envelope: {
					body: { [idKey]: id, schedule_id: scheduleId, schedule: sent },
					subject: scheduleId,
					acceptRefusal: missingScheduleExcuse(item, speaksOfSchedule),
				},
				output: (answer) => [
					{
						changed: true,
						...answer,
						[idKey]: id,
						schedule_id: scheduleId,
						...(!('changed' in answer) && { schedule: { ...sent }, ...moments }),
					},
				],
				hints,
			};
		},
	};
}
