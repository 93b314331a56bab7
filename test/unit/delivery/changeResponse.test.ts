import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { judgeChange, withErrors } from '../../../nodes/Braze/transport/changeResponse';
import type { Endpoint } from '../../../nodes/Braze/transport/endpoint';

const ENDPOINT: Endpoint = { method: 'POST', path: '/x', permission: 'x', verb: 'updated' };

const judge = (body: IDataObject, endpoint: Partial<Endpoint> = {}) =>
	judgeChange({ kind: 'accepted', body, headers: {} }, { ...ENDPOINT, ...endpoint }, 200);

const SUCCESS = { message: 'success' };

it.each<[IDataObject, string]>([
	[{ ...SUCCESS, success: false }, 'success: false'],
	[{ ...SUCCESS, success: 'false' }, 'success: false'],
	[{ ...SUCCESS, ok: 0 }, 'ok: 0'],
	[{ ...SUCCESS, accepted: '0' }, 'accepted: 0'],
	[{ ...SUCCESS, status: 'Failed ' }, 'status: Failed '],
	[{ ...SUCCESS, status: false }, 'status: false'],
	[{ ...SUCCESS, result: 'rejected' }, 'result: rejected'],
	[{ ...SUCCESS, state: 'error' }, 'state: error'],
	[{ ...SUCCESS, outcome: 'aborted' }, 'outcome: aborted'],
	[{ ...SUCCESS, status: 400 }, 'status: 400'],
	[{ ...SUCCESS, code: '503' }, 'code: 503'],
	[{ ...SUCCESS, statusCode: 404 }, 'statusCode: 404'],
	[{ ...SUCCESS, status_code: 422 }, 'status_code: 422'],
	[{ message: 'Update was not successful' }, 'Update was not successful'],
	[{ message: 'unsuccessful' }, 'unsuccessful'],
	[{ message: 'The request did not succeed' }, 'The request did not succeed'],
	[{ message: "The item wasn't stored" }, "The item wasn't stored"],
	[{ message: 'Nothing was updated' }, 'Nothing was updated'],
	[{ message: 'Not updated' }, 'Not updated'],
	[{ message: { text: 'failure' } }, '{"text":"failure"}'],
	[{ message: ['failure'] }, '["failure"]'],
])('takes %j for no success, and says why', (body, detail) => {
	expect(judge(body)).toEqual({ kind: 'unclear', status: 200, detail });
});

it.each<IDataObject>([
	SUCCESS,
	{ message: 'Success' },
	{ message: 'Successfully updated' },
	{ message: 'queued' },
	{ message: 'Completed without errors' },
	{ message: 'success: no errors, 0 failed' },
	{ ...SUCCESS, success: true, status: 'sent', code: 200, result: 'ok', state: null },
	{ ...SUCCESS, failed: 0, rejected: '0', skipped: [], error_code: 0, fatal_errors: 'none' },
	{ ...SUCCESS, errors: [null, '', ' ', []], error: false },
	{ ...SUCCESS, deleted: 3, updated: 1, data: { errors: null } },
	{ success: true },
	{ aliases_processed: 1 },
])('takes %j for a success as it is', (body) => {
	expect(judge(body)).toEqual({ kind: 'accepted', body, headers: {} });
});

it.each<[IDataObject, unknown[]]>([
	[{ message: 'success with errors' }, ['success with errors']],
	[{ message: 'success, but nothing was sent' }, ['success, but nothing was sent']],
	[{ ...SUCCESS, error_code: 'LIMIT' }, ['error_code: LIMIT']],
	[{ ...SUCCESS, failed: 3 }, ['failed: 3']],
	[{ ...SUCCESS, items_failed: '2' }, ['items_failed: 2']],
	[{ ...SUCCESS, rejected_ids: ['a'] }, ['rejected_ids: ["a"]']],
	[{ ...SUCCESS, skipped_count: 1 }, ['skipped_count: 1']],
	[{ ...SUCCESS, fatal_errors: ['x'] }, ['fatal_errors: ["x"]']],
	[{ ...SUCCESS, Errors: 'x' }, ['Errors: x']],
	[{ ...SUCCESS, users_deleted: 0 }, ['users_deleted: 0']],
	[{ ...SUCCESS, updated: '0' }, ['updated: 0']],
	[{ ...SUCCESS, data: { errors: [{ type: 'x', index: 1 }] } }, [{ type: 'x', index: 1 }]],
	[{ ...SUCCESS, failed: 1, errors: ['y'] }, ['failed: 1', 'y']],
	[{ ...SUCCESS, failed: 1, error: 'y' }, ['failed: 1', 'y']],
])('shows what %j reports among its errors', (body, errors) => {
	expect(judge(body)).toEqual({
		kind: 'accepted',
		body: { ...omit(body, 'error'), errors },
		headers: {},
	});
});

it('leaves the count that the endpoint names to be compared', () => {
	const body = { ...SUCCESS, deleted: 0 };
	expect(judge(body, { doneMember: 'deleted' })).toEqual({ kind: 'accepted', body, headers: {} });
});

it.each<[IDataObject, Partial<Endpoint>, string]>([
	[{}, {}, 'its response is empty'],
	[{ status: 'ok' }, {}, 'its response has no message'],
	[{ message: null }, {}, 'its response has no message'],
	[{ message: ' ' }, {}, 'its response has no message'],
	[{ keys: [] }, { receipts: ['keys'] }, 'its response has no message'],
	[{ id: '' }, { returns: { member: 'id', otherwise: '' } }, 'its response has no message'],
])('marks %j as not confirmed', (body, endpoint, reason) => {
	expect(judge(body, endpoint)).toMatchObject({
		kind: 'accepted',
		body: {
			...body,
			confirmed: false,
			warning: `Braze did not confirm this: ${reason}. Check in Braze whether it was carried out`,
		},
	});
});

it.each<[IDataObject, Partial<Endpoint>]>([
	[{ keys: [{}] }, { receipts: ['keys'] }],
	[{ id: 'x' }, { returns: { member: 'id', otherwise: '' } }],
	[{ deleted: 2 }, { doneMember: 'deleted' }],
])('takes %j for confirmed if the endpoint says so', (body, endpoint) => {
	expect(judge(body, endpoint)).toMatchObject({ body });
	expect(judge(body)).toMatchObject({ body: { confirmed: false } });
});

it.each(['sent', 'scheduled', 'started'] as const)('is unclear without a receipt for what is %s', (verb) => {
	expect(judge({ status: 'ok' }, { verb })).toEqual({ kind: 'unclear', status: 200, detail: '' });
	expect(judge({ dispatch_id: 'd' }, { verb })).toMatchObject({ kind: 'accepted' });
});

it('keeps the position of a refused member that is an object', () => {
	const body = { rename_errors: [{ index: 1, message: 'taken' }] };
	expect(withErrors(body, { ...ENDPOINT, namedErrors: 'rename_errors' })).toEqual({
		errors: [{ index: 1, message: 'taken' }],
	});
});
