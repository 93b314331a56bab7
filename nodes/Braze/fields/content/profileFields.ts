import { DateTime } from 'luxon';

import { describe } from '../../input/describe';
import { isEmail, phoneProblem } from '../../input/address';
import type { Problem, Reading } from '../../input/inputError';
import { isObject } from '../../input/object';

/**
 * The profile fields that Braze itself interprets, with their readers. Equivalent values are converted; values that
 * Braze would refuse or misunderstand are problems. Null, which removes a field, is always fine.
 * https://www.braze.com/docs/api/objects_filters/user_attributes_object
 */
const READERS = new Map<string, (value: unknown) => Reading>([
	['dob', readBirthDate],
	['email', readEmailAddress],
	['email_subscribe', readSubscription('email_subscribe')],
	['gender', readGender],
	['phone', readPhoneNumber],
	['push_subscribe', readSubscription('push_subscribe')],
]);

/**
 * The maximum number of distinct elements in a list: Braze silently drops the rest. Lists of objects have no such
 * limit.
 */
const MAX_ELEMENTS = 500;

/** The problem with the elements of a list, or with elements that are added to one. */
export function elementsProblem(list: readonly unknown[], name?: string): Problem | undefined {
	if (list.length <= MAX_ELEMENTS || list.some(isObject)) return undefined;
	const { size } = new Set(list);
	if (size <= MAX_ELEMENTS) return undefined;
	const where = name === undefined ? '' : ` in "${name}"`;
	return {
		problem: `has ${size} different elements${where}, of which Braze keeps ${MAX_ELEMENTS}`,
		resolution: `Send at most ${MAX_ELEMENTS}.`,
	};
}

/**
 * Converts profile fields among attributes to the form that Braze expects. Returns all attributes, or the problem with
 * one of them.
 */
export function readProfileFields(
	attributes: Readonly<Record<string, unknown>>,
): { readonly attributes: Record<string, unknown> } | Problem {
	for (const name of Object.keys(attributes)) {
		const value = attributes[name];
		const wrong = Array.isArray(value) ? elementsProblem(value, name) : undefined;
		if (wrong) return wrong;
	}
	let read: Record<string, unknown> = attributes;
	for (const [name, reader] of READERS) {
		const given = attributes[name];
		if (given === undefined || given === null) continue;
		const reading = reader(given);
		if ('problem' in reading) return reading;
		if (reading.value !== given) read = { ...read, [name]: reading.value };
	}
	return { attributes: read };
}

function readEmailAddress(value: unknown): Reading {
	if (typeof value === 'string' && isEmail(value)) return { value };
	return {
		problem: `has an "email" that is not an email address: ${describe(value)}`,
		resolution: 'Enter a single address, such as name@email.com, or omit "email". Null removes the address.',
	};
}

/** Braze judges the format of phone numbers itself; this only finds those that nobody can have. */
function readPhoneNumber(value: unknown): Reading {
	const wrong = typeof value === 'string' ? phoneProblem(value) : undefined;
	return wrong ? { problem: `has a "phone" that ${wrong.problem}`, resolution: wrong.resolution } : { value };
}

/** Maps words to Braze's letters. */
const GENDERS = new Map(
	Object.entries({
		F: ['f', 'female', 'woman'],
		M: ['m', 'male', 'man'],
		N: ['n', 'not applicable'],
		O: ['o', 'other'],
		P: ['p', 'prefer not to say'],
	}).flatMap(([letter, words]) => words.map((word) => [word, letter])),
);

function readGender(value: unknown): Reading {
	const letter = GENDERS.get(String(value).trim().toLowerCase());
	if (letter !== undefined) return { value: letter };
	return {
		problem: `has a "gender" that Braze does not know: ${describe(value)}`,
		resolution:
			'Use F (female), M (male), O (other), N (not applicable) or P (prefer not to say). Null removes it.',
	};
}

/**
 * Reads a date of birth. A time of day other than midnight is refused, because the day would depend on a guessed time
 * zone.
 */
function readBirthDate(value: unknown): Reading {
	const [day, time] = typeof value === 'string' ? value.trim().split(/[T ](.*)/) : [''];
	const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && DateTime.fromISO(day).isValid;
	if (isDay && /^(00:00(:00(\.0+)?)?( ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?)?$/.test(time ?? ''))
		return { value: day };
	return {
		problem: `has a "dob" that is not a date: ${describe(value)}`,
		resolution:
			"Enter the date of birth as YYYY-MM-DD. To convert another format, use {{ DateTime.fromFormat($json.born, 'dd.MM.yyyy').toISODate() }}.",
	};
}

/** Refuses an empty subscription state, for which Braze refuses the whole object. Any other text field may be empty. */
function readSubscription(name: string): (value: unknown) => Reading {
	return (value) =>
		value === ''
			? {
					problem: `has an empty "${name}", which Braze refuses`,
					resolution: `Enter a value or omit "${name}".`,
				}
			: { value };
}
