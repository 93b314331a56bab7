import { attributeRows, readAttributeRows } from '../../fields/content/attributes';
import { readTrackProperties, trackPropertiesFields } from '../../fields/content/trackProperties';
import { optionsField } from '../../fields/options/optionsCollection';
import { readTrackTime, trackTimeField } from '../../fields/schedule/trackTime';
import type { Operation } from '../../operation';
import { readIdentifier } from '../../schemas/identifier';
import { appIdOption, readAppId } from './appId';
import { person } from './person';
import { TRACK, TRACK_ENDPOINT, trackEntry, trackOptionFields, updateExistingOnly, type TrackMember } from './track';

/** The longest name of an event, in bytes. */
const MAX_NAME_BYTES = 255;

/**
 * Records that a person did something, and writes attributes in the same request.
 * https://www.braze.com/docs/api/objects_filters/event_object
 */
export const trackEvent: Operation = {
	name: 'Track Event',
	value: 'trackEvent',
	action: 'Track custom event of user',
	description: 'Record a custom event of a user, with attributes to write before it',
	fields: [
		...person.fields,
		{
			displayName: 'Event Name',
			name: 'eventName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. deal_closed',
			description: 'The name of the custom event in Braze',
		},
		trackTimeField,
		...trackPropertiesFields,
		attributeRows,
		optionsField([...trackOptionFields, appIdOption]),
	],
	endpoint: TRACK_ENDPOINT,
	safety: 'creates',
	combine: TRACK,
	entry(item) {
		const { identifier } = person.read(item);
		const common = { ...identifier, ...updateExistingOnly(item) };
		const attributes = readAttributeRows(item, identifier);
		const properties = readTrackProperties(item);
		const event: TrackMember = {
			list: 'events',
			object: {
				...common,
				...readAppId(item),
				name: readIdentifier('Event Name', item.get('eventName'), MAX_NAME_BYTES),
				time: readTrackTime(item),
				...(properties && { properties }),
			},
		};
		const written: TrackMember[] = Object.keys(attributes).length > 0 ? [{ list: 'attributes', object: { ...common, ...attributes } }] : [];
		return trackEntry(item, identifier, [...written, event], false);
	},
};
