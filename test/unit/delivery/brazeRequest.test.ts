import { toBrazeRequest } from '../../../nodes/Braze/delivery/plan/brazeRequest';
import { combineUpTo } from '../../support/delivery';

const combine = combineUpTo(50);
const member = { item: 0, position: 0, member: { id: 'x' } };

/** The body of a request of a method, with what an entry gives. */
const bodyOf = (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'GET', body?: Record<string, unknown>, parts = [] as Array<typeof member>) =>
	toBrazeRequest({ envelope: { subject: '', ...(body && { body }) }, parts }, { endpoint: { method, path: '/x', permission: '' }, combine }).body;

it.each(['PUT', 'PATCH', 'DELETE'] as const)('sends no body with a %s that has none', (method) => {
	expect(bodyOf(method)).toBeUndefined();
	expect(bodyOf(method, { a: 1 })).toEqual({ a: 1 });
	expect(bodyOf(method, undefined, [member])).toEqual({ recipients: [{ id: 'x' }] });
});

it('always sends one with a POST, and never with a GET', () => {
	expect(bodyOf('POST')).toEqual({});
	expect(bodyOf('GET', { a: 1 })).toBeUndefined();
});
