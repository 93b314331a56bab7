import { combineRecipientsOption, optionsField } from '../../fields/options/commonOptions';
import { deliveryOptionFields } from '../../fields/options/deliveryOptions';
import { deliveryModeFields } from '../../fields/options/mode';
import { entryPropertiesOptions, formerEntryPropertiesFields } from '../../fields/content/properties';
import { preflightOption } from '../../fields/options/checks';
import { ifPastOption, readSchedule, scheduleFields } from '../../schedule/schedule';
import { SCHEDULE_ID } from '../../schedule/scheduleId';
import { scheduleKeyOptions, withScheduleKey } from '../../schedule/scheduleKey';
import { sendToFields, sendToTarget, targetedEntry } from '../../recipients/sendTo';
import type { Operation } from '../../operation';
import { RECIPIENTS } from '../../recipients/recipient';
import { keyInterceptor, refuseSplitKeys } from '../../scheduleKeys/keyInterceptor';
import { keyUse, triggeredContent, sendingEndpoint, type TriggeredKind } from './triggeredKind';
import { preflightOf } from './preflight';

/**
 * Schedules an API-triggered Canvas or campaign.
 * https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_schedule_triggered_canvases
 */
export function scheduleOf(kind: TriggeredKind): Operation {
	const { wording, choice } = kind;
	const endpoint = sendingEndpoint(kind, 'trigger/schedule/create');
	const use = keyUse(kind, 'schedule');
	const target = sendToTarget(kind.recipients);
	const readEntry = targetedEntry(target, (item) => {
		const content = triggeredContent(kind, item);
		const { sent, moments, when, hints } = readSchedule(item);
		return {
			...content,
			body: { ...content.body, schedule: sent },
			timing: { when, schedule: { ...sent }, ...moments },
			hints: [...(content.hints ?? []), ...hints],
		};
	});
	return {
		name: 'Schedule',
		value: 'schedule',
		action: `Schedule ${wording.word.toLowerCase()} messages`,
		description: `Schedule an API-triggered ${wording.word}, and get a schedule ID`,
		fields: [
			...deliveryModeFields,
			choice.field,
			...sendToFields(wording),
			...scheduleFields,
			...formerEntryPropertiesFields(wording),
			optionsField([
				combineRecipientsOption(
					false,
					'They then share one schedule ID, and can only be changed or cancelled together. Turn it on for many rows that are never cancelled individually.',
				),
				...deliveryOptionFields,
				...entryPropertiesOptions(wording),
				preflightOption,
				...scheduleKeyOptions,
				ifPastOption,
				...kind.options,
			]),
		],
		endpoint: { ...endpoint, verb: 'scheduled', returns: SCHEDULE_ID },
		preflight: preflightOf(kind),
		intercept: (...run) => keyInterceptor(use, ...run),
		check: refuseSplitKeys,
		safety: 'notIdempotent',
		combine: { ...RECIPIENTS, byDefault: false },
		entry: (item) => withScheduleKey(item, readEntry(item)),
	};
}
