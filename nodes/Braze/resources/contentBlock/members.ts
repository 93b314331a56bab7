import type { INodeProperties } from 'n8n-workflow';

import { readTagNames, tagNamesField, type MemberReaders } from '../../fields/content/givenMembers';
import { readChoice, readLimitedText, readText } from '../../fields/values';
import { describe } from '../../input/describe';
import { lengthOf, readIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import { content, identifies } from '../../fields/declarations';

const MAX_NAME = 99;

const MAX_DESCRIPTION = 249;

const MAX_CONTENT_KB = 50;

/** The name of a Content Block. */
export const nameField: INodeProperties = identifies({
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. summer_banner',
	description: 'Letters, digits, hyphens and underscores. The name of an active block cannot be changed.',
});

/** The content of a Content Block. */
export const contentField: INodeProperties = content({
	displayName: 'Content',
	name: 'content',
	type: 'string',
	typeOptions: { rows: 5 },
	default: '',
	placeholder: 'e.g. <p>Hello</p>',
	description:
		'HTML or text, up to 50 KB. Enter Liquid in Fixed mode: in an expression, n8n evaluates double braces itself.',
});

const descriptionField: INodeProperties = content({
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	description: 'What the block is for, in fewer than 250 characters',
});

const stateField: INodeProperties = {
	displayName: 'State',
	name: 'state',
	type: 'options',
	options: [
		{ name: 'Active', value: 'active' },
		{ name: 'Draft', value: 'draft' },
	],
	default: 'active',
	description:
		'If no state is set, Braze makes the block active, even in an update. An active block cannot become a draft again.',
};

/** Optional fields of a Content Block. */
export const optionalFields: INodeProperties[] = [descriptionField, stateField, tagNamesField];

/** How the fields of a Content Block become members of the body. */
export const READERS = {
	content: ['content', (value) => readLimitedText(contentField.displayName, value, MAX_CONTENT_KB)],
	description: ['description', readDescription],
	name: ['name', readName],
	state: ['state', (value) => readChoice(stateField, value)],
	tagNames: ['tags', readTagNames],
} satisfies MemberReaders;

function readName(value: unknown): string {
	const name = readIdentifier(nameField.displayName, value, MAX_NAME);
	if (/^[A-Za-z0-9_-]+$/.test(name)) return name;
	throw new InputError(
		nameField.displayName,
		`has characters that Braze does not accept: ${describe(name)}`,
		'Use only letters, digits, hyphens and underscores.',
	);
}

function readDescription(value: unknown): string {
	const text = readText(descriptionField.displayName, value);
	if (lengthOf(text) <= MAX_DESCRIPTION) return text;
	throw new InputError(
		descriptionField.displayName,
		`has ${lengthOf(text)} characters, but Braze accepts at most ${MAX_DESCRIPTION}`,
		'Shorten it.',
	);
}
