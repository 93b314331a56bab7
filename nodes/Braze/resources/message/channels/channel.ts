import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../../itemReader';
import { readChoice } from '../../../fields/values';

/** A channel for messages with content in the request: its fields, and how they become Braze's object. */
export interface Channel {
	readonly name: string;
	/** The value that workflows are saved with. */
	readonly value: string;
	/** The key of its object under `messages`. */
	readonly key: string;
	/** The fields that people use most. All others go into 'More Fields (JSON)'. */
	readonly fields: INodeProperties[];
	/** Reads {@link fields}. Throws an InputError naming the field. */
	readonly read: (item: ItemReader) => Record<string, unknown>;
}

/**
 * The chosen option of a field, which may come from an expression. Throws an InputError if the field has no such
 * option.
 */
export const chosen = (item: ItemReader, field: INodeProperties): string =>
	readChoice(field, item.get(field.name, field.default));

/** The members of an object that have a value. */
export function given(members: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
