import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../../itemReader';
import { describe } from '../../../input/describe';
import { InputError } from '../../../input/inputError';
import { checkChoice } from '../../../fields/values/choice';

/** One channel of a message whose content is in the call: its fields, and how they become Braze's object. */
export interface Channel {
	readonly name: string;
	/** The value that workflows are saved with. */
	readonly value: string;
	/** The key of its object under `messages`. */
	readonly key: string;
	/** What people use most; the rest goes into 'More Fields (JSON)'. */
	readonly fields: INodeProperties[];
	/** Reads {@link fields}. Throws an InputError naming the field. */
	readonly read: (item: ItemReader) => Record<string, unknown>;
}

/** The text of a required parameter. Throws an InputError if it is empty or not text. */
export function requiredText(item: ItemReader, label: string, name: string): string {
	const text = optionalText(item, label, name);
	if (text !== undefined) return text;
	throw new InputError(label, 'is empty', 'Enter a value. Braze does not accept the message without it.');
}

/** The text of a parameter, or `undefined` when it is empty. Throws an InputError if it is not text. */
export function optionalText(item: ItemReader, label: string, name: string): string | undefined {
	const value = item.get(name, '');
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'string') return value.trim() === '' ? undefined : value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw new InputError(
		label,
		`must be text, but is ${describe(value)}`,
		'Use a single value from it, or wrap it in JSON.stringify(…).',
	);
}

/** The choice of a list, which an expression may have returned. Throws an InputError if the list does not contain it. */
export const chosen = (item: ItemReader, field: INodeProperties): unknown =>
	checkChoice(field, item.get(field.name, field.default));

/** The members of an object that are there. */
export function given(members: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
