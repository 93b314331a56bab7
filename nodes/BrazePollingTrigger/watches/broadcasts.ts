import { sortBy } from 'lodash';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../Braze/input/inputError';
import { isObject } from '../../Braze/input/object';
import type { Found, Watch } from './watch';

/** How far beyond the window to query. A broadcast that moves within this range counts as moved, not as cancelled. */
const DAYS_BEYOND = 366;

/** The number of broadcasts in a sample for the editor. */
const SAMPLES = 3;

/** A broadcast as Braze last returned it, and when its first message goes out (milliseconds since 1970). */
interface Known {
	readonly broadcast: IDataObject;
	readonly at: number;
}

/**
 * Broadcasts that the dashboard has scheduled for the coming hours.
 * https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/get_messages_scheduled
 */
export const broadcasts: Watch = {
	option: {
		name: 'Upcoming Broadcasts',
		value: 'broadcasts',
		description: 'A scheduled campaign or Canvas goes out soon, or was moved or cancelled',
	},
	properties: [
		{
			displayName: 'Hours Ahead',
			name: 'hoursAhead',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 720 },
			default: 24,
			description: 'How many hours before a broadcast goes out to start the workflow',
		},
	],
	endpoint: {
		method: 'GET',
		path: '/messages/scheduled_broadcasts',
		permission: 'messages.schedule_broadcasts',
	},
	list: 'scheduled_broadcasts',
	poll(settings, now) {
		const hours = hoursOf(settings('hoursAhead'));
		const end = now.plus({ hours }).toMillis();
		const from = now.toMillis();
		return {
			query: {
				end_time: `${now.plus({ hours, days: DAYS_BEYOND }).toUTC().toFormat('yyyy-MM-dd')}T00:00:00Z`,
			},
			key: `broadcasts/${hours}`,
			compare: (answer, state) => compare(listed(answer), state, { from, end }),
			sample: (answer) => sampleOf([...listed(answer).values()], { from, end }),
		};
	},
};

function hoursOf(value: unknown): number {
	const hours = Number(value);
	if (!(hours >= 1 && hours <= 720))
		throw new InputError('Hours Ahead', 'is not a number from 1 to 720', 'Enter a number such as 24.');
	return hours;
}

/**
 * The broadcasts in a response, by type and ID, each with its next date.
 *
 * @throws {InputError} if a date is unreadable, because the broadcast must not count as cancelled then
 */
function listed(answer: IDataObject): Map<string, Known> {
	const all = answer.scheduled_broadcasts as unknown[];
	const known = new Map<string, Known>();
	for (const broadcast of all.filter(isObject)) {
		const at = firstSend(broadcast);
		const id = `${String(broadcast.type)}/${String(broadcast.id)}`;
		const before = known.get(id);
		if (!(before && before.at <= at)) known.set(id, { broadcast: broadcast as IDataObject, at });
	}
	return known;
}

/**
 * Matches the spaces in `2026-09-08 09:00:00 -05:00`, which Braze writes in other responses. Without them, it is ISO
 * 8601.
 */
const SPACED = /^(\d{4}-\d{2}-\d{2}) +(?=\d)|\s+(?=(?:Z|UTC|[+-]\d{2}:?\d{2})$)/gi;

/**
 * Schedule types whose time has no offset.
 * https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/get_messages_scheduled
 */
const LOCAL = new Set<unknown>(['local_time_zones', 'intelligent_delivery']);

/**
 * When the first message goes out, in milliseconds since 1970. A time without an offset is each recipient's local time,
 * and UTC+14 reaches it first.
 */
function firstSend({ name, next_send_time: time, schedule_type: type }: Record<string, unknown>): number {
	const text = typeof time === 'string' ? time.trim() : '';
	const iso = text
		.replace(SPACED, (_, day: string | undefined) => (day ? `${day}T` : ''))
		.replace(/UTC$/i, 'Z');
	const moment = DateTime.fromISO(iso, { zone: 'UTC+14' });
	const isClear = LOCAL.has(type) || /T.*(Z|[+-]\d{2}(:?\d{2})?)$/i.test(iso);
	if (moment.isValid && isClear) return moment.toMillis();
	throw new InputError(
		'next_send_time',
		`of the broadcast ${JSON.stringify(name ?? null)} is ${JSON.stringify(time ?? null)}, which does not say when it goes out`,
		"Nothing was compared, and the workflow did not start. Check this broadcast in Braze, under Messaging > Calendar. If this persists, report it to the node's maintainers.",
	);
}

/** A time span in milliseconds since 1970, excluding its first moment. */
interface Span {
	readonly from: number;
	readonly end: number;
}

const isWithin = ({ at }: Known, { from, end }: Span): boolean => at > from && at <= end;

/** The next broadcasts within the window, or else the next one after it. */
function sampleOf(all: readonly Known[], window: Span): IDataObject[] {
	const coming = sortBy(
		all.filter(({ at }) => at > window.from),
		'at',
	);
	const due = coming.filter((known) => isWithin(known, window)).slice(0, SAMPLES);
	return (due.length > 0 ? due : coming.slice(0, 1)).map(({ broadcast }) => ({
		change: 'new',
		...broadcast,
	}));
}

function compare(now: Map<string, Known>, state: IDataObject | undefined, window: Span): Found {
	const { from } = window;
	const upcoming = [...now].filter(([, known]) => isWithin(known, window));
	if (!state) return { items: [], state: Object.fromEntries(upcoming) as unknown as IDataObject };
	const before = new Map(Object.entries(state as unknown as Record<string, Known>));
	const isPending = (id: string): boolean => {
		const known = before.get(id);
		return known !== undefined && !hasGone(known, now.get(id), from);
	};
	const appeared = upcoming
		.filter(([id]) => !isPending(id))
		.map(([, { broadcast }]) => ({ change: 'new', ...broadcast }));
	// Broadcasts that have gone out are dropped, so the next date of a recurring one counts as new.
	const changed = [...before]
		.filter(([id]) => isPending(id))
		.flatMap(([id, known]) => changeOf(known, now.get(id)));
	return { items: [...appeared, ...changed], state: Object.fromEntries(upcoming) as unknown as IDataObject };
}

/** The response takes a moment, and the clocks of n8n and Braze may differ. */
const GOING_OUT_MS = 60_000;

/** Whether a broadcast has gone out; about to, it has if Braze no longer lists it, or lists its next date. */
function hasGone({ at }: Known, now: Known | undefined, from: number): boolean {
	if (at <= from) return true;
	return at <= from + GOING_OUT_MS && (now === undefined || now.at > at);
}

function changeOf({ broadcast, at }: Known, now: Known | undefined): IDataObject[] {
	const previous = { previous_send_time: broadcast.next_send_time };
	if (!now) return [{ change: 'cancelled', ...broadcast, next_send_time: null, ...previous }];
	return now.at === at ? [] : [{ change: 'moved', ...now.broadcast, ...previous }];
}
