import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readMoment, utcText } from '../../input/givenTime';
import { readIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import { readJson, readJsonObject, refusePrototypeNames } from '../../input/json';
import { isGiven } from '../../fields/values';
import { content, identifies } from '../../fields/declarations';

/** The user's own ID for the activity. */
export const activityIdField: INodeProperties = identifies({
	displayName: 'Activity ID',
	name: 'activityId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. order-1042',
	description: 'Your own ID for the activity, used to update and end it later',
});

/** What the activity shows. */
export const contentStateField: INodeProperties = content({
	displayName: 'Content State (JSON)',
	name: 'contentState',
	type: 'json',
	default: '',
	required: true,
	placeholder: 'e.g. { "status": "On its way", "minutes": 12 }',
	description: "The values that the activity shows now, as defined by the app's ContentState",
});

/** When the activity disappears. */
export const endOptions: INodeProperties[] = [
	{
		displayName: 'Dismissal Date',
		name: 'dismissalDate',
		type: 'dateTime',
		default: '',
		description: 'When the activity disappears from the screen. A time in the past removes it immediately.',
	},
	{
		displayName: 'Stale Date',
		name: 'staleDate',
		type: 'dateTime',
		default: '',
		description: 'When the activity starts to show as outdated',
	},
];

/** Returns the ID of the activity. Throws an InputError when it is empty. */
export const readActivityId = (item: ItemReader): string =>
	readIdentifier(activityIdField.displayName, item.get(activityIdField.name));

/** Returns the object in a required JSON parameter. Throws an InputError. */
export function readRequiredObject(
	item: ItemReader,
	{ displayName, name }: INodeProperties,
): Record<string, unknown> {
	const value = readJson(displayName, item.get(name));
	if (value === undefined) throw new InputError(displayName, 'is empty', 'Enter it as { "name": "value" }.');
	const object = readJsonObject(displayName, value);
	refusePrototypeNames(displayName, object);
	return object;
}

/** Returns the dates that are filled in, in UTC. Throws an InputError if a value is not a date. */
export function readEnd(
	item: ItemReader,
	{ dismissalDate, staleDate }: Record<string, unknown>,
): Record<string, unknown> {
	const utc = (field: string, value: unknown) => utcText(readMoment(field, value, item.zone));
	return {
		...(isGiven(dismissalDate) && { dismissal_date: utc('Dismissal Date', dismissalDate) }),
		...(isGiven(staleDate) && { stale_date: utc('Stale Date', staleDate) }),
	};
}
