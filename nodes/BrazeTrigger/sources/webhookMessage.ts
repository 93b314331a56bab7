import type { IDataObject } from 'n8n-workflow';

import { describe } from '../../Braze/input/describe';
import { isObject } from '../../Braze/input/object';
import { liquidBody } from './liquid';
import { events, refused, stepsOf, type Source } from './source';

const HOW = stepsOf(
	'In Braze, add a webhook message to the Canvas or campaign:',
	'Webhook URL: the Production URL (see Webhook URLs). HTTP method: POST.',
	'Request headers: Content-Type: application/json, and the header from the credential with the secret as its value.',
	'Request body: Raw Text. Paste the one below.',
);

/**
 * A webhook message of a Canvas or campaign. The marketer composes its body.
 * https://www.braze.com/docs/user_guide/message_building_by_channel/webhooks/creating_a_webhook
 */
export const webhookMessage: Source = {
	option: {
		name: 'Webhook Message',
		value: 'webhookMessage',
		description: 'A person reaches a webhook step of a Canvas, or receives a webhook campaign',
	},
	properties: [
		{ displayName: HOW, name: 'webhookMessageNotice', type: 'notice', default: '' },
		{
			displayName: 'Request Body',
			name: 'requestBody',
			type: 'string',
			// Notices lose line breaks, while a code editor lets people copy the text unchanged.
			typeOptions: { editor: 'jsEditor', editorIsReadOnly: true, rows: 9 },
			noDataExpression: true,
			default: liquidBody,
			description: 'Paste this into Braze, and add any other fields you need',
		},
		{
			displayName: 'Deduplicate By',
			name: 'deduplicateBy',
			type: 'string',
			default: 'event_id',
			placeholder: 'e.g. event_id',
			description:
				'The body field that identifies the event, so that a repeated call does not start the workflow again. Use dots for nested fields. A body without this field always starts the workflow.',
		},
	],
	read(body, settings) {
		if (body === undefined) return refused('The body is empty');
		const json = isObject(body) ? (body as IDataObject) : { body: body as IDataObject[string] };
		return events({ json, id: idOf(json, settings('deduplicateBy')) });
	},
	problemOf(settings) {
		const field = settings('deduplicateBy');
		return typeof field === 'string'
			? undefined
			: `'Deduplicate By' is ${describe(field)}. Enter the name of a field of the body, without an expression.`;
	},
};

/**
 * Matches text that can't identify an event: empty, or two Liquid tags of which one has no value. Many people share a
 * dispatch, and a person takes part in many dispatches.
 */
const HAS_EMPTY_PART = /^\s*$|^\s*\/[^/]*$|^[^/]*\/\s*$/;

/** The value at a dotted path, if it can identify an event. */
function idOf(json: IDataObject, path: unknown): string | undefined {
	if (typeof path !== 'string' || path.trim() === '') return undefined;
	let value: unknown = json;
	for (const name of path.trim().split('.')) {
		if (typeof value !== 'object' || value === null || !Object.prototype.hasOwnProperty.call(value, name))
			return undefined;
		value = (value as Record<string, unknown>)[name];
	}
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && !HAS_EMPTY_PART.test(value) ? value : undefined;
}
