import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import { describe, oneOf } from '../schemas/describe';
import { LATEST, readGivenTime, type GivenTime } from '../schemas/givenTime';
import { InputError } from '../schemas/inputError';
import { buildSchedule, type Delivery, type Schedule } from '../schemas/schedule';

const UNITS = ['minutes', 'hours', 'days', 'weeks'] as const;

type Unit = (typeof UNITS)[number];

/** When the messages go out, and on whose clock. */
export const scheduleFields: INodeProperties[] = [
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
		description: "The unit of the delay. Days and weeks keep the time of day in the workflow's time zone.",
		displayOptions: { show: { when: ['delay'] } },
	},
	{
		displayName: 'Delivery',
		name: 'delivery',
		type: 'options',
		options: [
			{
				name: 'At One Moment',
				value: 'oneMoment',
				description: 'Everyone gets the message at the same moment',
			},
			{
				name: "In Each Recipient's Local Time",
				value: 'localTime',
				description: 'Everyone gets it when their own clock shows this time',
			},
			{
				name: "At Each Recipient's Optimal Time",
				value: 'optimalTime',
				description: 'Everyone gets it on this date, at the hour that Braze finds best for them',
			},
		],
		default: 'oneMoment',
		description: 'On whose clock the messages go out',
	},
];

/** The parameters that {@link readSchedule} reads. */
export const SCHEDULE_PARAMETERS = ['when', 'sendTime', 'delayAmount', 'delayUnit', 'delivery'] as const;

/** Gives the schedule of an item, with the moments it stands for. Throws an InputError naming the field. */
export function readSchedule(item: ItemReader): Schedule {
	const delivery = readDelivery(item);
	const when = item.get('when', 'dateTime');
	if (when === 'delay') return buildSchedule('Delay', afterDelay(item), delivery, item.now, item.zone);
	if (when !== 'dateTime') throw new InputError('When', `is ${describe(when)}`, 'Choose one from the list.');
	const given = readGivenTime('Send Time', item.get('sendTime', ''), item.zone);
	return buildSchedule('Send Time', given, delivery, item.now, item.zone);
}

function readDelivery(item: ItemReader): Delivery {
	const delivery = item.get('delivery', 'oneMoment');
	if (delivery === 'oneMoment' || delivery === 'localTime' || delivery === 'optimalTime') return delivery;
	throw new InputError('Delivery', `is ${describe(delivery)}`, 'Use oneMoment, localTime or optimalTime.');
}

function afterDelay(item: ItemReader): GivenTime {
	const raw = item.get('delayAmount');
	const amount = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
	if (typeof amount !== 'number' || !Number.isFinite(amount) || amount <= 0) {
		throw new InputError('Delay', `must be a number above 0, but is ${describe(raw)}`, 'Give the number of minutes, hours, days or weeks.');
	}
	const unit = item.get('delayUnit', 'days');
	if (!UNITS.includes(unit as Unit)) throw new InputError('Unit', `is ${describe(unit)}`, `Use ${oneOf(UNITS)}.`);
	const clock = item.now.plus({ [unit as Unit]: amount });
	if (!clock.isValid || clock.toMillis() > LATEST) {
		throw new InputError('Delay', `is ${describe(raw)}, which leads to no date before 2100`, 'Give a shorter delay.');
	}
	return { clock, floating: false, dateOnly: false };
}
