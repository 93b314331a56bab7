import type { DateTime } from 'luxon';
import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { describe, oneOf } from '../../schemas/describe';
import { LATEST, readGivenTime, type GivenTime } from '../../schemas/givenTime';
import { InputError } from '../../schemas/inputError';
import { resolveClock, type Delivery } from '../../schemas/schedule';
import { readTimeOfDay } from '../../schemas/timeOfDay';

const UNITS = ['minutes', 'hours', 'days', 'weeks'] as const;

type Unit = (typeof UNITS)[number];

/** How the time of sending is given. */
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
				description: 'At a given date and time, or at one from the input',
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
		description: 'How the time of sending is given',
	},
	{
		displayName: 'Send Time',
		name: 'sendTime',
		type: 'dateTime',
		default: '',
		required: true,
		description:
			"Date and time of sending. Delivered at one moment, a time without a zone is read in the workflow's time zone. Delivered in local or optimal time, the clock is kept and any zone is ignored. Expressions can give an ISO 8601 text, a date or a Unix timestamp.",
		displayOptions: { show: { when: ['dateTime'] } },
	},
	{
		displayName: 'Date',
		name: 'baseTime',
		type: 'dateTime',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.start_time }}',
		description: 'The date that is counted from, such as the start of an appointment. Read like a send time.',
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
		description: 'Whether the messages go out before or after the date',
		displayOptions: { show: { when: ['offset'] } },
	},
	{
		displayName: 'Delay',
		name: 'delayAmount',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		required: true,
		description: 'How long after this run the messages go out',
		displayOptions: { show: { when: ['delay'] } },
	},
	{
		displayName: 'How Long',
		name: 'delayAmount',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		required: true,
		description: 'How long before or after the date the messages go out',
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
		description: 'The unit of that time. Days and weeks keep the time of day, also when the clocks change.',
		displayOptions: { show: { when: ['delay', 'offset'] } },
	},
	{
		displayName: 'Time of Day',
		name: 'timeOfDay',
		type: 'string',
		default: '',
		placeholder: 'e.g. 10:00',
		description: 'The time of day on the date that comes out, as hours and minutes. Empty keeps the time of day as it is.',
		displayOptions: { show: { when: ['delay', 'offset'] } },
	},
];

/** The parameters that {@link readWhen} reads. */
export const WHEN_PARAMETERS = ['when', 'sendTime', 'baseTime', 'direction', 'delayAmount', 'delayUnit', 'timeOfDay'] as const;

/** The time that an item asks for, and the label of the field that it came from. */
export interface When {
	readonly field: string;
	readonly given: GivenTime;
}

/** Reads {@link whenFields}. Throws an InputError naming the field. */
export function readWhen(item: ItemReader, delivery: Delivery): When {
	const when = item.get('when', 'dateTime');
	if (when === 'dateTime') return { field: 'Send Time', given: readGivenTime('Send Time', item.get('sendTime', ''), item.zone) };
	if (when === 'delay') return { field: 'Delay', given: moved(item, delivery, { clock: item.now, floating: false, dateOnly: false }) };
	if (when === 'offset') return { field: 'Date', given: moved(item, delivery, readGivenTime('Date', item.get('baseTime', ''), item.zone)) };
	throw new InputError('When', `is ${describe(when)}`, 'Choose one from the list.');
}

/**
 * Counts on from a time. For one moment this happens in the workflow's zone, where days keep the clock and hours do
 * not; for local and optimal time on the clock as written.
 */
function moved(item: ItemReader, delivery: Delivery, from: GivenTime): GivenTime {
	const timeOfDay = readTimeOfDay('Time of Day', item.get('timeOfDay', ''));
	const { amount, unit } = readSpan(item, timeOfDay !== undefined);
	if (from.dateOnly && (unit === 'minutes' || unit === 'hours')) {
		throw new InputError('Date', 'has no time of day to count from', "Give a date with a time, or count in days and set 'Time of Day'.");
	}
	const base = delivery === 'oneMoment' ? inWorkflowZone(from, item.zone) : from.clock;
	const clock = base.plus({ [unit]: readSign(item) * amount });
	if (!clock.isValid || clock.toMillis() > LATEST) {
		throw new InputError(spanLabel(item), `is ${describe(item.get('delayAmount'))}, which leads to no date before 2100`, 'Give a shorter time.');
	}
	if (!timeOfDay) return { clock, floating: delivery !== 'oneMoment' && from.floating, dateOnly: from.dateOnly };
	// As a bare clock time it is read with the rules for daylight saving later on.
	return { clock: clock.setZone('utc', { keepLocalTime: true }).set({ ...timeOfDay, second: 0, millisecond: 0 }), floating: true, dateOnly: false };
}

function readSign(item: ItemReader): 1 | -1 {
	if (item.get('when') === 'delay') return 1;
	const direction = item.get('direction', 'before');
	if (direction === 'before') return -1;
	if (direction === 'after') return 1;
	throw new InputError('Direction', `is ${describe(direction)}`, 'Choose one from the list.');
}

function inWorkflowZone({ clock, floating }: GivenTime, zone: string): DateTime {
	return floating ? resolveClock(clock, zone).at : clock.setZone(zone);
}

const spanLabel = (item: ItemReader) => (item.get('when') === 'offset' ? 'How Long' : 'Delay');

function readSpan(item: ItemReader, mayBeZero: boolean): { amount: number; unit: Unit } {
	const raw = item.get('delayAmount', 1);
	const amount = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
	const least = item.get('when') === 'offset' || mayBeZero ? 0 : Number.MIN_VALUE;
	if (typeof amount !== 'number' || !Number.isFinite(amount) || amount < least) {
		const bound = least === 0 ? '0 or more' : 'above 0';
		throw new InputError(spanLabel(item), `must be a number ${bound}, but is ${describe(raw)}`, 'Give the number of minutes, hours, days or weeks.');
	}
	const unit = item.get('delayUnit', 'days');
	if (!UNITS.includes(unit as Unit)) throw new InputError('Unit', `is ${describe(unit)}`, `Use ${oneOf(UNITS)}.`);
	return { amount, unit: unit as Unit };
}
