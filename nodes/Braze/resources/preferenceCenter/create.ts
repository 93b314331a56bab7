import type { INodeProperties } from 'n8n-workflow';

import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import type { Operation } from '../../operation';
import { describe } from '../../input/describe';
import { readIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import { identifies } from '../../fields/declarations';
import { additionalFieldsOf } from '../../fields/content/givenMembers';
import { pageFields, pageOptions, readPages } from './pages';
import { returnedId } from '../../transport/endpoint';

const nameField: INodeProperties = identifies({
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. newsletter_choices',
	description: 'Letters, digits, hyphens and underscores. It cannot be changed later.',
});

const additionalFields = additionalFieldsOf(pageOptions);

/** Creates a preference center. https://www.braze.com/docs/api/endpoints/preference_center/post_create_preference_center */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create preference center',
	description: 'Create a page where people choose which messages they get',
	fields: [nameField, ...pageFields, additionalFields, optionsField(requestOptionFields)],
	endpoint: {
		method: 'POST',
		path: '/preference_center/v1',
		permission: 'preference_center.update',
		verb: 'created',
		returns: returnedId('preference_center_api_id'),
	},
	safety: 'notIdempotent',
	entry(item) {
		const name = readName(item.get('name'));
		return {
			envelope: { body: { name, ...readPages(item, 'additionalFields') }, subject: 'preference center' },
			report: { name },
		};
	},
};

function readName(value: unknown): string {
	const name = readIdentifier('Name', value);
	if (/^[\w-]+$/.test(name)) return name;
	throw new InputError(
		'Name',
		`has characters that Braze does not accept: ${describe(name)}`,
		'Use only letters, digits, hyphens and underscores.',
	);
}
