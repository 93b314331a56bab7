import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Something that happened in Braze, which becomes one item. */
export interface ReceivedEvent {
	readonly json: IDataObject;
	/** The same in every delivery of the event. Without it, every delivery starts the workflow. */
	readonly id?: string;
}

/** What the body of a call contains. A refusal gets the response 400. */
export type Reading =
	| {
			readonly kind: 'events';
			readonly events: readonly ReceivedEvent[];
			/** How many events the settings filter out. */
			readonly filtered?: number;
	  }
	| { readonly kind: 'refused'; readonly problem: string };

/** Returns the value of a parameter, as `getNodeParameter` does. */
export type Settings = (name: string) => unknown;

/** A way in which Braze calls n8n. */
export interface Source {
	readonly option: INodePropertyOptions & { readonly value: string };
	/** Notices and fields, shown for this source only. */
	readonly properties: readonly INodeProperties[];
	/** Reads a parsed JSON body (`undefined` if it was empty). Returns no events if nothing should start. */
	readonly read: (body: unknown, settings: Settings) => Reading;
	/** Why the settings can never start anything, as a sentence. Checked when the workflow is activated. */
	readonly problemOf?: (settings: Settings) => string | undefined;
}

export const events = (...list: readonly ReceivedEvent[]): Extract<Reading, { kind: 'events' }> => ({
	kind: 'events',
	events: list,
});

export const refused = (problem: string): Reading => ({ kind: 'refused', problem });

/** An HTML notice with steps to take in Braze. n8n's notices allow only links and lists. */
export const stepsOf = (task: string, ...steps: readonly string[]): string =>
	`${task}<ul>${steps.map((step) => `<li>${step}</li>`).join('')}</ul>`;

/** The strings of a list parameter, which may come from an expression. */
export function textsOf(value: unknown): string[] {
	const list: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
	return list
		.filter((one): one is string => typeof one === 'string')
		.map((one) => one.trim())
		.filter((one) => one !== '');
}
