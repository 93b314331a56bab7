import type { INodeProperties } from 'n8n-workflow';

import { canvasChoice } from '../../fields/resource/choices';
import { readOneOf } from '../../fields/values/choices';
import type { ItemReader } from '../../itemReader';
import { type RecipientType, triggerRecipient } from '../../recipients/recipient';
import type { TriggeredKind } from './triggeredKind';

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

/** Canvases call their entry properties by two names: an option says which one is sent. */
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

/** Returns what recipients of a Canvas may have: the option says by which name their entry properties are sent. */
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
