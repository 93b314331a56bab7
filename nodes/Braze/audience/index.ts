import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { builderOnly } from '../fields/tool/builderOnly';
import type { ItemReader } from '../itemReader';
import type { Audience } from './checkAudience';
import { readBuiltAudience } from './audienceBuilder';
import { audienceBuilderFields } from './audienceBuilderFields';
import { audienceJsonField, readAudienceJson } from './audienceJson';

const shownFor = (mode: string, fields: INodeProperties[]) =>
	updateDisplayOptions({ show: { specifyAudience: [mode] } }, fields);

const fields: INodeProperties[] = [
	{
		displayName: 'Specify Audience',
		name: 'specifyAudience',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Using Fields Below',
				value: 'fields',
				description: 'Groups of filters, built here',
			},
			{
				name: 'Using JSON',
				value: 'json',
				description: 'One JSON object, as documented by Braze',
			},
		],
		default: 'fields',
		description: 'How to define the audience',
	},
	...shownFor('fields', audienceBuilderFields),
	...shownFor('json', [audienceJsonField]),
];

/** The connected audience, as fields or as JSON. A model must not choose any part of it. */
export const audienceFields: INodeProperties[] = fields.map(builderOnly);

/**
 * Returns the validated connected audience of an item. Throws an InputError naming the field and the path within it.
 */
export function readAudience(item: ItemReader): Audience {
	return item.shared(readSpecified);
}

const readSpecified = (item: ItemReader): Audience =>
	item.get('specifyAudience', 'fields') === 'json' ? readAudienceJson(item) : readBuiltAudience(item);
