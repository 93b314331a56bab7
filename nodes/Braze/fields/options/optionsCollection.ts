import type { INodeProperties } from 'n8n-workflow';

import { describe } from '../../input/describe';
import { InputError } from '../../input/inputError';

/** Whether an operation offers an option: a workflow may still have it from the operation that was chosen before. */
export const offersOption = (fields: readonly INodeProperties[], wanted: string): boolean =>
	fields.some(
		({ name, options = [] }) => name === 'options' && options.some((option) => option.name === wanted),
	);

/** The collection of options, in alphabetical order as n8n requires. */
export function optionsField(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/** Options of a run are read as they are saved, once for all items, so they support no expressions. */
const FIXED = 'this option does not support expressions';

/** Reads a number from `min` to `max`. Throws an InputError on anything else. */
export function numberOption(field: string, value: unknown, min: number, max: number): number {
	if (typeof value === 'number' && value >= min && value <= max) return value;
	const range = max === Infinity ? `${min} or more` : `between ${min} and ${max}`;
	throw new InputError(
		field,
		`must be a number ${range}, but is ${describe(value)}`,
		`Enter a number; ${FIXED}.`,
	);
}

/** Reads a switch. Throws an InputError on anything but a boolean. */
export function switchOption(field: string, value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	throw new InputError(
		field,
		`must be on or off, but is ${describe(value)}`,
		`Set it in the editor; ${FIXED}.`,
	);
}

/** Reads one of several values. Throws an InputError on any other. */
export function choiceOption<T extends string>(field: string, known: readonly T[], value: unknown): T {
	const found = known.find((one) => one === value);
	if (found !== undefined) return found;
	throw new InputError(field, `is ${describe(value)}`, `Choose one from the list; ${FIXED}.`);
}
