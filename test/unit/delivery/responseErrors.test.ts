import { errorsIn, withOnlyErrors } from '../../../nodes/Braze/transport/responseErrors';

it.each<[string, unknown, readonly unknown[]]>([
	['a list', { errors: ['a', { type: 'b' }] }, ['a', { type: 'b' }]],
	['text', { errors: 'a' }, []],
	['no errors', { message: 'success' }, []],
	['no object', 'Bad Gateway', []],
	['nothing', undefined, []],
])('finds the errors in %s', (_, body, errors) => {
	expect(errorsIn(body)).toEqual(errors);
});

it.each<[string, unknown, readonly unknown[], unknown]>([
	['keeps some', ['a', 'b'], ['b'], { id: 'i', errors: ['b'] }],
	['has no empty list', ['a'], [], { id: 'i' }],
	['keeps what is no list', 'a', [], { id: 'i', errors: 'a' }],
])('%s', (_, errors, kept, body) => {
	expect(withOnlyErrors({ id: 'i', errors: errors as string }, kept)).toEqual(body);
});
