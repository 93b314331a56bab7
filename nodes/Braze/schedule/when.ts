import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import { describe } from '../input/describe';
import { type GivenTime, LATEST, momentOf, readGivenTime } from '../input/givenTime';
import { InputError } from '../input/inputError';
import { parseNumber, readOneOf } from '../fields/values';
import { time } from '../fields/declarations';
import type { Delivery } from './brazeSchedule';
import { readTimeOfDay } from './timeOfDay';

const UNITS = ['minutes', 'hours', 'days', 'weeks'] as const;

type Unit = (typeof UNITS)[number];

const WHEN = ['dateTime', 'delay', 'offset'] as const;

const DIRECTIONS = ['before', 'after'] as const;

/** The fields that set the send time. */
export const whenFields: INodeProperties[] = [
	{
		displayName: 'When',
		name: 'when',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'At a Date and Time',
				value: 'dateTime',
				description: 'At a fixed date and time, or one from the input',
			},
			{
				name: 'After a Delay',
				value: 'delay',
				description: 'Some time after this workflow runs',
			},
			{
				name: 'Before or After a Date',
				value: 'offset',
				description: 'Some time before or after a date from the input, such as an appointment',
			},
		],
		default: 'dateTime',
		description: 'How to set the send time',
	},
	{
		displayName: 'Send Time',
		name: 'sendTime',
		type: 'dateTime',
		default: '',
		required: true,
		description:
			"For delivery at one moment, a time without a zone is read in the workflow's time zone. For delivery in local or optimal time, the clock time is kept and any zone is ignored. Expressions can return an ISO 8601 string, a date or a Unix timestamp.",
		displayOptions: { show: { when: ['dateTime'] } },
	},
	{
		displayName: 'Date',
		name: 'baseTime',
		type: 'dateTime',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.start_time }}',
		description: 'The date to count from, such as the start of an appointment',
		displayOptions: { show: { when: ['offset'] } },
	},
	{
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Before', value: 'before' },
			{ name: 'After', value: 'after' },
		],
		default: 'before',
		description: 'Whether to send before or after the date',
		displayOptions: { show: { when: ['offset'] } },
	},
	{
		displayName: 'Delay',
		name: 'delayAmount',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		required: true,
		description: 'How long after this run to send the messages',
		displayOptions: { show: { when: ['delay'] } },
	},
	{
		displayName: 'How Long',
		name: 'delayAmount',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		required: true,
		description: 'How long before or after the date to send the messages',
		displayOptions: { show: { when: ['offset'] } },
	},
	{
		displayName: 'Unit',
		name: 'delayUnit',
		type: 'options',
		options: [
			{ name: 'Minutes', value: 'minutes' },
			{ name: 'Hours', value: 'hours' },
			{ name: 'Days', value: 'days' },
			{ name: 'Weeks', value: 'weeks' },
		],
		default: 'days',
		description: 'The unit of time. Days and weeks keep the time of day, even when clocks change.',
		displayOptions: { show: { when: ['delay', 'offset'] } },
	},
	time({
		displayName: 'Time of Day',
		name: 'timeOfDay',
		type: 'string',
		default: '',
		placeholder: 'e.g. 10:00',
		description:
			'The time of day on the resulting date, as hours and minutes. Leave empty to keep the original time of day.',
		displayOptions: { show: { when: ['delay', 'offset'] } },
	}),
];

/** The requested time of an item, and the label of its field. */
export interface When {
	readonly field: string;
	readonly given: GivenTime;
}

/** Reads {@link whenFields}. Throws an InputError naming the field. */
export function readWhen(item: ItemReader, delivery: Delivery): When {
	const when = readOneOf('When', WHEN, item.get('when', 'dateTime'));
	if (when === 'dateTime')
		return { field: 'Send Time', given: readGivenTime('Send Time', item.get('sendTime', ''), item.zone) };
	if (when === 'delay')
		return {
			field: 'Delay',
			given: addSpan(item, delivery, { clock: item.now, floating: false, dateOnly: false }),
		};
	return {
		field: 'Date',
		given: addSpan(item, delivery, readGivenTime('Date', item.get('baseTime', ''), item.zone)),
	};
}

/**
 * Adds the delay to a time. For delivery at one moment, this happens in the workflow's zone, where days keep the clock
 * time and hours don't; for local and optimal time, on the clock time as written.
 */
function addSpan(item: ItemReader, delivery: Delivery, from: GivenTime): GivenTime {
	const timeOfDay = readTimeOfDay('Time of Day', item.get('timeOfDay', ''));
	const { amount, unit } = readSpan(item, timeOfDay ? 0 : shortestSpan(item));
	if (from.dateOnly && (unit === 'minutes' || unit === 'hours')) {
		throw new InputError(
			'Date',
			'has no time of day to count from',
			"Enter a date with a time, or count in days and set 'Time of Day'.",
		);
	}
	const base = delivery === 'oneMoment' ? momentOf(from, item.zone).setZone(item.zone) : from.clock;
	const clock = base.plus({ [unit]: readSign(item) * amount });
	if (!clock.isValid || clock.toMillis() > LATEST) {
		throw new InputError(
			spanLabel(item),
			`is ${describe(item.get('delayAmount'))}, which is too long`,
			'Enter a shorter time, so that the date is before 2100.',
		);
	}
	if (!timeOfDay)
		return { clock, floating: delivery !== 'oneMoment' && from.floating, dateOnly: from.dateOnly };
	// Leaving out the zone defers the daylight saving rules.
	return {
		clock: clock.setZone('utc', { keepLocalTime: true }).set({ ...timeOfDay, second: 0, millisecond: 0 }),
		floating: true,
		dateOnly: false,
	};
}

function readSign(item: ItemReader): 1 | -1 {
	if (item.get('when') === 'delay') return 1;
	return readOneOf('Direction', DIRECTIONS, item.get('direction', 'before')) === 'before' ? -1 : 1;
}

const spanLabel = (item: ItemReader) => (item.get('when') === 'offset' ? 'How Long' : 'Delay');

/** The minimum span. A delay of 0 would mean now, which is what 'Send Now' is for. */
const shortestSpan = (item: ItemReader) => (item.get('when') === 'offset' ? 0 : Number.MIN_VALUE);

/** Reads the time span, of at least `least`. */
function readSpan(item: ItemReader, least: number): { amount: number; unit: Unit } {
	const raw = item.get('delayAmount', 1);
	const amount = parseNumber(raw);
	if (amount === undefined || amount < least) {
		const bound = least === 0 ? '0 or more' : 'above 0';
		throw new InputError(
			spanLabel(item),
			`must be a number ${bound}, but is ${describe(raw)}`,
			'Enter the number of minutes, hours, days or weeks.',
		);
	}
	return { amount, unit: readOneOf('Unit', UNITS, item.get('delayUnit', 'days')) };
}
