import type { z } from 'zod';

import { InputError } from './inputError';

/**
 * What a person sees in place of a member's path: `Recipient 2: Alias Name` for `user_alias.alias_name`. The empty path
 * stands for the value as a whole.
 */
export type Labels = (path: string) => string;

/** The labels of a JSON value: the paths themselves, behind its name. */
export const pathsIn = (name: string): Labels => (path) => (path === '' ? name : `${name}.${path}`);

/** What is wrong with a value, and how to fix it. */
export interface Problem {
	readonly problem: string;
	readonly resolution: string;
	/** The member that it is about; without it, the value itself. */
	readonly path?: string[];
}

/** A problem in the form that zod takes it. */
export const issueOf = ({ problem, resolution, path }: Problem) => ({ message: problem, params: { resolution }, ...(path && { path }) });

/**
 * Checks a value, and returns it as the schema makes it.
 *
 * @param labels word the error; they are asked for only when there is one
 * @throws {InputError} on the first thing that the schema refuses
 */
export function check<T>(schema: z.ZodType<T, z.ZodTypeDef, unknown>, value: unknown, labels: Labels): T {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	const { resolution } = 'params' in issue ? (issue.params as Partial<Problem>) : {};
	throw new InputError(labels(issue.path.join('.')), issue.message, resolution);
}
