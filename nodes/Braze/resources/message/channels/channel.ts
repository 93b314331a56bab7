import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../../itemReader';
import { readChoice } from '../../../fields/values';

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

/** The choice of a list, which an expression may have returned. Throws an InputError if the list does not contain it. */
export const chosen = (item: ItemReader, field: INodeProperties): string =>
	readChoice(field, item.get(field.name, field.default));

/** The members of an object that have a value. */
export function given(members: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
