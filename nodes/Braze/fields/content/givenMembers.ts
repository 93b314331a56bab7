import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readIdentifier } from '../../input/identifier';
import { InputError, missing } from '../../input/inputError';
import { identifies } from '../declarations';
import { addedTo } from '../values';

/** Maps each parameter to the member of the body that it becomes, and the reader of its value. */
export type MemberReaders = Readonly<
	Record<string, readonly [member: string, read: (value: unknown) => unknown]>
>;

const collection: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [],
};

const sorted = (options: INodeProperties[]) =>
	[...options].sort((a, b) => a.displayName.localeCompare(b.displayName));

/** The collection of optional fields of a create operation. */
export const additionalFieldsOf = (options: INodeProperties[]): INodeProperties => ({
	...collection,
	options: sorted(options),
});

/** The collection of fields of an update operation. Only those that are added change. */
export const updateFieldsOf = (options: INodeProperties[]): INodeProperties => ({
	...collection,
	displayName: 'Update Fields',
	name: 'updateFields',
	options: sorted(options),
});

/** The tags of something that is created or updated. */
export const tagNamesField: INodeProperties = identifies({
	displayName: 'Tags',
	name: 'tagNames',
	type: 'string',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
	default: [],
	placeholder: 'e.g. Lifecycle',
	description: 'Existing tags in Braze. They replace the current tags.',
});

/** Reads the fields that were added under 'Additional Fields'. Throws an InputError naming the field. */
export const readAdditionalFields = (item: ItemReader, readers: MemberReaders): Record<string, unknown> =>
	readGiven(addedTo(item, 'additionalFields'), readers);

/** Reads the fields that were added under 'Update Fields'. Throws an InputError naming the field, also if there is none. */
export function readUpdateFields(item: ItemReader, readers: MemberReaders): Record<string, unknown> {
	const members = readGiven(addedTo(item, 'updateFields'), readers);
	if (Object.keys(members).length > 0) return members;
	throw new InputError('Update Fields', 'is empty', 'Add at least one field to change.');
}

function readGiven(given: Record<string, unknown>, readers: MemberReaders): Record<string, unknown> {
	const added = Object.entries(readers).filter(([name]) => Object.hasOwn(given, name));
	return Object.fromEntries(added.map(([name, [member, read]]) => [member, read(given[name])]));
}

/** Reads tags; an empty list removes the current ones. Throws an InputError. */
export function readTagNames(value: unknown): string[] {
	if (value === undefined || value === null) throw missing('Tags');
	const tags: unknown[] = Array.isArray(value) ? value : value === '' ? [] : [value];
	return tags.map((tag, index) => readIdentifier(`Tags ${index + 1}`, tag));
}
