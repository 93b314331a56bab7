import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import type { ResourceChoice } from '../fields/resource/resourceChoice';
import { checkChoice } from '../fields/values/choice';
import { readScheduleId, scheduleIdField } from './scheduleId';
import { readScheduleKey, scheduleKeyField } from './scheduleKey';

const BY_ID = 'scheduleId';
const BY_KEY = 'scheduleKey';

const findByField: INodeProperties = {
	displayName: 'Find Schedule By',
	name: 'findScheduleBy',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Schedule ID', value: BY_ID, description: 'The ID returned by the schedule operation' },
		{ name: 'Schedule Key', value: BY_KEY, description: 'Your own key, which the schedule operation stored' },
	],
	default: BY_ID,
	description: 'How to identify the schedule',
};

const keyField: INodeProperties = {
	...scheduleKeyField,
	displayOptions: { show: { findScheduleBy: [BY_KEY] } },
};

const shownForId = (field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: { show: { findScheduleBy: [BY_ID] } },
});

/** The schedule that an item wants changed or cancelled. */
export interface FoundSchedule {
	/** What identifies it in the request and the output. By key, the IDs are looked up right before the request. */
	readonly ids: Readonly<Record<string, string>>;
	readonly key?: string;
	/** A change of the same schedule has the same subject. */
	readonly subject: string;
	/** What the output gets in addition. */
	readonly report: IDataObject;
}

/** How a schedule is found: by its ID with the Canvas or campaign it belongs to, or by the user's own key. */
export interface ScheduleFinder {
	readonly fields: INodeProperties[];
	/** Throws an InputError naming the field. */
	readonly read: (item: ItemReader) => FoundSchedule;
}

/** The Canvas or campaign that requests must contain, and the key for it. */
export interface ScheduleOwner {
	readonly choice: ResourceChoice;
	readonly idKey: string;
}

/** @param owner absent for messages, which have none */
export function scheduleFinder(owner?: ScheduleOwner): ScheduleFinder {
	return {
		fields: [
			findByField,
			...(owner ? [shownForId(owner.choice.fieldFromInput(owner.idKey))] : []),
			shownForId(scheduleIdField),
			keyField,
		],
		read(item) {
			if (checkChoice(findByField, item.get('findScheduleBy', BY_ID)) === BY_KEY) {
				const key = readScheduleKey(item.get('scheduleKey'));
				return { ids: {}, key, subject: `key ${key}`, report: { schedule_key: key } };
			}
			const ids = {
				...(owner && { [owner.idKey]: owner.choice.read(item) }),
				schedule_id: readScheduleId(item),
			};
			return { ids, subject: ids.schedule_id, report: ids };
		},
	};
}
