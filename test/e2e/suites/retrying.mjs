// @ts-check
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { given, scheduleNode, startWithRows, workflow } from '../support/workflows.mjs';

const people = ['user-001', 'user-002', 'user-003'];
const create = '/canvas/trigger/schedule/create';

/** n8n's own "Retry execution" runs the whole node once more, with all its items. @param {import('../support/host.mjs').Host} host */
export function retrying(host) {
	/** Schedules for three people, one request each. @param {object} [options] */
	const start = async (options = {}) => {
		const rows = people.map((id) => ({ external_user_id: id }));
		const saved = await host.n8n.createWorkflow(
			workflow('Three people', [...startWithRows(rows), scheduleNode(host.credential, { options })]),
		);
		return { saved, execution: await host.n8n.runManually(saved) };
	};

	/** @param {any} execution @param {{ loadWorkflow: boolean }} [how] with the workflow as it was then, or as it is saved now */
	const retry = async (execution, how) => {
		const { id } = await host.n8n.retryExecution(execution.id, how);
		return host.n8n.executionEnd(id);
	};

	/** The people in requests since the last call. */
	const asked = async () => {
		const all = (await host.sandbox.changes()).map(({ body }) => body.recipients[0].external_user_id);
		const since = all.slice(seen);
		seen = all.length;
		return since;
	};
	let seen = 0;

	/** Who has got a message once all schedules are over: whoever got two stands here twice. */
	const messaged = async () => {
		await host.sandbox.letDaysPass(10);
		return (await host.sandbox.deliveries()).map(({ external_id: id }) => id).sort();
	};

	describe('retrying an execution', () => {
		beforeEach(async () => {
			await host.sandbox.reset();
			seen = 0;
		});

		it('sends only what is left, and gives an item for each person', async () => {
			await host.sandbox.failOn({ kind: { type: 'refuseRecipient', id: 'user-002' } });
			const { execution } = await start({ parallelRequests: 1 });
			assert.equal(execution.status, 'error');
			const { message, description } = execution.data.resultData.error;
			const [first] = await host.sandbox.schedules();
			assert.match(`${message} ${description}`, /item 2 of 3/i);
			assert.match(description, new RegExp(first.schedule_id));
			assert.deepEqual(await asked(), ['user-001', 'user-002']);

			await host.sandbox.mend();
			const again = await retry(execution);
			assert.equal(again.status, 'success');
			assert.deepEqual(await asked(), ['user-002', 'user-003']);
			const schedules = await host.sandbox.schedules();
			assert.deepEqual(
				given(again, 'Braze').map(({ schedule_id: id }) => id),
				schedules.map(({ schedule_id: id }) => id),
			);
			assert.deepEqual(await messaged(), people);
		});

		it('does not repeat what a dropped connection left unconfirmed, and keeps saying so', async () => {
			// The connection drops after Braze has done the work: nobody can know that, and a second request would be a second message.
			await host.sandbox.failOn({
				match: { path: create, bodyIncludes: 'user-002' },
				kind: { type: 'drop', when: 'after' },
			});
			const { execution } = await start();
			assert.equal(execution.status, 'error');
			assert.match(execution.data.resultData.error.message, /unknown whether this was carried out/);
			await asked();

			for (const failed of [await retry(execution), await retry(execution)]) {
				assert.equal(failed.status, 'error');
				const { message, context } = failed.data.resultData.error;
				assert.match(message, /unknown whether this was carried out/);
				assert.equal(context.data.item, 2);
			}
			assert.ok(!(await asked()).includes('user-002'));
			assert.deepEqual(await messaged(), people);
		});

		it('repeats what is unclear once that is switched on in the saved workflow', async () => {
			await host.sandbox.failOn({
				match: { path: create, bodyIncludes: 'user-002' },
				kind: { type: 'drop', when: 'before' },
			});
			const { saved, execution } = await start({ parallelRequests: 1 });
			assert.equal(execution.status, 'error');
			assert.deepEqual(await asked(), ['user-001', 'user-002']);

			const nodes = saved.nodes.map((/** @type {any} */ one) =>
				one.name === 'Braze'
					? { ...one, parameters: { ...one.parameters, options: { resendUnclear: true } } }
					: one,
			);
			await host.n8n.request('PATCH', `/rest/workflows/${saved.id}`, { nodes, versionId: saved.versionId });
			const again = await retry(execution, { loadWorkflow: true });
			assert.equal(again.status, 'success');
			assert.deepEqual((await asked()).sort(), ['user-002', 'user-003']);
			assert.deepEqual(await messaged(), people);
		});
	});
}
