import { requestOptionFields } from '../../fields/options/deliveryOptions';
import { optionsField } from '../../fields/options/optionsCollection';
import { scheduleFinder } from '../../fields/schedule/findSchedule';
import { readSchedule, scheduleFields, SCHEDULE_PARAMETERS } from '../../fields/schedule/schedule';
import {
	ignoreMissingScheduleOption,
	MISSING_SCHEDULE_HINT,
	missingScheduleExcuse,
} from '../../fields/schedule/scheduleId';
import { keyCatalogOption, timesOf } from '../../fields/schedule/scheduleKey';
import { speaksOfSchedule } from '../../transport/scheduleGone';
import type { Operation } from '../../operation';
import { aroundKeys } from '../../scheduleKeys/aroundKeys';
import { keyUse, triggeredEndpoint, type TriggeredKind } from './kind';

/**
 * Changes the time of a scheduled Canvas or campaign. Braze overwrites the schedule as a whole, so all of it is sent.
 * https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_update_scheduled_triggered_canvases
 */
export function updateScheduleOf(kind: TriggeredKind): Operation {
	const { wording } = kind;
	const finder = scheduleFinder(kind);
	const endpoint = triggeredEndpoint(kind, 'trigger/schedule/update');
	return {
		name: 'Update Schedule',
		value: 'updateSchedule',
		action: `Update time of scheduled ${wording.word.toLowerCase()} by schedule ID or key`,
		description: `Change the time and delivery of a scheduled ${wording.word}`,
		fields: [
			...finder.fields,
			...scheduleFields,
			optionsField([ignoreMissingScheduleOption, keyCatalogOption, ...requestOptionFields]),
		],
		endpoint: { ...endpoint, verb: 'changed', refusalHint: MISSING_SCHEDULE_HINT },
		around: (sending) => aroundKeys(keyUse(kind, 'change'), sending),
		safety: 'idempotent',
		entry(item) {
			const { ids, key, subject, report } = finder.read(item);
			const { sent, moments, hints } = item.shared(SCHEDULE_PARAMETERS, () => readSchedule(item));
			return {
				envelope: {
					body: { ...ids, schedule: sent },
					subject,
					acceptRefusal: missingScheduleExcuse(item, speaksOfSchedule),
					...(key !== undefined && { scheduleKey: { key, times: timesOf(moments) } }),
				},
				output: (answer) => [
					{
						changed: true,
						...answer,
						...report,
						...(!('changed' in answer) && { schedule: { ...sent }, ...moments }),
					},
				],
				hints,
			};
		},
	};
}
