import { DateTime } from 'luxon';
import type { JsonObject } from '../types/json';

/** What single values of a profile, an event or a purchase may be. */

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** Makes a check for a text of a form. A list with such a text is not one, although `RegExp` reads it as one. */
export const matching = (form: RegExp) => (value: unknown) => typeof value === 'string' && form.test(value);

/** Makes a check for one of several texts. */
export const oneOf = (texts: readonly string[]) => (value: unknown) =>
	typeof value === 'string' && texts.includes(value);

/** A date and time as ISO 8601 or as `2019-02-15 00:00:00 -0500`, which Braze reads too; undefined for anything else. */
export function momentOf(value: unknown): DateTime | undefined {
	if (!isText(value) || !/\d[T ]\d\d/.test(value)) return undefined;
	const options = { zone: 'utc' };
	return [DateTime.fromISO(value, options), DateTime.fromSQL(value, options)].find(({ isValid }) => isValid);
}

export const isMoment = (value: unknown) => momentOf(value) !== undefined;

const EMAIL = /^[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)+$/;
const E164 = /^\+?[0-9][0-9 ().-]{4,24}$/;

export const isEmail = (value: unknown): value is string => matching(EMAIL)(value);
export const isPhone = (value: unknown): value is string => matching(E164)(value);

/** A currency of ISO 4217, in capital letters. */
export const isCurrency = oneOf(Intl.supportedValuesOf('currency'));

/** A value of an object's own; what every object inherits (`constructor`, …) is none. */
export const valueIn = (object: JsonObject, name: string): unknown =>
	Object.hasOwn(object, name) ? object[name] : undefined;
