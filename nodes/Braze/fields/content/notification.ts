import type { INodeProperties } from 'n8n-workflow';

import { content } from '../declarations';

/** The text of a push notification, or of a Live Activity's alert. */
export const alertField: INodeProperties = content({
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	required: true,
	placeholder: 'e.g. Your order is on its way',
	description: 'The text of the notification',
});

/** The title of that notification. */
export const titleField: INodeProperties = content({
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Good news',
	description: 'The title of the notification',
});
