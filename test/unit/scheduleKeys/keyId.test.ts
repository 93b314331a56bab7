import fc from 'fast-check';

import { Chain, IS_ROOT, keyId, type ScheduleKind } from '../../../nodes/Braze/scheduleKeys/protocol/items';
import { ownerOf } from '../../../nodes/Braze/scheduleKeys/protocol/listing';

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

	it('is never that of another item, and one of another item is never that of a key', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...KINDS),
				keys,
				fc.stringMatching(/^[0-9a-f]{32}$/),
				fc.integer({ min: 2, max: 999_999 }),
				(kind, key, token, n) => {
					const id = keyId(kind, key);
					const chain = new Chain(id, token);
					expect(IS_ROOT.test(id)).toBe(true);
					for (const other of [chain.claim(n), chain.move(1, n), chain.move(n, 1)]) {
						expect(IS_ROOT.test(other)).toBe(false);
						expect(other).toMatch(/^[a-z0-9-]{1,250}$/);
						expect(ownerOf(other)).toBe(chain.prefix);
					}
					expect(chain.claim(1)).toBe(id);
					expect(chain.claim(n)).not.toBe(chain.move(1, n));
				},
			),
		);
	});
});
