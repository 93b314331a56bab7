import fc from 'fast-check';

import { closingId, keyId } from '../../../nodes/Braze/scheduleKeys/keyId';
import type { ScheduleKind } from '../../../nodes/Braze/scheduleKeys/keyUse';

const KINDS: ScheduleKind[] = ['campaign', 'canvas', 'message'];
const keys = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.string({ unit: 'grapheme', maxLength: 300 }),
	fc.stringMatching(/^[A-Za-z0-9_-]*$/),
);

describe('the ID of a key', () => {
	it('is one that Braze accepts, whatever the key is', () => {
		fc.assert(
			fc.property(fc.constantFrom(...KINDS), keys, (kind, key) =>
				/^[a-z0-9-]{1,250}$/.test(keyId(kind, key)),
			),
		);
	});

	it('differs for different keys and kinds, and is the same for the same', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...KINDS),
				keys,
				fc.constantFrom(...KINDS),
				keys,
				(kind, key, otherKind, other) => {
					expect(keyId(kind, key) === keyId(otherKind, other)).toBe(kind === otherKind && key === other);
				},
			),
		);
	});

	it('tells half surrogates apart, which UTF-8 does not', () => {
		expect(keyId('canvas', '\uD800')).not.toBe(keyId('canvas', '\uD801'));
	});

	it('is never that of a lock, and a lock is never that of a key', () => {
		fc.assert(
			fc.property(fc.constantFrom(...KINDS), keys, keys, (kind, key, claim) => {
				const id = keyId(kind, key);
				expect(id).toMatch(/^[a-z]+-[0-9a-f]{64}$/);
				expect(closingId(id, claim)).toMatch(/^[a-z]+-[0-9a-f]{64}-[0-9a-f]{32}$/);
				expect(closingId(id, claim).length).toBeLessThanOrEqual(250);
			}),
		);
	});
});
