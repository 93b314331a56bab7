import { optionsField } from '../../fields/options/commonOptions';
import { changeModeField } from '../../fields/options/mode';
import { appIdOption, customEventField, readAppIdOption, readCustomEvent } from '../../fields/resource/names';
import type { Operation } from '../../operation';
import { describe } from '../../input/describe';
import { intendedEvent } from './ecommerce/events';
import { attributeRows, formerAttributeRows, readOptionalAttributes } from './attributes/attributes';
import {
	EVENT,
	readTrackProperties,
	formerTrackPropertiesFields,
	trackPropertiesOptions,
} from './trackProperties';
import { readTrackTime, trackTimeField } from './trackTime';
import {
	person,
	TRACK_OPERATION,
	trackEntry,
	trackOptionFields,
	updateExistingOnly,
	type TrackMember,
} from './track';

/** The maximum length of an event name, in bytes. */
const MAX_NAME_BYTES = 255;

/** The event may be new, so entering its name is the default. */
const eventField = { ...customEventField, default: { mode: 'name', value: '' } };

/**
 * Records a custom event for a person, and writes attributes in the same request.
 * https://www.braze.com/docs/api/objects_filters/event_object
 */
export const trackEvent: Operation = {
	name: 'Track Event',
	value: 'trackEvent',
	action: 'Track custom event for user',
	description: 'Record a custom event for a user, and write attributes before it',
	fields: [
		changeModeField,
		...person.fields,
		eventField,
		trackTimeField,
		...formerTrackPropertiesFields,
		...formerAttributeRows,
		optionsField([...trackOptionFields, attributeRows, ...trackPropertiesOptions, appIdOption]),
	],
	...TRACK_OPERATION,
	entry(item) {
		const { identifier } = person.read(item);
		const common = { ...identifier, ...updateExistingOnly(item, identifier) };
		const attributes = readOptionalAttributes(item, identifier);
		const properties = readTrackProperties(item, EVENT);
		const name = readCustomEvent(item, MAX_NAME_BYTES);
		const event: TrackMember = {
			list: 'events',
			object: {
				...common,
				...readAppIdOption(item),
				name,
				time: readTrackTime(item),
				...(properties && { properties }),
			},
		};
		const written: TrackMember[] =
			Object.keys(attributes).length > 0
				? [{ list: 'attributes', object: { ...common, ...attributes } }]
				: [];
		const entry = trackEntry(item, identifier, [...written, event], 'once');
		const hint = ecommerceHint(name);
		return hint === undefined ? entry : { ...entry, hints: [hint] };
	},
};

/**
 * The hint for a name that resembles an eCommerce event. Braze matches their names exactly, and silently records a
 * misspelled one as a custom event.
 */
function ecommerceHint(name: string): string | undefined {
	const meant = intendedEvent(name);
	return meant === undefined
		? undefined
		: `The event ${describe(name)} is recorded as an ordinary custom event. If you mean the eCommerce event ${meant}, use 'Track eCommerce Event'.`;
}
