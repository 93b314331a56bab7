import type { IDataObject } from 'n8n-workflow';

import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { Bench, itemErrors, jsons } from '../../support/bench';
import { useClock, withoutWaits } from '../../support/clocks';
import { byId } from '../../support/kinds';
import { rows } from '../../support/messages';

/** Success is read from an answer, and not assumed because its status is 2xx. */

useClock(withoutWaits);

const bench = new Bench({
	resource: 'canvas',
	canvasId: byId(ONBOARDING_ID),
	sendTo: 'recipients',
	recipients: rows('user-001'),
	sendTime: '2026-09-09T09:00:00',
	scheduleId: 's-1',
	options: { preflight: 'never', checkRecipients: 'never' },
});

const SETTINGS = { settings: { onError: 'continueErrorOutput' as const } };

/** Runs with an answer of Braze, or of whatever is in between. */
async function answered(status: number, body: unknown, parameters: IDataObject) {
	bench.sandbox.faults.add({
		match: { method: parameters.method === undefined ? 'POST' : (parameters.method as string) },
		times: -1,
		kind: { type: 'status', status, body: body as never },
	});
	return await bench.run(parameters as never, SETTINGS);
}

const hintsOf = ({ hints }: Awaited<ReturnType<typeof answered>>) =>
	hints.map(({ message }) => message).join('\n');

describe.each(['sendNow', 'schedule'])('%s', (operation) => {
	it.each([
		[204, undefined, ''],
		[200, {}, ''],
		[201, { ok: 1 }, ''],
		[201, { error: 'No Recipients' }, 'No Recipients'],
		[201, { errors: ['No Recipients'] }, 'No Recipients'],
		[201, { message: '' }, ''],
		[200, { success: false }, ''],
	])('is unknown after %d %j: no receipt', async (status, body, words) => {
		const result = await answered(status, body, { operation });

		expect(result.ok).toEqual([]);
		expect(itemErrors(result)).toMatchObject([
			{ outcome: 'unknown', status, description: expect.stringContaining(words) as string },
		]);
		expect(bench.wire.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});
});

describe.each(['sendNow', 'schedule', 'cancelSchedule', 'updateSchedule'])('%s', (operation) => {
	it.each([
		{ error: 'No Recipients' },
		{ errors: 'No Recipients' },
		{ errors: { 0: 'No Recipients' } },
		{ errors: { message: 'No Recipients' } },
		{ errors: ['No Recipients'] },
	])('warns of %j beside a success', async (more) => {
		const receipt = {
			sendNow: { dispatch_id: 'd' },
			schedule: { dispatch_id: 'd', schedule_id: 's' },
		}[operation];
		const body = { message: 'success', ...receipt, ...more };
		const result = await answered(201, body, { operation });

		const [json] = jsons(result);
		expect(json).not.toHaveProperty('error');
		expect(JSON.stringify(json.errors)).toContain('No Recipients');
		expect(hintsOf(result)).toContain("see 'errors' in the output");
		expect(json).not.toHaveProperty('changed');
	});
});

it('refuses the recipient that a single error names', async () => {
	const body = { message: 'success', dispatch_id: 'd', errors: { type: 'unknown user', index: 0 } };
	const result = await answered(201, body, { operation: 'sendNow' });

	expect(result.ok).toEqual([]);
	expect(itemErrors(result)).toMatchObject([{ outcome: 'refused', message: 'unknown user' }]);
});

describe.each([
	['canvas', 'cancelSchedule', 'changed', {}],
	['canvas', 'updateSchedule', 'changed', {}],
	['catalog', 'delete', 'deleted', { catalogName: 'cafes', confirmDelete: true, method: 'DELETE' }],
	['catalog', 'deleteField', 'accepted', { catalogName: 'cafes', fieldName: 'City', method: 'DELETE' }],
	['catalogItem', 'delete', 'accepted', { catalogName: 'cafes', itemId: 'cafe-1', method: 'DELETE' }],
	['user', 'delete', 'deleted', { externalUserId: 'user-001', confirmDelete: true }],
	[
		'user',
		'renameExternalId',
		'renamed',
		{ externalUserId: 'user-001', newExternalUserId: 'user-999', confirmRename: true },
	],
	['user', 'removeExternalId', 'removed', { externalUserId: 'old-1', confirmRemove: true }],
])('%s: %s', (resource, operation, member, parameters) => {
	it.each([
		[204, undefined],
		[200, {}],
	])('does not say that it is done after %d %j, and warns', async (status, body) => {
		const chosen = 'catalogName' in parameters ? { catalogName: byId('cafes') } : {};
		const result = await answered(status, body, { resource, operation, ...parameters, ...chosen });

		expect(jsons(result)).toMatchObject([{ confirmed: false }]);
		expect(jsons(result)[0]).not.toHaveProperty(member);
		expect(hintsOf(result)).toContain('Braze did not confirm this: its response is empty.');
	});
});

it('warns of an empty answer to a change of profiles, without an error', async () => {
	const parameters = { resource: 'user', operation: 'trackEvent', externalUserId: 'a', eventName: byId('x') };
	const result = await answered(201, {}, parameters);

	expect(jsons(result)).toMatchObject([{ confirmed: false }]);
	expect(hintsOf(result)).toContain('Braze did not confirm this');
});

it('says an error of a list once, for all its pages', async () => {
	bench.sandbox.faults.add({
		match: { path: '/canvas/list' },
		kind: { type: 'status', status: 200, body: { canvases: [{ id: 'a' }], error: 'Some are missing' } },
	});
	const result = await bench.run({ operation: 'getMany', simplify: undefined }, SETTINGS);

	expect(jsons(result).map(({ errors, error }) => [errors, error])).toEqual([
		[['Some are missing'], undefined],
	]);
	expect(hintsOf(result)).toContain("see 'errors' in the output");
});

describe('a number of deleted users', () => {
	it.each([
		[{ deleted: 3 }, [true, true, true]],
		[{ deleted: 1 }, [undefined, undefined, undefined]],
		[{ deleted: 0 }, [false, false, false]],
		[{}, [undefined, undefined, undefined]],
		[{ deleted: 3, errors: ['something'] }, [undefined, undefined, undefined]],
		[{ deleted: 2, errors: [{ index: 1, type: 'no such user' }] }, [true, true]],
	])('%j of three is %j', async (more, deleted) => {
		bench.sandbox.faults.add({
			match: { path: '/users/delete' },
			kind: { type: 'status', status: 201, body: { message: 'success', ...more } as never },
		});
		const parameters = {
			resource: 'user',
			operation: 'delete',
			confirmDelete: true,
			externalUserId: '={{ $json.id }}',
		};
		const items = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
		const result = await bench.run(parameters, { items, ...SETTINGS });

		expect(jsons(result).map((json) => json.deleted)).toEqual(deleted);
	});
});
