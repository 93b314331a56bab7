import { errorsIn, withOnlyErrors } from '../../../nodes/Braze/transport/responseErrors';

it.each<[string, unknown, readonly unknown[]]>([
	['a list', { errors: ['a', { type: 'b' }] }, ['a', { type: 'b' }]],
	['text', { errors: 'a' }, ['a']],
	['one error', { errors: { type: 'a', index: 2 } }, [{ type: 'a', index: 2 }]],
	['errors by position', { errors: { 0: 'a', 1: ['b', 'c'] } }, ['a', 'b, c']],
	[
		'errors by name',
		{ errors: { email: ['is invalid'], id: { id: 'x' } } },
		['email: is invalid', { id: 'x' }],
	],
	['a name alone', { errors: { email: null } }, ['email']],
	['a number of them', { errors: 3 }, ['3']],
	['a flag', { errors: true }, ['true']],
	['no list of them', { errors: null, error: false }, []],
	['an empty one', { errors: {}, error: '' }, []],
	['`error`', { error: 'a' }, ['a']],
	['`error` with members', { error: { message: 'a' } }, [{ message: 'a' }]],
	['both', { errors: ['a'], error: 'b' }, ['a', 'b']],
	['a list with blank places', { errors: [null, '', ' ', [], false, 'a', {}] }, ['a', {}]],
	['blank text', { errors: ' ' }, []],
	['a count of none', { errors: 0 }, []],
	['no errors', { message: 'success' }, []],
	['no object', 'Bad Gateway', []],
	['nothing', undefined, []],
])('finds the errors in %s', (_, body, errors) => {
	expect(errorsIn(body)).toEqual(errors);
});

it('leaves no `error`, which n8n takes for that of the item', () => {
	expect(withOnlyErrors({ id: 'i', error: 'a' }, ['a'])).toEqual({ id: 'i', errors: ['a'] });
	expect(withOnlyErrors({ id: 'i', error: null }, [])).toEqual({ id: 'i' });
	expect(withOnlyErrors({ id: 'i' }, [])).toEqual({ id: 'i' });
});

it.each<[string, unknown, readonly unknown[], unknown]>([
	['keeps some', ['a', 'b'], ['b'], { id: 'i', errors: ['b'] }],
	['has no empty list', ['a'], [], { id: 'i' }],
	['has no empty text', 'a', [], { id: 'i' }],
	['makes a list of text', 'a', ['a'], { id: 'i', errors: ['a'] }],
])('%s', (_, errors, kept, body) => {
	expect(withOnlyErrors({ id: 'i', errors: errors as string }, kept)).toEqual(body);
});
