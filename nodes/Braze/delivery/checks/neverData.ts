import { neverDataIn } from '../../input/brokenText';
import { describe } from '../../input/describe';
import { InputError } from '../../input/inputError';
import type { Entry, Envelope } from '../entry';

/** Envelopes that many items share are looked at once. */
const sound = new WeakSet<Envelope>();

/**
 * Refuses a text that only a failed expression writes, wherever in a request it would stand, and whatever way it came:
 * by a row, in JSON, or in a field of the input item.
 *
 * @throws {InputError} naming the member that contains it
 */
export function refuseNeverData({ envelope, members = [] }: Entry): void {
	if (!sound.has(envelope)) {
		refuseIn(envelope.path, 'path');
		refuseIn(envelope.query, 'query');
		refuseIn(envelope.body, 'body');
		sound.add(envelope);
	}
	for (const member of members) refuseIn(member, 'item');
}

function refuseIn(value: unknown, name: string): void {
	if (typeof value === 'string') return refuseText(value, name);
	if (typeof value !== 'object' || value === null) return;
	if (Array.isArray(value)) {
		for (const member of value) refuseIn(member, name);
		return;
	}
	for (const key of Object.keys(value)) refuseIn((value as Record<string, unknown>)[key], key);
}

function refuseText(text: string, name: string): void {
	const sign = neverDataIn(text);
	if (sign === undefined) return;
	throw new InputError(
		name,
		`contains ${describe(sign)}`,
		'An expression or an earlier step wrote it in place of a value. Check where it comes from.',
	);
}
