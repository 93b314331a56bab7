import type { DateTime } from 'luxon';
import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Endpoint } from '../../Braze/transport/endpoint';

/** Returns the value of a parameter, as `getNodeParameter` does. */
export type Settings = (name: string) => unknown;

/** What a poll found: the items that start the workflow, and what the next poll compares with. */
export interface Found {
	readonly items: readonly IDataObject[];
	readonly state: IDataObject;
}

/** The request of a poll, and how its response is read. */
export interface Poll {
	readonly query: IDataObject;
	/** The settings that the state belongs to. If they change, polling starts over, as after activation. */
	readonly key: string;
	/**
	 * Compares the response with the state; without a state, finds nothing and creates it.
	 *
	 * @throws {InputError} when the answer says that there is nothing to watch
	 */
	readonly compare: (answer: IDataObject, state: IDataObject | undefined) => Found;
	/** What a test in the editor shows, whether or not anything changed: items as the settings would report them. */
	readonly sample: (answer: IDataObject) => readonly IDataObject[];
}

/**
 * Something in Braze that is polled. The state may change only together with items: n8n stores it
 * when the workflow starts, and a change without a start would be lost when n8n restarts.
 */
export interface Watch {
	readonly option: INodePropertyOptions & { readonly value: string };
	readonly properties: readonly INodeProperties[];
	readonly endpoint: Endpoint;
	/** The member of a response that holds what is compared. A response without it is an error: it does not say that nothing is left. */
	readonly list: string;
	/** @throws {InputError} when the settings cannot be used */
	readonly poll: (settings: Settings, now: DateTime) => Poll;
}
