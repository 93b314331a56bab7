import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Entry } from '../delivery/entry';
import { recipientName } from '../delivery/itemName';
import type { ItemReader } from '../itemReader';
import { ScheduleKey, type About, type KeySettings, type Times } from '../scheduleKeys/key';
import { EXISTS } from '../fields/formerField';
import { readCatalogName } from '../fields/resource/catalogName';
import { readChoice } from '../fields/values';
import { readKey } from '../input/identifier';
import { InputError } from '../input/inputError';
import { identifies } from '../fields/declarations';
import { builderOnly, target } from '../fields/tool/builderOnly';

const LABEL = 'Schedule Key';

/** The maximum length of a key, in bytes. Braze keeps up to 5,000 characters in a catalog value. */
const MAX_KEY = 1_000;

/** The catalog that stores keys. The person who builds the workflow chooses it, so it doesn't support expressions. */
export const keyCatalogOption: INodeProperties = target(
	identifies({
		displayName: 'Schedule Key Catalog',
		name: 'scheduleKeyCatalog',
		type: 'string',
		noDataExpression: true,
		default: 'n8n_schedules',
		description: 'The catalog in Braze that stores schedule keys. It is created on first use.',
	}),
);

const ifKeyExistsOption: INodeProperties = builderOnly({
	displayName: 'If Key Exists',
	name: 'ifKeyExists',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Replace',
			value: 'replace',
			description: 'Cancels the earlier schedule, then schedules this one',
		},
		{ name: 'Return an Error', value: 'error', description: 'Fails the item; nothing is scheduled for it' },
		{
			name: 'Skip the Item',
			value: 'skip',
			description: "Keeps the earlier schedule; the output says 'skipped'",
		},
	],
	default: 'error',
	description: 'What to do if the schedule key already has a schedule that was not sent yet',
});

/** The key of an existing schedule. */
export const scheduleKeyField: INodeProperties = identifies({
	displayName: LABEL,
	name: 'scheduleKey',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. {{ $json.booking_id }}',
	description: "The key that the schedule operation got in its option 'Schedule Key'",
});

/** An option that the editor offers only together with a key. */
const withKey = (option: INodeProperties): INodeProperties => ({
	...option,
	displayOptions: { show: { scheduleKey: [EXISTS] } },
});

/** The options for keys in operations that schedule. */
export const scheduleKeyOptions: INodeProperties[] = [
	identifies({
		displayName: LABEL,
		name: 'scheduleKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.booking_id }}',
		description:
			"A key of your own for this schedule, such as a booking ID. 'Update Schedule' and 'Cancel Schedule' find it by this key. Stored in a Braze catalog.",
	}),
	withKey(keyCatalogOption),
	withKey(ifKeyExistsOption),
];

/**
 * Adds the schedule key to the entry of an item that schedules, if the option is used.
 *
 * @throws {InputError} if the key is empty, or items are combined, because a shared schedule has one ID for all of them
 */
export function withScheduleKey(item: ItemReader, entry: Entry): Entry {
	const options = item.options();
	if (!('scheduleKey' in options)) return entry;
	const key = readScheduleKey(options.scheduleKey);
	if (options.combineItems === true) {
		throw new InputError(
			'Combine Items',
			'is on, but an item with a schedule key needs a schedule of its own',
			"Turn off 'Combine Items', or remove 'Schedule Key'. One item may have up to 50 recipients.",
		);
	}
	const times = timesOf(entry.envelope.timing ?? {});
	const companion = new ScheduleKey(key, readKeySettings(options), times, aboutOf(entry));
	return {
		...entry,
		envelope: { ...entry.envelope, companion },
		report: { ...entry.report, ...companion.report },
	};
}

/** The maximum length of a name in the list of keys. Catalogs would accept 5,000 characters. */
const MAX_ABOUT = 250;

/**
 * What the list of keys says about an entry. Email addresses are left out, because more people may have access to
 * catalogs than to profiles.
 */
function aboutOf({ members, report = {} }: Entry): About {
	const name = report.canvas_name ?? report.campaign_name;
	return {
		...(typeof name === 'string' && { target_name: name.slice(0, MAX_ABOUT) }),
		recipients: recipientsOf(members).slice(0, MAX_ABOUT),
	};
}

function recipientsOf(members: Entry['members']): string {
	if (!members) return 'audience';
	const [one, ...more] = members;
	if (more.length > 0) return `${members.length} people`;
	return (one.email === undefined && recipientName(one)) || '1 person';
}

/** The key of the schedule that an item changes. `times` says when it will go out. */
export function keyOfChange(item: ItemReader, key: string, times?: Times): ScheduleKey {
	return new ScheduleKey(key, readKeySettings(item.options()), times);
}

/**
 * Reads a key. Throws an InputError if it is empty or too long. Programs write the same accented letter as one character or as
 * two; both are one key.
 */
export function readScheduleKey(value: unknown): string {
	return readKey(LABEL, value, MAX_KEY).normalize();
}

/** The first and last moment, from the times in an output. */
export function timesOf({
	sends_at: at,
	worldwide_first_send_at: first = at,
	worldwide_last_send_at: last = at,
}: IDataObject): Times {
	return { first: String(first), last: String(last) };
}

/** Reads the settings for keys from the options. Throws an InputError. */
export function readKeySettings({
	scheduleKeyCatalog = keyCatalogOption.default,
	ifKeyExists = 'error',
}: Record<string, unknown>): KeySettings {
	const catalog = readCatalogName(keyCatalogOption.displayName, scheduleKeyCatalog);
	return { catalog, ifExists: readChoice<KeySettings['ifExists']>(ifKeyExistsOption, ifKeyExists) };
}
