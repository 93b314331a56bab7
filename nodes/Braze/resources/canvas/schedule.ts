import { canvasField, readCanvasId } from '../../fields/canvas';
import { canvasPropertiesOption, readCanvasProperties } from '../../fields/canvasProperties';
import { combineItemsField, deliveryOptionFields } from '../../fields/deliveryOptions';
import { ENTRY_PROPERTIES_PARAMETERS, entryPropertiesFields, readEntryProperties } from '../../fields/entryProperties';
import { optionsField } from '../../fields/options';
import { readSchedule, SCHEDULE_PARAMETERS, scheduleFields } from '../../fields/schedule';
import { sendToFields } from '../../fields/sendTo';
import { triggerEntry } from '../../fields/trigger';
import type { Operation } from '../../operation';
import { RECIPIENTS } from '../../schemas/recipients';

const PARAMETERS = ['canvasId', 'options', ...SCHEDULE_PARAMETERS, ...ENTRY_PROPERTIES_PARAMETERS];

/**
 * Schedules an API-triggered Canvas.
 * https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_schedule_triggered_canvases
 */
export const schedule: Operation = {
	name: 'Schedule',
	value: 'schedule',
	action: 'Schedule canvas',
	description:
		'Send an API-triggered Canvas later, and get a schedule ID to change or cancel it. Needs the permission canvas.trigger.schedule.create.',
	fields: [
		canvasField,
		...sendToFields,
		...scheduleFields,
		...entryPropertiesFields,
		optionsField([
			combineItemsField(
				false,
				'They then share one schedule ID, and can be changed or cancelled together only. Turn it on for many rows that are never cancelled one by one.',
			),
			...deliveryOptionFields,
			canvasPropertiesOption,
		]),
	],
	endpoint: { method: 'POST', path: '/canvas/trigger/schedule/create', permission: 'canvas.trigger.schedule.create' },
	safety: 'creates',
	combine: { ...RECIPIENTS, byDefault: false },
	entry(item) {
		const properties = readCanvasProperties(item);
		return triggerEntry(item, properties, PARAMETERS, () => {
			const canvasId = readCanvasId(item);
			const forEveryone = readEntryProperties(item);
			const { sent, moments, hints } = readSchedule(item);
			return {
				subject: { canvas_id: canvasId },
				content: { ...(forEveryone && { [properties.sends]: forEveryone }), schedule: sent },
				report: { canvas_id: canvasId, schedule: { ...sent }, ...moments },
				hints,
			};
		});
	},
};
