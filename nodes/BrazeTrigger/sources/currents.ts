import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../Braze/schemas/json';
import { documentedTypes, typeOptions } from './currentsEvents';
import { events, refused, stepsOf, textsOf, type ReceivedEvent, type Settings, type Source } from './source';

const HOW = stepsOf(
	'In Braze, create a Custom Currents Export:',
	'Endpoint: the Production URL (see Webhook URLs).',
	'Bearer token: the secret. In the credential, set Sent As to Bearer Token.',
	'Events: at least the types you choose here.',
);

const SELECTED = { show: { startFor: ['selected'] } };

/**
 * Events of the Currents custom HTTP connector: up to 100 per call, each with its own ID.
 * https://www.braze.com/docs/user_guide/data/distribution/braze_currents/setting_up_currents/custom_http_connector
 */
export const currents: Source = {
	option: {
		name: 'Currents',
		value: 'currents',
		description: 'Currents exports an event, such as an email open or a Canvas entry',
	},
	properties: [
		{ displayName: HOW, name: 'currentsNotice', type: 'notice', default: '' },
		{
			displayName: 'Start For',
			name: 'startFor',
			type: 'options',
			options: [
				{
					name: 'All Documented Event Types',
					value: 'documented',
					description: 'Every type in the list below. Types that Braze adds later are ignored.',
				},
				{ name: 'All Event Types', value: 'all', description: 'Also types that Braze adds later' },
				{ name: 'Selected Event Types', value: 'selected' },
			],
			default: 'selected',
			description: 'Which events start the workflow. All others are acknowledged and ignored.',
		},
		{
			displayName: 'Event Types',
			name: 'eventTypes',
			type: 'multiOptions',
			options: typeOptions,
			default: [],
			description: 'The events that start the workflow',
			displayOptions: SELECTED,
		},
		{
			displayName: 'Other Event Types',
			name: 'otherEventTypes',
			type: 'string',
			default: '',
			placeholder: 'e.g. users.messages.rcs.Send',
			description: 'Types that are not in the list, spelled as in Braze, separated by commas',
			displayOptions: SELECTED,
		},
	],
	read(body, settings) {
		// Braze checks the connection with an empty body or no events.
		if (body === undefined) return events();
		if (!isObject(body)) return refused('The body is not an object with events');
		if (body.events === undefined && Object.keys(body).length === 0) return events();
		if (!Array.isArray(body.events)) return refused('The body has no list of events');
		const list = body.events as unknown[];
		// After a 400, Braze sends the events one by one, and drops only the one that is refused again.
		if (!list.every(isObject)) return refused('An event is not an object');
		const wanted = filterOf(settings);
		return events(...list.filter((event) => wanted(event.event_type)).map(received));
	},
	problemOf(settings) {
		const none = settings('startFor') === 'selected' && selectedTypes(settings).length === 0;
		return none
			? "No event type is selected. Select some under 'Event Types', or choose 'All Event Types'."
			: undefined;
	},
};

const received = (event: Record<string, unknown>): ReceivedEvent => ({
	json: event as IDataObject,
	id: typeof event.id === 'string' && event.id !== '' ? event.id : undefined,
});

const selectedTypes = (settings: Settings): string[] => [
	...textsOf(settings('eventTypes')),
	...textsOf(settings('otherEventTypes')),
];

/** Types are compared without regard to case and separators: Braze documents some of them in two spellings (`Abort`, `abort`, `users_canvas_abort`). */
function filterOf(settings: Settings): (type: unknown) => boolean {
	const choice = settings('startFor');
	if (choice === 'all') return () => true;
	const wanted = new Set((choice === 'documented' ? documentedTypes : selectedTypes(settings)).map(plain));
	return (type) => typeof type === 'string' && wanted.has(plain(type));
}

const plain = (type: string): string => type.toLowerCase().replace(/_/g, '.');
