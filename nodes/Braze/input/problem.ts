import { InputError } from './inputError';

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
}

/** A value as Braze gets it, or what is wrong with it. */
export type Reading<T = unknown> = { readonly value: T } | Problem;

/** The value that was read. Throws an InputError if something is wrong with it. */
export function valueOf<T>(reading: Reading<T>, labels: Labels): T {
	if ('problem' in reading) throw errorOf(reading, labels);
	return reading.value;
}

/** The error for a problem. Labels are computed only then: most of thousands of recipients need none. */
export function errorOf({ problem, resolution, path = [] }: Problem, labels: Labels): InputError {
	return new InputError(labels(path.join('.')), problem, resolution);
}
