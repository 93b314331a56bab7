import { combineRecipientsOption, optionsField } from '../../fields/options/commonOptions';
import { deliveryOptionFields } from '../../fields/options/deliveryOptions';
import { deliveryModeFields } from '../../fields/options/mode';
import { MESSAGE_RECIPIENTS } from '../../recipients/recipient';
import { messageTarget, messageTargetFields } from '../../recipients/messageTarget';
import { ifPastOption, readSchedule, scheduleFields } from '../../schedule/schedule';
import { SCHEDULE_ID } from '../../schedule/scheduleId';
import { scheduleKeyOptions, withScheduleKey } from '../../schedule/scheduleKey';
import { targetedEntry } from '../../recipients/sendTo';
import type { Operation } from '../../operation';
import { keyInterceptor, refuseSplitKeys } from '../../scheduleKeys/keyInterceptor';
import { schedulableChannels } from './channels';
import { messageContentFields, readContent } from './content';
import { trackingOptions } from './tracking';
import { ignoreFrequencyOption, ignoresFrequency } from './frequencyOption';
import { messageKeyUse } from './cancelSchedule';

const readEntry = targetedEntry(messageTarget, (item) => {
	const { body, subject } = readContent(item, schedulableChannels);
	const { sent, moments, when, hints } = readSchedule(item);
	return {
		subject,
		message: 'the message',
		body: { ...body, ...(ignoresFrequency(item) && { override_messaging_limits: true }), schedule: sent },
		timing: { when, schedule: { ...sent }, ...moments },
		hints,
	};
});

/** Schedules a message written in the node. https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_schedule_messages */
export const schedule: Operation = {
	name: 'Schedule',
	value: 'schedule',
	action: 'Schedule new message',
	description: 'Schedule a message written here, and get a schedule ID',
	fields: [
		...deliveryModeFields,
		...messageTargetFields,
		...messageContentFields(schedulableChannels),
		...scheduleFields,
		optionsField([
			combineRecipientsOption(
				false,
				'They then share one schedule ID, and can only be changed or cancelled together.',
			),
			...deliveryOptionFields,
			...scheduleKeyOptions,
			ifPastOption,
			...trackingOptions,
			ignoreFrequencyOption,
		]),
	],
	endpoint: {
		method: 'POST',
		path: '/messages/schedule/create',
		permission: 'messages.schedule.create',
		verb: 'scheduled',
		returns: SCHEDULE_ID,
	},
	intercept: (...run) => keyInterceptor(messageKeyUse('schedule'), ...run),
	check: refuseSplitKeys,
	safety: 'notIdempotent',
	combine: { ...MESSAGE_RECIPIENTS, byDefault: false },
	entry: (item) => withScheduleKey(item, readEntry(item)),
};
