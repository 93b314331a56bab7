import { canvasChoice } from '../../fields/resource/choices';
import { canvasPropertiesOption, readCanvasRecipients } from './canvasProperties';
import type { TriggeredKind } from './triggeredKind';

/** How Canvases differ from campaigns. */
export const canvasKind: TriggeredKind = {
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
