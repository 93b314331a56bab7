import type { INodeProperties } from 'n8n-workflow';

import { content, mayBeLiquid } from '../../../fields/declarations';
import { target } from '../../../fields/tool/builderOnly';
import { isGiven, readText } from '../../../fields/values';
import { describe } from '../../../input/describe';
import { stringifyExactly } from '../../../input/exactJson';
import { InputError } from '../../../input/inputError';
import { readJsonObject } from '../../../input/json';
import { isObject } from '../../../input/object';
import { toJsonValue } from '../../../input/jsonValue';
import { chosen, given, type Channel } from './channel';

const methodField: INodeProperties = {
	displayName: 'Method',
	name: 'webhookMethod',
	type: 'options',
	options: [
		{ name: 'DELETE', value: 'DELETE' },
		{ name: 'GET', value: 'GET' },
		{ name: 'POST', value: 'POST' },
		{ name: 'PUT', value: 'PUT' },
	],
	default: 'POST',
	description: 'The HTTP method of the call',
};

/** https://www.braze.com/docs/api/objects_filters/messaging/webhook_object */
export const webhook: Channel = {
	name: 'Webhook',
	value: 'webhook',
	key: 'webhook',
	fields: [
		target(
			mayBeLiquid({
				displayName: 'URL',
				name: 'webhookUrl',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. https://hooks.example.com/orders',
				description: 'The URL that Braze calls for each person',
			}),
		),
		methodField,
		content({
			displayName: 'Headers JSON',
			name: 'webhookHeaders',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "Content-Type": "application/json" }',
			description: 'Headers of the call',
		}),
		content({
			displayName: 'Body',
			name: 'webhookBody',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. { "order": "1042" }',
			description: 'The body as text, or an object from an expression, which is sent as JSON',
		}),
	],
	read(item) {
		const url = readText('URL', item.get('webhookUrl', ''));
		if (!/^https?:\/\/\S+$/i.test(url))
			throw new InputError(
				'URL',
				`is not a URL: ${describe(url)}`,
				'Enter a full URL that starts with https://.',
			);
		const headers = readJsonObject('Headers JSON', item.get('webhookHeaders', '{}'));
		return given({
			url,
			request_method: chosen(item, methodField),
			request_headers: Object.keys(headers).length > 0 ? headers : undefined,
			body: readBody('Body', item.get('webhookBody', '')),
		});
	},
};

/** Reads the body. Braze accepts text and objects, but no lists, so lists are sent as JSON text. */
function readBody(field: string, value: unknown): unknown {
	if (!isGiven(value)) return undefined;
	if (typeof value === 'string') return value;
	const json = toJsonValue(field, value);
	return isObject(json) ? json : stringifyExactly(json);
}
