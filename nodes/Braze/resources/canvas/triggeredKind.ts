import type { INodeProperties } from 'n8n-workflow';

import { omittedProperties, readEntryProperties, type Wording } from '../../fields/content/properties';
import { canvasChoice } from '../../fields/resource/choices';
import type { ResourceChoice } from '../../fields/resource/resourceChoice';
import { readOneOf } from '../../fields/values';
import type { ItemReader } from '../../itemReader';
import { type RecipientType, triggerRecipient } from '../../recipients/recipient';
import type { Content } from '../../recipients/sendTo';
import type { KeyUse } from '../../scheduleKeys/key';
import type { Endpoint } from '../../transport/endpoint';

/** What the API can trigger. Canvases and campaigns work alike, with these differences. */
export interface TriggeredKind {
	/** How schedule keys name it. */
	readonly kind: 'canvas' | 'campaign';
	readonly wording: Wording;
	readonly choice: ResourceChoice;
	/** The key of its identifier in bodies and responses. */
	readonly idKey: 'canvas_id' | 'campaign_id';
	/** The key of its name in the output. */
	readonly nameKey: 'canvas_name' | 'campaign_name';
	/** The first part of its paths. */
	readonly path: '/canvas' | '/campaigns';
	/** The first part of its permissions. */
	readonly permission: 'canvas' | 'campaigns';
	/** The key of the list in its list endpoint's response. */
	readonly list: 'canvases' | 'campaigns';
	/** What recipients may have, and the name under which their properties are sent. Reads `options` at most. */
	readonly recipients: (item: ItemReader) => RecipientType;
	/** Options for sending that only this kind has. */
	readonly options: INodeProperties[];
	/** Other members of the body that only this kind has, read from `options`. Throws an InputError. */
	readonly extras: (item: ItemReader) => Record<string, unknown>;
}

/** A POST endpoint of a kind, with the permission of the same name. */
export function triggeredEndpoint(kind: TriggeredKind, action: string) {
	return {
		method: 'POST',
		path: `${kind.path}/${action}`,
		permission: `${kind.permission}.${action.replace(/\//g, '.')}`,
	} as const;
}

/** An endpoint that messages people. If Braze refuses the Canvas or campaign itself, the error says what it has to be. */
export function sendingEndpoint(kind: TriggeredKind, action: string) {
	const { word } = kind.wording;
	return {
		...triggeredEndpoint(kind, action),
		subjectHint: {
			names: new RegExp(`\\b${word}(_id)?\\b`, 'i'),
			advice: `Choose the ${word} 'From List'. In Braze, it has to be in the same workspace as the API key, launched, and API-triggered`,
		},
	} as const;
}

/** Cancels a schedule of a kind. */
export function cancelEndpoint(kind: TriggeredKind): Endpoint {
	return { ...triggeredEndpoint(kind, 'trigger/schedule/delete'), verb: 'cancelled' };
}

/** What an operation of a kind does with schedule keys. */
export function keyUse(kind: TriggeredKind, does: KeyUse['does']): KeyUse {
	return {
		kind: kind.kind,
		idKey: kind.idKey,
		does,
		cancel: cancelEndpoint(kind),
	};
}

/** Reads what sending and scheduling have in common. Throws an InputError naming the field. */
export function triggeredContent(kind: TriggeredKind, item: ItemReader): Content {
	const { wording, choice, idKey, nameKey } = kind;
	const id = choice.read(item);
	const name = choice.readName(item);
	const forEveryone = readEntryProperties(item, wording);
	return {
		subject: { [idKey]: id },
		message: `${wording.title} ${name === undefined ? id : `“${name}”`}`,
		body: {
			[idKey]: id,
			...kind.extras(item),
			...(forEveryone && { [kind.recipients(item).sends]: forEveryone }),
		},
		report: { ...(name !== undefined && { [nameKey]: name }), [idKey]: id },
		hints: omittedProperties(item, wording),
	};
}

const KEYS = ['canvas_entry_properties', 'context'] as const;

const RECIPIENTS = {
	canvas_entry_properties: triggerRecipient({
		accepts: KEYS,
		sends: 'canvas_entry_properties',
		label: 'Entry Properties',
	}),
	context: triggerRecipient({ accepts: KEYS, sends: 'context', label: 'Entry Properties' }),
};

const LABEL = 'Send Entry Properties As';

/** Canvases accept entry properties under two names. This option says which one is sent. */
const canvasPropertiesOption: INodeProperties = {
	displayName: LABEL,
	name: 'entryPropertiesKey',
	type: 'options',
	options: [
		{
			name: 'Canvas Entry Properties',
			value: 'canvas_entry_properties',
			description: 'The name that every Canvas accepts',
		},
		{
			name: 'Context',
			value: 'context',
			description: 'The newer name, for Canvases that use context variables',
		},
	],
	default: 'canvas_entry_properties',
	description:
		'The name under which Braze receives the entry properties, for everyone and for each recipient',
};

/** Returns what recipients of a Canvas may have. An option says under which name their entry properties are sent. */
function readCanvasRecipients(item: ItemReader): RecipientType {
	return RECIPIENTS[readOneOf(LABEL, KEYS, item.options().entryPropertiesKey ?? KEYS[0])];
}

/** How Canvases differ from campaigns. */
export const canvasKind: TriggeredKind = {
	kind: 'canvas',
	wording: { title: 'Canvas', word: 'Canvas', properties: 'Entry Properties' },
	choice: canvasChoice,
	idKey: 'canvas_id',
	nameKey: 'canvas_name',
	path: '/canvas',
	permission: 'canvas',
	list: 'canvases',
	recipients: readCanvasRecipients,
	options: [canvasPropertiesOption],
	extras: () => ({}),
};
