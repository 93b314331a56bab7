import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readMoment } from '../../input/givenTime';

/** When something happened. */
export const trackTimeField: INodeProperties = {
	displayName: 'Time',
	name: 'time',
	type: 'dateTime',
	default: '',
	placeholder: 'e.g. {{ $json.created_at }}',
	description:
		"When it happened, or now if empty. A time without a zone is read in the workflow's time zone. Braze records a future time as now.",
};

/** Reads the time as ISO 8601 text in UTC; now if it is empty. Throws an InputError if it is not a date and time. */
export function readTrackTime(item: ItemReader): string {
	const raw = item.get('time', '');
	const at = raw === '' ? item.now : readMoment('Time', raw, item.zone);
	return at.toUTC().toISO() as string;
}
