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
	isMissing: true,
} as const;

/** An expression did not find the value. */
export class MissingError extends InputError {
	constructor(field: string) {
		super(field, MISSING.problem, MISSING.resolution);
	}
}

/** The error for such a value. */
export const missing = (field: string): MissingError => new MissingError(field);

/** A time that is in the past: thrown, unless the user wants such items skipped or sent immediately. */
export class PastError extends InputError {}

/** Thrown while an item is read, if the user wants items like this one skipped instead of refused. */
export class ItemSkipped extends Error {
	constructor(readonly reason: string) {
		super(reason);
		this.name = 'ItemSkipped';
	}
}

/**
 * What a person sees in place of a member's path: `Recipient 2: Alias Name` for `user_alias.alias_name`. The empty path
 * stands for the value as a whole.
 */
export type Labels = (path: string) => string;

/** The labels of a JSON value: the paths themselves, behind its name. */
export const pathsIn =
	(name: string): Labels =>
	(path) =>
		path === '' ? name : `${name}.${path}`;

/** What is wrong with a value, and how to fix it. */
export interface Problem {
	readonly problem: string;
	readonly resolution: string;
	/** The member that it is about; without it, the value itself. */
	readonly path?: string[];
	/** Set if an expression did not find the value. */
	readonly isMissing?: true;
}

/** A value as Braze gets it, or what is wrong with it. */
export type Reading<T = unknown> = { readonly value: T } | Problem;

/** The value that was read. Throws an InputError if something is wrong with it. */
export function valueOf<T>(reading: Reading<T>, labels: Labels): T {
	if ('problem' in reading) throw errorOf(reading, labels);
	return reading.value;
}

/** The error for a problem. Labels are computed only then: most of thousands of recipients need none. */
export function errorOf({ problem, resolution, path = [], isMissing }: Problem, labels: Labels): InputError {
	const field = labels(path.join('.'));
	return isMissing ? missing(field) : new InputError(field, problem, resolution);
}
