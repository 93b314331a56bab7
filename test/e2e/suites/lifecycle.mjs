// @ts-check
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { publish } from '../support/publishing.mjs';
import {
	brazeNode,
	given,
	nineInTheMorning,
	node,
	ONBOARDING,
	scheduleNode,
	startWithRows,
	workflow,
} from '../support/workflows.mjs';

/**
 * A schedule as its owner lives with it: made by one workflow, kept, moved and cancelled by others that know nothing but
 * what the first one gave. Each step takes the output of the step before.
 * @param {import('../support/host.mjs').Host} host
 */
export function lifecycle(host) {
	/** Runs an operation that takes everything from its input, by the node's own defaults. @param {object} input @param {object} parameters */
	const take = async (input, parameters) => {
		const nodes = [...startWithRows([input]), brazeNode(host.credential, parameters)];
		return host.n8n.runManually(await host.n8n.createWorkflow(workflow('Takes what is stored', nodes)));
	};

	describe('a schedule from one workflow to the next', () => {
		/** What each step hands on. @type {any} */
		let kept;

		before(() => host.sandbox.reset());

		it('is made at one moment by a webhook, which answers with both IDs', async () => {
			const path = `order-placed-${randomUUID()}`;
			const hook = node(
				'Order',
				'n8n-nodes-base.webhook',
				2,
				{
					httpMethod: 'POST',
					path,
					responseMode: 'lastNode',
					options: {},
				},
				{ webhookId: path },
			);
			const braze = scheduleNode(host.credential, {
				recipients: { recipient: [{ externalUserId: '={{ $json.body.customer }}', options: {} }] },
				sendTime: '={{ $json.body.at }}',
				delivery: 'oneMoment',
			});
			await publish(host.n8n, await host.n8n.createWorkflow(workflow('Order placed', [hook, braze])));
			const answer = await fetch(`${host.address}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ customer: 'user-008', at: `${nineInTheMorning(3)}+09:00` }),
			});
			assert.equal(answer.status, 200);
			kept = await answer.json();

			const moment = new Date(`${nineInTheMorning(3)}+09:00`).toISOString();
			const record = await host.sandbox.schedule(kept.schedule_id);
			assert.deepEqual(
				{ canvas: record.canvas_id, mode: record.mode, status: record.status, at: record.first_send_at },
				{ canvas: ONBOARDING, mode: 'one moment', status: 'scheduled', at: moment },
			);
			assert.equal(kept.canvas_id, ONBOARDING);
			assert.deepEqual(kept.schedule, { time: moment.replace('.000Z', 'Z') });
		});

		it('is moved to local time by a workflow in which only the time is filled in', async () => {
			const time = nineInTheMorning(5);
			const { schedule_id, canvas_id } = kept;
			const execution = await take(
				{ schedule_id, canvas_id },
				{ operation: 'updateSchedule', sendTime: time, delivery: 'localTime' },
			);
			assert.equal(execution.status, 'success');
			const { path, body } = (await host.sandbox.changes()).at(-1);
			assert.equal(path, '/canvas/trigger/schedule/update');
			assert.deepEqual(body, { canvas_id, schedule_id, schedule: { time, in_local_time: true } });

			const record = await host.sandbox.schedule(schedule_id);
			const inTokyo = new Date(`${time}+09:00`).toISOString();
			assert.deepEqual(
				{
					mode: record.mode,
					status: record.status,
					at: record.effectiveRecipients.map((/** @type {any} */ one) => one.send_at),
				},
				{ mode: 'local time', status: 'scheduled', at: [inTokyo] },
			);
			[kept] = given(execution, 'Braze');
			assert.equal(kept.changed, true);
			assert.equal(kept.schedule_id, schedule_id);
			assert.equal(kept.canvas_id, canvas_id);
			assert.deepEqual(kept.schedule, { time, in_local_time: true });
		});

		it('is cancelled by what the change gave, with nothing filled in', async () => {
			const execution = await take(kept, { operation: 'cancelSchedule' });
			assert.equal(execution.status, 'success');
			assert.equal((await host.sandbox.changes()).at(-1).path, '/canvas/trigger/schedule/delete');
			const [item] = given(execution, 'Braze');
			assert.equal(item.changed, true);
			assert.equal(item.schedule_id, kept.schedule_id);
			assert.equal((await host.sandbox.schedule(kept.schedule_id)).status, 'cancelled');
			kept = item;
		});

		it('cannot be cancelled again, and the error says what to do', async () => {
			const execution = await take(kept, { operation: 'cancelSchedule' });
			assert.equal(execution.status, 'error');
			const { message, description } = execution.data.resultData.error;
			assert.match(message, /already been cancelled/);
			assert.match(description, /Ignore Missing Schedule/);
			assert.match(description, /Braze refused the request \(400\)/);
		});

		it('counts as done when a missing schedule is ignored', async () => {
			const options = { ignoreMissingSchedule: true };
			const cancelled = await take(kept, { operation: 'cancelSchedule', options });
			const moved = await take(kept, { operation: 'updateSchedule', sendTime: nineInTheMorning(7), options });
			for (const execution of [cancelled, moved]) {
				assert.equal(execution.status, 'success');
				const [item] = given(execution, 'Braze');
				assert.equal(item.changed, false);
				assert.match(item.reason, /already been cancelled/);
				assert.equal(item.schedule_id, kept.schedule_id);
			}
		});

		it('has messaged nobody', async () => {
			await host.sandbox.letDaysPass(10);
			assert.equal((await host.sandbox.schedule(kept.schedule_id)).status, 'cancelled');
			assert.deepEqual(await host.sandbox.deliveries(), []);
		});
	});
}
