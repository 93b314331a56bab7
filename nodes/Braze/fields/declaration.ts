import type { INodeProperties } from 'n8n-workflow';

/** Something that fields declare about themselves and that only the node reads. */
export interface Declaration<Value> {
	/** Returns the same field with the declaration. */
	readonly add: (field: INodeProperties, value: Value) => INodeProperties;
	/** What a field declares, if it does. */
	readonly of: (field: object) => Value | undefined;
}

/**
 * Makes a declaration. Copies of a field keep it (`{ ...field }`, lodash, n8n's `updateDisplayOptions`); JSON leaves it
 * out, so that editors, which download the description, do not download it.
 *
 * @param name what debuggers show
 */
export function declaration<Value>(name: string): Declaration<Value> {
	const key = Symbol(name);
	return {
		add: (field, value) => ({ ...field, [key]: value }),
		of: (field) => (field as Readonly<Record<symbol, Value | undefined>>)[key],
	};
}
