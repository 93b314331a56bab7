import type { INodeProperties } from 'n8n-workflow';

import { describe, oneOf } from '../../input/describe';
import { InputError } from '../../input/inputError';

/**
 * Reads the choice of a field, which may come from an expression.
 *
 * @typeParam T the values of its options
 * @throws {InputError} if the field has no such option
 */
export function readChoice<T extends string = string>(
	{ displayName, options = [] }: INodeProperties,
	value: unknown,
): T {
	return readOneOf(
		displayName,
		options.flatMap((option) => ('value' in option ? [option.value as T] : [])),
		value,
	);
}

/** Reads one of several values, which may come from an expression. Throws an InputError if it is none of them. */
export function readOneOf<T extends string>(field: string, known: readonly T[], value: unknown): T {
	const found = known.find((one) => one === value);
	if (found !== undefined) return found;
	throw new InputError(field, `is ${describe(value)}`, `Use ${oneOf(known)}.`);
}
