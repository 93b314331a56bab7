/**
 * A value from the user that cannot be sent. Thrown while an item is read, before any request.
 *
 * `field` is the label that the editor shows for the parameter, with a path inside it, if any (`Audience:
 * AND[2].custom_attribute.comparison`). `message` says what was found, and `resolution` how to fix it.
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

/** The input item has none of the fields that hold a value. */
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

/** The problem with a missing value, for example from an expression that returns nothing. */
export const MISSING = {
	problem: 'is missing',
	resolution: 'Check the expression: the input item may not have this field.',
	isMissing: true,
} as const;

/** The error for a missing value, so that advice can name the fields that the item does have. */
export class MissingError extends InputError {
	constructor(field: string) {
		super(field, MISSING.problem, MISSING.resolution);
	}
}

/** Creates the error for a missing value. */
export const missing = (field: string): MissingError => new MissingError(field);

/** A time in the past. Thrown unless the user chose to skip such items or send them immediately. */
export class PastError extends InputError {}

/** Thrown while an item is read if the user chose to skip items like this one. */
export class ItemSkipped extends Error {
	constructor(readonly reason: string) {
		super(reason);
		this.name = 'ItemSkipped';
	}
}

/**
 * Maps a member's path to the label that users see: `user_alias.alias_name` to `Recipient 2: Alias Name`. The empty
 * path is the value itself.
 */
export type Labels = (path: string) => string;

/** Labels for a JSON value: its name, followed by the path. */
export const pathsIn =
	(name: string): Labels =>
	(path) =>
		path === '' ? name : `${name}.${path}`;

/** The problem with a value, and how to fix it. */
export interface Problem {
	readonly problem: string;
	readonly resolution: string;
	/** The path of the member that it is about; without one, the value itself. */
	readonly path?: string[];
	/** Set if the value is missing, for example because an expression returned nothing. */
	readonly isMissing?: true;
}

/** A value as sent to Braze, or the problem with it. */
export type Reading<T = unknown> = { readonly value: T } | Problem;

/** Returns the value that was read. Throws an InputError if there is a problem with it. */
export function valueOf<T>(reading: Reading<T>, labels: Labels): T {
	if ('problem' in reading) throw errorOf(reading, labels);
	return reading.value;
}

/** The error for a problem. Computes the label only now, because almost none of thousands of recipients needs one. */
export function errorOf({ problem, resolution, path = [], isMissing }: Problem, labels: Labels): InputError {
	const field = labels(path.join('.'));
	return isMissing ? missing(field) : new InputError(field, problem, resolution);
}
