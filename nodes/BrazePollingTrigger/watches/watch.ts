import type { DateTime } from 'luxon';
import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Endpoint } from '../../Braze/transport/endpoint';

/** Gives the value of a parameter, as `getNodeParameter` does. */
export type Settings = (name: string) => unknown;

/** What a poll found: the items that start the workflow, and what the next poll compares with. */
export interface Found {
	readonly items: readonly IDataObject[];
	readonly state: IDataObject;
}

/** What one poll asks for, and how it reads the answer. */
export interface Look {
	readonly query: IDataObject;
	/** What the state belongs to. Once the settings have changed, the poll starts anew, as after activation. */
	readonly key: string;
	/**
	 * Compares the answer with the state; without one, nothing is found and the state is made.
	 *
	 * @throws {InputError} when the answer says that there is nothing to watch
	 */
	readonly compare: (answer: IDataObject, state: IDataObject | undefined) => Found;
	/** What a test in the editor shows, found or not. */
	readonly sample: (answer: IDataObject) => readonly IDataObject[];
}

/**
 * Something in Braze that is looked at again and again. The state may change only together with items: n8n stores it
 * when the workflow starts, and a change without a start would be lost when n8n restarts.
 */
export interface Watch {
	readonly option: INodePropertyOptions & { readonly value: string };
	readonly properties: readonly INodeProperties[];
	readonly endpoint: Endpoint;
	/** @throws {InputError} when the settings cannot be used */
	readonly look: (settings: Settings, now: DateTime) => Look;
}
