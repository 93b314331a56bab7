import fc from 'fast-check';

import { redact } from '../../../nodes/Braze/transport/connection';

const KEY = 'a.b*c-key';

it('takes the key out of texts, lists, objects and their names, whatever its case', () => {
	expect(
		redact({ message: `Invalid API key: ${KEY.toUpperCase()}!`, list: [KEY, 1, null], [KEY]: true }, KEY),
	).toEqual({
		message: 'Invalid API key: ***!',
		list: ['***', 1, null],
		'***': true,
	});
});

it('leaves everything as it is without a key', () => {
	const value = { message: 'success' };
	expect(redact(value, '  ')).toBe(value);
});

it('reads a key with special characters as it stands', () => {
	expect(redact('axbbc-key', KEY)).toBe('axbbc-key');
});

it('never lets the key through, and never changes what has no key in it', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			expect(JSON.stringify(redact({ value, key: KEY }, KEY))).not.toContain(KEY);
			if (!JSON.stringify(value).toLowerCase().includes(KEY))
				expect(JSON.stringify(redact(value, KEY))).toBe(JSON.stringify(value));
		}),
	);
});
