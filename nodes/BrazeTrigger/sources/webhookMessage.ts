import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../Braze/schemas/json';
import { liquidBody, toHtml } from './liquid';
import { events, refused, type Source } from './source';

const HOW = [
	'In Braze, add a webhook message to the Canvas or campaign:',
	"1. <b>Webhook URL</b>: the Production URL above. <b>HTTP method</b>: POST.",
	'2. <b>Request headers</b>: Content-Type with the value application/json, and the header with the secret of the credential.',
	'3. <b>Request body</b>: Raw Text. For example:',
	`<code>${liquidBody.map(toHtml).join('<br>')}</code>`,
].join('<br>');

/**
 * A webhook message of a Canvas or campaign. Its body is whatever the marketer composed.
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
			displayName: 'Deduplicate By',
			name: 'deduplicateBy',
			type: 'string',
			default: 'event_id',
			placeholder: 'e.g. event_id',
			description:
				'The field of the body that is the same when Braze repeats a delivery: a repetition then starts nothing. Use dots for nested fields. A body without this field always starts the workflow.',
		},
	],
	read(body, settings) {
		if (body === undefined) return refused('The body is empty');
		const json = isObject(body) ? (body as IDataObject) : { body: body as IDataObject[string] };
		return events({ json, id: idOf(json, settings('deduplicateBy')) });
	},
};

/** The value at a dotted path, if it can identify an event. */
function idOf(json: IDataObject, path: unknown): string | undefined {
	if (typeof path !== 'string' || path.trim() === '') return undefined;
	let value: unknown = json;
	for (const name of path.trim().split('.')) {
		if (typeof value !== 'object' || value === null || !Object.prototype.hasOwnProperty.call(value, name)) return undefined;
		value = (value as Record<string, unknown>)[name];
	}
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
