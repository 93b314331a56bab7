import { InputError } from './inputError';

/**
 * Refuses a name that already exists, because only one of the two values would be sent.
 *
 * @param where what errors call the place of the second one
 * @throws {InputError}
 */
export function refuseRepeat(
	known: { has: (name: string) => boolean },
	name: string,
	where: string,
	resolution = 'Remove one of the two.',
): void {
	if (known.has(name)) throw new InputError(where, `repeats the name "${name}"`, resolution);
}

/** Merges what was entered in several fields into one object. Throws an InputError if a name appears twice. */
export function withoutRepeats(
	parts: ReadonlyArray<readonly [field: string, values: Readonly<Record<string, unknown>>]>,
): Record<string, unknown> {
	const all = new Map<string, unknown>();
	for (const [field, part] of parts) {
		for (const [name, value] of Object.entries(part)) {
			refuseRepeat(all, name, field);
			all.set(name, value);
		}
	}
	return Object.fromEntries(all);
}
