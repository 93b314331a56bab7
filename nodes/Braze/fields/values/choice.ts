import type { INodeProperties } from 'n8n-workflow';

import { describe, oneOf } from '../../schemas/describe';
import { InputError } from '../../schemas/inputError';

/**
 * Gives a choice back that an expression may have given. Throws an InputError when the list of the field does not hold it.
 */
export function checkChoice({ displayName, options = [] }: INodeProperties, value: unknown): unknown {
	const known = options.flatMap((option) => ('value' in option ? [option.value] : []));
	if (known.some((one) => one === value)) return value;
	throw new InputError(displayName, `is ${describe(value)}`, `Use ${oneOf(known.map(String))}.`);
}
