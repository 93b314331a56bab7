import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import { formerField } from '../fields/formerField';
import { readOneOf } from '../fields/values';
import { ItemSkipped, PastError } from '../input/inputError';
import { buildSchedule, DELIVERIES, soonest, type Delivery, type Schedule } from './brazeSchedule';
import { readWhen, whenFields } from './when';

/** What to do if the send time is in the past. */
export const ifPastOption: INodeProperties = {
	displayName: 'If the Time Is Past',
	name: 'ifPast',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Skip the Item',
			value: 'skip',
			description: "Sends nothing for the item; its output says 'skipped'",
		},
		{
			name: 'Return an Error',
			value: 'error',
			description: "Fails the item; 'On Error' in the settings decides what happens next",
		},
		{
			name: 'Send as Soon as Possible',
			value: 'soon',
			description: 'The message goes out within two minutes, to everyone at the same moment',
		},
	],
	default: 'error',
	description:
		'What to do with an item whose time has passed; in local time, when it has passed in every time zone',
};

/** When the messages go out, and by whose clock. */
export const scheduleFields: INodeProperties[] = [
	...whenFields,
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
				description: 'Everyone gets it at this time in their own time zone',
			},
			{
				name: "At Each Recipient's Optimal Time",
				value: 'optimalTime',
				description: 'Everyone gets it on this date, at the hour Braze finds best for them',
			},
		],
		default: 'oneMoment',
		description: 'Which clock the send time follows',
	},
	...formerField(ifPastOption, { ifPast: ['skip', 'soon'] }),
];

/**
 * Reads the schedule of an item, with the moments that it resolves to.
 *
 * @throws {InputError} naming the field
 * @throws {ItemSkipped} if the time has passed and the user chose to skip such items
 */
export function readSchedule(item: ItemReader): Schedule {
	const delivery = readDelivery(item);
	const { field, given } = readWhen(item, delivery);
	const built = buildSchedule(field, given, delivery, item.now, item.zone);
	return built instanceof PastError ? whenPast(item, built) : built;
}

function whenPast(item: ItemReader, past: PastError): Schedule {
	const choice = item.options().ifPast ?? item.get('ifPast', 'error');
	if (choice === 'soon') return soonest(item.now, item.zone);
	if (choice === 'skip') throw new ItemSkipped(past.message);
	throw past;
}

const readDelivery = (item: ItemReader): Delivery =>
	readOneOf('Delivery', DELIVERIES, item.get('delivery', 'oneMoment'));
