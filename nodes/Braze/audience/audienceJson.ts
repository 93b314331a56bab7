import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../itemReader';
import { readAudience, type Audience } from './checkAudience';
import { selects } from '../fields/purpose';

const LABEL = 'Audience';

/** The connected audience, as JSON. */
export const audienceJsonField: INodeProperties = selects({
	displayName: LABEL,
	name: 'audience',
	type: 'json',
	typeOptions: { rows: 8 },
	default: '',
	required: true,
	placeholder:
		'e.g. { "AND": [{ "custom_attribute": { "custom_attribute_name": "plan", "comparison": "equals", "value": "pro" } }] }',
	description:
		'The <a href="https://www.braze.com/docs/api/objects_filters/connected_audience">connected audience</a>: filters on custom attributes, push and email subscription, and last app use, combined with AND and OR',
});

/** Returns the validated connected audience of an item. Throws an InputError naming the path inside it. */
export function readAudienceJson(item: ItemReader): Audience {
	return readAudience(LABEL, item.get('audience', ''));
}
