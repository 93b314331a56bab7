// @ts-check
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { publish } from '../support/publishing.mjs';
import {
	given,
	nineInTheMorning,
	node,
	ONBOARDING,
	scheduleNode,
	startWithRows,
	workflow,
} from '../support/workflows.mjs';

/** @param {import('../support/host.mjs').Host} host */
export function scheduling(host) {
	describe('scheduling a Canvas', () => {
		beforeEach(() => host.sandbox.reset());

		it('sends what the fields say, and gives the schedule ID', async () => {
			const { n8n, sandbox, credential } = host;
			const time = nineInTheMorning(5);
			const entryProperties = {
				assignments: [
					{ id: 'plan', name: 'plan', type: 'string', value: '={{ $json.plan }}' },
					{ id: 'seats', name: 'seats', type: 'number', value: '={{ $json.seats }}' },
				],
			};
			const rows = [{ external_user_id: 'user-001', plan: 'team', seats: 12 }];
			const braze = scheduleNode(credential, {
				sendTime: time,
				specifyEntryProperties: 'fields',
				entryProperties,
			});
			const execution = await n8n.runManually(
				await n8n.createWorkflow(workflow('By hand', [...startWithRows(rows), braze])),
			);
			assert.equal(execution.status, 'success');

			const [{ path, body }, ...more] = await sandbox.changes();
			assert.deepEqual(more, []);
			assert.equal(path, '/canvas/trigger/schedule/create');
			assert.deepEqual(body, {
				canvas_id: ONBOARDING,
				recipients: [{ external_user_id: 'user-001' }],
				canvas_entry_properties: { plan: 'team', seats: 12 },
				schedule: { time, in_local_time: true },
			});
			const [schedule] = await sandbox.schedules();
			const [item] = given(execution, 'Braze');
			assert.equal(item.schedule_id, schedule.schedule_id);
			assert.equal(item.recipient_count, 1);
		});

		it('reads an expression with a date, and sends it as a moment in UTC', async () => {
			const { n8n, sandbox, credential } = host;
			const sendTime =
				"={{ $now.setZone('Asia/Tokyo').plus({ days: 4 }).set({ hour: 18, minute: 30, second: 0, millisecond: 0 }) }}";
			const braze = scheduleNode(credential, { sendTime, delivery: 'oneMoment' });
			const rows = [{ external_user_id: 'user-008' }];
			const execution = await n8n.runManually(
				await n8n.createWorkflow(workflow('Moment', [...startWithRows(rows), braze])),
			);
			assert.equal(execution.status, 'success');
			const [{ body }] = await sandbox.changes();
			assert.match(body.schedule.time, /^\d{4}-\d\d-\d\dT09:30:00Z$/);
			assert.deepEqual(Object.keys(body.schedule), ['time']);
		});

		it("reads a picked date in the workflow's time zone", async () => {
			const { n8n, sandbox, credential } = host;
			const braze = scheduleNode(credential, { sendTime: '2026-12-24T18:30:00', delivery: 'oneMoment' });
			const picked = workflow('Picked', [...startWithRows([{ external_user_id: 'user-001' }]), braze]);
			const inNewYork = { ...picked, settings: { executionOrder: 'v1', timezone: 'America/New_York' } };
			braze.parameters.sendTime = nineInTheMorning(6);
			await n8n.runManually(await n8n.createWorkflow(inNewYork));
			const [{ body }] = await sandbox.changes();
			const hour = new Intl.DateTimeFormat('en-GB', {
				hour: '2-digit',
				minute: '2-digit',
				timeZone: 'America/New_York',
			});
			assert.equal(hour.format(new Date(body.schedule.time)), '09:00');
		});

		it('does it for a published workflow that a webhook starts', async () => {
			const { n8n, sandbox, credential, address } = host;
			const hook = node(
				'Deal closed',
				'n8n-nodes-base.webhook',
				2,
				{
					httpMethod: 'POST',
					path: 'deal-closed',
					responseMode: 'lastNode',
					options: {},
				},
				{ webhookId: 'deal-closed' },
			);
			const braze = scheduleNode(credential, {
				recipients: { recipient: [{ externalUserId: '={{ $json.body.customer.id }}', options: {} }] },
			});
			await publish(n8n, await n8n.createWorkflow(workflow('By webhook', [hook, braze])));
			const answer = await fetch(`${address}/webhook/deal-closed`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ customer: { id: 'user-003' } }),
			});
			assert.equal(answer.status, 200);
			const item = await answer.json();
			const [schedule] = await sandbox.schedules();
			assert.equal(item.schedule_id, schedule.schedule_id);
			assert.deepEqual(schedule.recipients, [{ external_user_id: 'user-003' }]);
		});

		it('maps whole rows without any expression', async () => {
			const { n8n, sandbox, credential } = host;
			const rows = ['user-001', 'user-002'].map((id) => ({ external_user_id: id, plan: 'pro' }));
			const braze = scheduleNode(credential, {
				specifyRecipients: 'autoMap',
				otherFields: 'all',
				options: { combineItems: true },
			});
			const execution = await n8n.runManually(
				await n8n.createWorkflow(workflow('Mapped', [...startWithRows(rows), braze])),
			);
			assert.equal(execution.status, 'success');
			const [{ body }, ...more] = await sandbox.changes();
			assert.deepEqual(more, []);
			assert.deepEqual(body, {
				canvas_id: ONBOARDING,
				recipients: rows.map(({ external_user_id }) => ({
					external_user_id,
					canvas_entry_properties: { plan: 'pro' },
				})),
				schedule: { time: nineInTheMorning(3), in_local_time: true },
			});
			const [first, second] = given(execution, 'Braze');
			assert.equal(first.schedule_id, second.schedule_id);
		});

		it('sends nothing to everyone unless that is confirmed', async () => {
			const { n8n, sandbox, credential } = host;
			const broadcast = scheduleNode(credential, { sendTo: 'broadcast', confirmBroadcast: false });
			const rows = [{ external_user_id: 'user-001' }];
			const execution = await n8n.runManually(
				await n8n.createWorkflow(workflow('All', [...startWithRows(rows), broadcast])),
			);
			assert.equal(execution.status, 'error');
			assert.match(execution.data.resultData.error.message, /Confirm Broadcast/);
			assert.deepEqual(await sandbox.changes(), []);
		});
	});
}
