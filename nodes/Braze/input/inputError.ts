/**
 * A value that the user entered cannot be sent. Thrown while an item is read, before any request.
 *
 * `field` is the label of the parameter as the editor shows it, with the path inside it, if any
 * (`Audience: AND[2].custom_attribute.comparison`). `message` says what was found, `resolution` how to fix it.
 */
export class InputError extends Error {
	constructor(
		readonly field: string,
		problem: string,
		readonly resolution?: string,
	) {
		super(`'${field}' ${problem}`);
		this.name = 'InputError';
	}
}

/** The input item has none of the fields that a value is read from by their names. */
export class NoFieldError extends InputError {
	constructor(
		field: string,
		readonly names: readonly string[],
		problem: string,
		resolution: string,
	) {
		super(field, problem, resolution);
	}
}

/** The problem with a missing value, such as an expression that returns no value. */
export const MISSING = {
	problem: 'is missing',
	resolution: 'Check the expression: the input item may not have this field.',
};

/** The error for such a value. */
export const missing = (field: string): InputError =>
	new InputError(field, MISSING.problem, MISSING.resolution);

/** Whether an error is about a value that an expression did not find. */
export const isMissing = ({ resolution }: InputError): boolean => resolution === MISSING.resolution;

/** A time that is in the past: thrown, unless the user wants such items skipped or sent immediately. */
export class PastError extends InputError {}

/** Thrown while an item is read, if the user wants items like this one skipped instead of refused. */
export class ItemSkipped extends Error {
	constructor(readonly reason: string) {
		super(reason);
		this.name = 'ItemSkipped';
	}
}
