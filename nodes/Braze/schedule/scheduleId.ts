import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { identifies } from '../fields/declarations';
import type { ResourceChoice } from '../fields/resource/resourceChoice';
import { readBoolean, readChoice } from '../fields/values';
import { readApiIdentifier } from '../input/identifier';
import type { ItemReader } from '../itemReader';
import { sentences } from '../transport/errorText';
import type { Failure } from '../transport/failure';
import { isScheduleGone } from '../transport/scheduleGone';
import { readScheduleKey, scheduleKeyField } from './scheduleKey';

const LABEL = 'Schedule ID';

/** The ID of the schedule to change or cancel. Defaults to that in the output of the step that created it. */
const scheduleIdField: INodeProperties = identifies({
	displayName: LABEL,
	name: 'scheduleId',
	type: 'string',
	default: '={{ $json.schedule_id }}',
	required: true,
	placeholder: 'e.g. 9ffe3379-dfb8-4bad-acd0-32f6a3791b1a',
	description:
		"The 'schedule_id' returned by the schedule operation. Braze has no list of them, so store it when you schedule.",
});

/** Returns the schedule ID of an item. Throws an InputError when it is empty. */
function readScheduleId(item: ItemReader): string {
	return readApiIdentifier(
		LABEL,
		item.get('scheduleId'),
		"Use the 'schedule_id' returned by the schedule operation.",
	);
}

/** The option that counts it as success if there is nothing left to change or cancel. */
export const ignoreMissingScheduleOption: INodeProperties = {
	displayName: 'Ignore Missing Schedule',
	name: 'ignoreMissingSchedule',
	type: 'boolean',
	default: false,
	description:
		"Whether a schedule that was already sent or cancelled, or does not exist, counts as success. The output then has 'changed: false' and the reason.",
};

/** The ID that scheduling always returns. No endpoint lists schedules, so one without an ID is out of reach. */
export const SCHEDULE_ID = {
	member: 'schedule_id',
	otherwise:
		'Braze returned no schedule_id, so this schedule can be neither changed nor cancelled by this node',
};

/** What a refused change or cancellation usually means. */
export const MISSING_SCHEDULE_HINT =
	"A schedule that was already sent or cancelled cannot be changed: turn on 'Ignore Missing Schedule' in the options to continue anyway. Also check that the ID belongs to this schedule";

/** What a refused cancellation means if an earlier attempt got no clear response. */
export const REPEATED_CANCEL_HINT =
	"If Braze no longer has the schedule, the first request cancelled it, or it was sent or cancelled before: turn on 'Ignore Missing Schedule' in the options to continue anyway";

/** The output that replaces Braze's response. */
type Excused = { readonly changed: false | undefined; readonly reason: string };

const MAY_HAVE_CHANGED = 'An earlier request got no clear response and may have done this.';

/**
 * Returns a function that maps a refusal which means "nothing to change here" to the output that replaces it;
 * `undefined` unless the user accepts such refusals. After an earlier unclear attempt, the output doesn't say whether
 * this run changed something.
 */
export function missingScheduleExcuse(
	item: ItemReader,
): ((failure: Failure) => Excused | undefined) | undefined {
	if (!readBoolean('Ignore Missing Schedule', item.options().ignoreMissingSchedule)) return undefined;
	return ({ status, reason = '', afterUnclear }) => {
		if (!isScheduleGone({ status, reason })) return undefined;
		return afterUnclear
			? { changed: undefined, reason: sentences(reason, MAY_HAVE_CHANGED) }
			: { changed: false, reason };
	};
}

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

/** The schedule that an item changes or cancels. */
export interface FoundSchedule {
	/** What identifies it in the request and the output. For a key, the IDs are looked up right before the request. */
	readonly ids: Readonly<Record<string, string>>;
	readonly key?: string;
	/** Equal for all changes of the same schedule. */
	readonly subject: string;
	/** Keys added to the output. */
	readonly report: IDataObject;
}

/** How a schedule is found: by its ID and the Canvas or campaign that it belongs to, or by the user's own key. */
export interface ScheduleFinder {
	readonly fields: INodeProperties[];
	/** Throws an InputError naming the field. */
	readonly read: (item: ItemReader) => FoundSchedule;
}

/** The Canvas or campaign that requests must contain, and its key in them. */
export interface ScheduleOwner {
	readonly choice: ResourceChoice;
	readonly idKey: string;
}

/**
 * Creates the fields that find a schedule, and their reader.
 *
 * @param owner absent for messages, which have none
 */
export function scheduleFinder(owner?: ScheduleOwner): ScheduleFinder {
	return {
		fields: [
			findByField,
			...(owner ? [shownForId(owner.choice.fieldFromInput(owner.idKey))] : []),
			shownForId(scheduleIdField),
			keyField,
		],
		read(item) {
			if (readChoice(findByField, item.get('findScheduleBy', BY_ID)) === BY_KEY) {
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
