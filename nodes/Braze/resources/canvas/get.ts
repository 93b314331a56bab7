import type { IDataObject } from 'n8n-workflow';

import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import type { Operation } from '../../operation';
import { simplified, simplifyField } from './simplify';
import type { TriggeredKind } from './triggeredKind';

/** The details that most workflows use. The others describe every step and message. */
const SIMPLE = [
	'name',
	'description',
	'schedule_type',
	'enabled',
	'draft',
	'archived',
	'tags',
	'channels',
	'first_entry',
	'first_sent',
	'last_entry',
	'last_sent',
] as const;

/** Gets the details of one Canvas or campaign. https://www.braze.com/docs/api/endpoints/export/canvas/get_canvas_details */
export function getOf(kind: TriggeredKind): Operation {
	const { choice, idKey, wording } = kind;
	const permission = `${kind.permission}.details`;
	return {
		name: 'Get',
		value: 'get',
		action: `Get status and details of ${wording.word.toLowerCase()}`,
		description: `Get the details of one ${wording.word}, such as whether it is live`,
		fields: [choice.field, simplifyField, optionsField(requestOptionFields)],
		endpoint: { method: 'GET', path: `${kind.path}/details`, permission },
		safety: 'idempotent',
		response: { reduced: true, contains: { name: 'value' } },
		entry(item) {
			const id = choice.read(item);
			return {
				envelope: { query: { [idKey]: id }, subject: id },
				output: simplified(item, (answer) => simple(answer)),
				report: { [idKey]: id },
			};
		},
	};
}

function simple(answer: IDataObject): IDataObject {
	return Object.fromEntries(
		SIMPLE.filter((key) => answer[key] !== undefined).map((key) => [key, answer[key]]),
	);
}
