import type { DateTime } from 'luxon';
import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Endpoint } from '../../Braze/transport/endpoint';

/** Returns the value of a parameter, as `getNodeParameter` does. */
export type Settings = (name: string) => unknown;

/** What a poll found: the items that start the workflow, and the state that the next poll compares with. */
export interface Found {
	readonly items: readonly IDataObject[];
	readonly state: IDataObject;
}

/** The request of a poll, and how to read its response. */
export interface Poll {
	readonly query: IDataObject;
	/** The settings that the state belongs to. If they change, polling starts over, as after activation. */
	readonly key: string;
	/**
	 * Compares the response with the state. Without a state, finds nothing and creates one.
	 *
	 * @throws {InputError} if the response shows that there is nothing to watch
	 */
	readonly compare: (answer: IDataObject, state: IDataObject | undefined) => Found;
	/** The items that a test in the editor shows, whether or not anything changed: what the settings could report. */
	readonly sample: (answer: IDataObject) => readonly IDataObject[];
}

/**
 * Something in Braze that is polled. The state may only change in a way that matters together with items: n8n stores it
 * when the workflow starts, so a change without a start would be lost when n8n restarts.
 */
export interface Watch {
	readonly option: INodePropertyOptions & { readonly value: string };
	readonly properties: readonly INodeProperties[];
	readonly endpoint: Endpoint;
	/**
	 * The member of a response that holds what is compared. A response without it is an error, because it doesn't mean
	 * that nothing is left.
	 */
	readonly list: string;
	/**
	 * Reads the settings into the request of one poll.
	 *
	 * @throws {InputError} if the settings are invalid
	 */
	readonly poll: (settings: Settings, now: DateTime) => Poll;
}
