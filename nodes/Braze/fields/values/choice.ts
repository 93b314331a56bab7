import type { INodeProperties } from 'n8n-workflow';

import { describe, oneOf } from '../../input/describe';
import { InputError } from '../../input/inputError';

/** Returns an option, which may come from an expression. Throws an InputError if the field has no such option. */
export function checkChoice({ displayName, options = [] }: INodeProperties, value: unknown): unknown {
	const known = options.flatMap((option) => ('value' in option ? [option.value] : []));
	if (known.some((one) => one === value)) return value;
	throw new InputError(displayName, `is ${describe(value)}`, `Use ${oneOf(known.map(String))}.`);
}
