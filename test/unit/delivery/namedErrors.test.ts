import type { Endpoint } from '../../../nodes/Braze/transport/endpoint';
import { withErrors } from '../../../nodes/Braze/transport/changeResponse';

const ENDPOINT: Endpoint = { method: 'POST', path: '/x', permission: 'x', namedErrors: 'rename_errors' };

/** Braze's pages say only that these are lists of lists which refer to a place: so every likely form has to be readable. */
it.each<[string, unknown, unknown]>([
	['a place and a reason', [[1, 'No such ID']], [{ index: 1, message: 'No such ID' }]],
	['a reason and a place', [['No such ID', 1]], [{ index: 1, message: 'No such ID' }]],
	['several reasons', [[0, 'One', 'Two']], [{ index: 0, message: 'One Two' }]],
	['a code', [[0, 404, 'No such ID']], [{ index: 0, message: '404 No such ID' }]],
	['an object as the reason', [[2, { code: 'x' }]], [{ index: 2, message: '{"code":"x"}' }]],
	['no place', [['No such ID']], [{ message: 'No such ID' }]],
	['a plain reason', ['No such ID'], [{ message: 'No such ID' }]],
	['nothing', [], undefined],
])('reads %s', (_, listed, errors) => {
	expect(withErrors({ message: 'success', rename_errors: listed as never }, ENDPOINT)).toEqual({
		message: 'success',
		...(errors ? { errors } : {}),
	});
});

it('keeps other errors, and leaves other answers as they are', () => {
	const answer = { message: 'success', rename_errors: [[0, 'x']], errors: ['y'] };

	expect(withErrors(answer, ENDPOINT)).toEqual({
		message: 'success',
		errors: [{ index: 0, message: 'x' }, 'y'],
	});
	expect(withErrors({ rename_errors: [[0, 'x']], error: 'y' }, ENDPOINT)).toEqual({
		errors: [{ index: 0, message: 'x' }, 'y'],
	});
	expect(withErrors(answer, { ...ENDPOINT, namedErrors: undefined })).toBe(answer);
	expect(withErrors({ message: 'success' }, ENDPOINT)).toEqual({ message: 'success' });
	expect(withErrors({ rename_errors: 'none' }, ENDPOINT)).toEqual({ rename_errors: 'none' });
});
