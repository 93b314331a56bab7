import { LongInteger } from './exactJson';

/** Whether a value is a plain `{…}` object: not a list, not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return (
		typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LongInteger)
	);
}

/** Whether a value has members: an object of any kind, or a list. */
export const isContainer = (value: unknown): value is Record<string | number, unknown> =>
	typeof value === 'object' && value !== null;
