import type { INodeProperties } from 'n8n-workflow';

import { doneFlag } from '../transport/changeResponse';
import { optionsField, requestOptionFields } from '../fields/options/commonOptions';
import {
	ignoreMissingScheduleOption,
	missingScheduleExcuse,
	scheduleFinder,
	type ScheduleOwner,
} from '../schedule/scheduleId';
import { ifPastOption, readSchedule, scheduleFields } from '../schedule/schedule';
import { keyCatalogOption, keyOfChange, timesOf } from '../schedule/scheduleKey';
import type { Operation } from '../operation';

/** What operations that change or cancel a schedule have in common. */
type ScheduleChange = Pick<Operation, 'entry' | 'fields' | 'safety'>;

/** The catalog of keys, which is relevant only for schedules that are found by key. */
const foundByKey: INodeProperties = {
	...keyCatalogOption,
	displayOptions: { show: { '/findScheduleBy': ['scheduleKey'] } },
};

/** Whoever only moves the time must not change the delivery by accident. */
const replacesAllNotice: INodeProperties = {
	displayName:
		"This replaces the time and the delivery chosen when the message was scheduled. If it was scheduled in local or optimal time, choose that again under 'Delivery'. Recipients and properties stay as they are.",
	name: 'replacesScheduleNotice',
	type: 'notice',
	default: '',
};

const options = [ignoreMissingScheduleOption, foundByKey, ...requestOptionFields];

/**
 * The common parts of operations that cancel a schedule, found by its ID or the user's own key.
 *
 * @param owner the Canvas or campaign that it belongs to; messages have none
 */
export function cancellation(owner?: ScheduleOwner): ScheduleChange {
	const finder = scheduleFinder(owner);
	return {
		fields: [...finder.fields, optionsField(options)],
		safety: 'idempotent',
		entry(item) {
			const { ids, key, subject, report } = finder.read(item);
			return {
				envelope: {
					body: ids,
					subject,
					acceptRefusal: missingScheduleExcuse(item),
					...(key !== undefined && { companion: keyOfChange(item, key) }),
				},
				output: (answer) => [{ ...doneFlag('changed', answer), ...answer, ...report }],
			};
		},
	};
}

/**
 * The common parts of operations that change the time of a schedule. Braze replaces the whole schedule, so all of it is
 * sent.
 *
 * @param owner the Canvas or campaign that it belongs to; messages have none
 */
export function timeChange(owner?: ScheduleOwner): ScheduleChange {
	const finder = scheduleFinder(owner);
	return {
		fields: [
			...finder.fields,
			replacesAllNotice,
			...scheduleFields,
			optionsField([...options, ifPastOption]),
		],
		safety: 'idempotent',
		entry(item) {
			const { ids, key, subject, report } = finder.read(item);
			const { sent, moments, when, hints } = item.shared(readSchedule);
			return {
				envelope: {
					body: { ...ids, schedule: sent },
					subject,
					acceptRefusal: missingScheduleExcuse(item),
					...(key !== undefined && { companion: keyOfChange(item, key, timesOf(moments)) }),
				},
				output: (answer) => [
					{
						...doneFlag('changed', answer),
						...answer,
						...report,
						...(!('changed' in answer) && { when, schedule: { ...sent }, ...moments }),
					},
				],
				hints,
			};
		},
	};
}
