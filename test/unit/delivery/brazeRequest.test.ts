import fc from 'fast-check';

import { toBrazeRequest } from '../../../nodes/Braze/delivery/plan/requests';
import { combineUpTo } from '../../support/delivery';

const combine = combineUpTo(50);
const member = { item: 0, position: 0, member: { id: 'x' } };

/** The body of a request of a method, with what an entry gives. */
const bodyOf = (
	method: 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'GET',
	body?: Record<string, unknown>,
	parts = [] as Array<typeof member>,
) =>
	toBrazeRequest(
		{ envelope: { subject: '', ...(body && { body }) }, parts },
		{ endpoint: { method, path: '/x', permission: '' }, combine },
	).body;

it.each(['PUT', 'PATCH', 'DELETE'] as const)('sends no body with a %s that has none', (method) => {
	expect(bodyOf(method)).toBeUndefined();
	expect(bodyOf(method, { a: 1 })).toEqual({ a: 1 });
	expect(bodyOf(method, undefined, [member])).toEqual({ recipients: [{ id: 'x' }] });
});

it('always sends one with a POST, and never with a GET', () => {
	expect(bodyOf('POST')).toEqual({});
	expect(bodyOf('GET', { a: 1 })).toBeUndefined();
});

describe('the path of a request', () => {
	const pathWith = (id: unknown) =>
		toBrazeRequest(
			{ envelope: { subject: '', path: { id: id as string } }, parts: [] },
			{ endpoint: { method: 'DELETE', path: '/catalogs/{id}/items', permission: '' } },
		).path;

	it.each([[''], [' '], ['.'], ['..'], [undefined], [null], [0]])('never contains %j', (id) => {
		expect(() => pathWith(id)).toThrow("'id' cannot be ");
	});

	it('has the same number of segments, whatever a value is', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.constantFrom('../..', './', '..%2f', '%2e%2e', '...', '/', '?', '#', '\\..\\'),
				),
				(id) => {
					fc.pre(!/^\s*$|^\.{1,2}$/.test(id));
					const { pathname, search, hash } = new URL(pathWith(id), 'https://rest.iad-01.braze.com');
					expect([
						pathname.split('/').length,
						pathname.startsWith('/catalogs/'),
						pathname.endsWith('/items'),
						search,
						hash,
					]).toEqual([4, true, true, '', '']);
				},
			),
		);
	});
});
