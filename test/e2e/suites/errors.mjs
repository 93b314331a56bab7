// @ts-check
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { end, given, scheduleNode, startWithRows, workflow } from '../support/workflows.mjs';

/** Of three rows the second has no ID. */
const rows = [
	{ external_user_id: 'user-001', deal: 1 },
	{ external_user_id: '  ', deal: 2 },
	{ external_user_id: 'user-003', deal: 3 },
];

/** @param {import('../support/host.mjs').Host} host */
export function errors(host) {
	/** @param {string} onError @param {object} [parameters] */
	const run = async (onError, parameters) => {
		const { n8n, credential } = host;
		const outputs = onError === 'continueErrorOutput' ? [end('Good'), end('Bad')] : [end('Good')];
		const braze = scheduleNode(credential, parameters, { onError });
		return n8n.runManually(
			await n8n.createWorkflow(workflow(onError, [...startWithRows(rows), braze], outputs)),
		);
	};

	describe('one bad row of three', () => {
		beforeEach(() => host.sandbox.reset());

		it('stops the workflow before anything is sent, and names the item and the field', async () => {
			const { status, data } = await run('stopWorkflow');
			assert.equal(status, 'error');
			const { message, description } = data.resultData.error;
			assert.match(message, /External User ID/);
			assert.match(`${message} ${description}`, /item 2 of 3/i);
			assert.deepEqual(await host.sandbox.changes(), []);
		});

		it('stays in its place when the node goes on', async () => {
			const execution = await run('continueRegularOutput');
			assert.equal(execution.status, 'success');
			const [first, second, third] = given(execution, 'Good');
			assert.ok(first.schedule_id && third.schedule_id);
			assert.match(second.error.message, /External User ID/);
			assert.equal((await host.sandbox.schedules()).length, 2);
		});

		it('takes the error output when there is one, together with what came in', async () => {
			const execution = await run('continueErrorOutput');
			assert.equal(execution.status, 'success');
			const schedules = await host.sandbox.schedules();
			const people = given(execution, 'Good').map(
				({ schedule_id: id }) => schedules.find((one) => one.schedule_id === id)?.recipients,
			);
			assert.deepEqual(people, [[{ external_user_id: 'user-001' }], [{ external_user_id: 'user-003' }]]);
			const bad = given(execution, 'Bad');
			assert.equal(bad.length, 1);
			assert.equal(bad[0].deal, 2);
			assert.match(bad[0].error.message, /External User ID/);
			assert.equal(bad[0].error.outcome, 'invalid');
		});

		it('takes the error output when it is Braze that refuses', async () => {
			const canvasId = {
				__rl: true,
				mode: 'id',
				value:
					'={{ $json.deal === 3 ? "00000000-0000-4000-8000-000000000000" : "5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e10" }}',
			};
			const execution = await run('continueErrorOutput', { canvasId });
			const bad = given(execution, 'Bad');
			assert.deepEqual(
				bad.map(({ deal, error }) => [deal, error.outcome]),
				[
					[2, 'invalid'],
					[3, 'refused'],
				],
			);
			assert.equal(given(execution, 'Good').length, 1);
		});

		it('keeps the good ones when an expression of one item fails', async () => {
			const recipients = {
				recipient: [
					{ externalUserId: '={{ $json.deal === 2 ? $json.no.such.field : $json.external_user_id }}' },
				],
			};
			const execution = await run('continueErrorOutput', { recipients });
			assert.equal(given(execution, 'Good').length, 2);
			assert.deepEqual(
				given(execution, 'Bad').map(({ deal }) => deal),
				[2],
			);
		});
	});
}
