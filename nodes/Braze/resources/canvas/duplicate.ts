import type { INodeProperties } from 'n8n-workflow';

import { additionalFieldsOf } from '../../fields/content/givenMembers';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { addedTo, isGiven, readText } from '../../fields/values';
import type { Operation } from '../../operation';
import { describe } from '../../input/describe';
import { readIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import { content, identifies } from '../../fields/declarations';
import { triggeredEndpoint, type TriggeredKind } from './triggeredKind';

const nameField = (word: string): INodeProperties =>
	identifies({
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Onboarding (copy)',
		description: `The name of the new ${word}`,
	});

const additionalFields = additionalFieldsOf([
	content({
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		description: 'The description of the copy',
	}),
	identifies({
		displayName: 'Tags',
		name: 'tagNames',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
		default: [],
		placeholder: 'e.g. Lifecycle',
		description: "Existing tags in Braze. They replace the original's tags.",
	}),
]);

/**
 * Duplicates a Canvas or campaign. Braze does this in the background and does not return the ID of the copy.
 * https://www.braze.com/docs/api/endpoints/messaging/duplicate_messages/post_duplicate_canvases
 */
export function duplicateOf(kind: TriggeredKind): Operation {
	const { wording, choice, idKey } = kind;
	const endpoint = triggeredEndpoint(kind, 'duplicate');
	return {
		name: 'Duplicate',
		value: 'duplicate',
		action: `Duplicate ${wording.word.toLowerCase()} under new name`,
		description: 'Create a copy in the background; find it by name with Get Many',
		fields: [choice.field, nameField(wording.word), additionalFields, optionsField(requestOptionFields)],
		endpoint: { ...endpoint, verb: 'duplicated' },
		safety: 'notIdempotent',
		entry(item) {
			const id = choice.read(item);
			const name = readIdentifier('Name', item.get('name'));
			const { description, tagNames } = addedTo(item, 'additionalFields');
			const tags = readTags(tagNames);
			return {
				envelope: {
					body: {
						[idKey]: id,
						name,
						...(isGiven(description) && { description: readText('Description', description) }),
						...(tags.length > 0 && { tag_names: tags }),
					},
					subject: id,
				},
				report: { [idKey]: id, name },
			};
		},
	};
}

/** Reads the tags of the copy; empty to keep the original's. Throws an InputError. */
function readTags(raw: unknown): string[] {
	if (!isGiven(raw)) return [];
	if (!Array.isArray(raw))
		throw new InputError('Tags', `must be a list, but is ${describe(raw)}`, 'Add one row for each tag.');
	return raw.map((tag: unknown, index) => readIdentifier(`Tags ${index + 1}`, tag));
}
