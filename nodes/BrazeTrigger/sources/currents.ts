import type { IDataObject } from 'n8n-workflow';

import { describe } from '../../Braze/input/describe';
import { isObject } from '../../Braze/input/object';
import { typeOptions } from './currentsEvents';
import { CURRENTS_TYPES } from './currentsTypes';
import { events, refused, stepsOf, textsOf, type ReceivedEvent, type Settings, type Source } from './source';

const HOW = stepsOf(
	'In Braze, create a Custom Currents Export:',
	'Endpoint: the Production URL (see Webhook URLs).',
	'Bearer token: the secret. In the credential, set Sent As to Bearer Token.',
	'Events: at least the types you choose here.',
);

const CHOICES: readonly unknown[] = ['all', 'documented', 'selected'];

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
					description: 'Every type that Braze had documented when this node was released',
				},
				{
					name: 'All Event Types',
					value: 'all',
					description: 'Every type, including those that Braze adds later',
				},
				{ name: 'Selected Event Types', value: 'selected' },
			],
			default: 'selected',
			description: 'Which events start the workflow. All others are acknowledged and ignored.',
		},
		{
			displayName: 'Include Unknown Event Types',
			name: 'includeUnknownTypes',
			type: 'boolean',
			default: true,
			description:
				"Whether events of types that Braze added later also start the workflow. They have 'unknown_type: true'.",
			displayOptions: { show: { startFor: ['documented'] } },
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
			description: 'Types that are not in the list, spelled as in Braze and separated by commas',
			displayOptions: SELECTED,
		},
	],
	read(body, settings) {
		// Braze tests the connection with an empty body or without events.
		if (body === undefined) return events();
		if (!isObject(body)) return refused('The body is not an object with events');
		if (body.events === undefined && Object.keys(body).length === 0) return events();
		// Braze's own script for testing connections sends a single event that is not in a list.
		const list: unknown =
			typeof body.event_type === 'string' && body.events === undefined ? [body] : body.events;
		if (!Array.isArray(list)) return refused('The body has no list of events');
		// After a 400, Braze sends the events one by one, and drops only those that are refused again.
		if (!list.every(isObject)) return refused('An event is not an object');
		const wanted = list.flatMap(filterOf(settings));
		return { ...events(...wanted.map(received)), filtered: list.length - wanted.length };
	},
	problemOf(settings) {
		const choice = settings('startFor');
		if (!CHOICES.includes(choice))
			return `'Start For' is ${describe(choice)}, so nothing would start. Choose from the list.`;
		const none = choice === 'selected' && selectedTypes(settings).length === 0;
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

type CurrentsEvent = Record<string, unknown>;

/**
 * Creates the filter of events. Types are compared regardless of case and separators, because Braze documents some of
 * them in several spellings (`Abort`, `abort`, `users_canvas_abort`).
 */
function filterOf(settings: Settings): (event: CurrentsEvent) => CurrentsEvent[] {
	const choice = settings('startFor');
	if (choice === 'all') return (event) => [event];
	const isDocumented = choice === 'documented';
	const wanted = new Set((isDocumented ? CURRENTS_TYPES : selectedTypes(settings)).map(plain));
	const includesUnknown = isDocumented && settings('includeUnknownTypes') !== false;
	return (event) => {
		if (typeof event.event_type === 'string' && wanted.has(plain(event.event_type))) return [event];
		return includesUnknown ? [{ ...event, unknown_type: true }] : [];
	};
}

const plain = (type: string): string => type.toLowerCase().replace(/_/g, '.');
