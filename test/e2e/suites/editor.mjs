// @ts-check
import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { sandboxKey } from '../../../n8n/start/settings.mjs';
import { importTemplate } from '../support/templates.mjs';
import { brazeNode, ONBOARDING, startWithRows, workflow } from '../support/workflows.mjs';

/**
 * What a person sees and does, in a real browser.
 * @param {import('../support/host.mjs').Host} host
 * @param {import('../support/browser.mjs').Session} session
 */
export function editor(host, { browser, n8n }) {
	describe('in the editor', () => {
		before(() => host.sandbox.reset());

		it('shows the form of the example, top to bottom', async () => {
			const example = await importTemplate(host, 'schedule-canvas');
			await n8n.openWorkflow(example.id);
			await browser.shot('canvas');
			await n8n.openNode('Schedule the Canvas');
			const labels = await n8n.fieldLabels();
			const expected = [
				'Resource',
				'Operation',
				'Canvas',
				'Send To',
				'Recipients',
				'When',
				'Send Time',
				'Delivery',
				'Entry Properties',
			];
			assert.deepEqual(
				labels.filter((label) => expected.includes(label)),
				expected,
			);
		});

		it('runs the step and shows the schedule ID, which the sandbox page lists', async () => {
			const output = await n8n.executeStep();
			const schedules = await host.sandbox.schedules();
			assert.equal(schedules.length, 2);
			for (const { schedule_id: id } of schedules) await output.getByText(id).first().waitFor();
			await browser.shot('executed');

			await browser.aside(host.sandbox.address, async (page) => {
				for (const { schedule_id: id, recipients } of schedules) {
					await page.getByText(recipients[0].external_user_id).first().click();
					await page.getByText(id).first().waitFor();
				}
				await page.screenshot({ path: path.join(host.results, 'sandbox.png') });
			});
		});

		it('shows why a credential is refused, and makes a good one by its form', async () => {
			await host.sandbox.reset();
			const braze = brazeNode(host.credential, {});
			delete braze.credentials;
			const bare = await host.n8n.createWorkflow(workflow('Bare', [...startWithRows([{ deal: 1 }]), braze]));
			await n8n.openWorkflow(bare.id);
			await n8n.openNode('Braze');
			const form = n8n.part('editCredential-modal');
			const fill = async (/** @type {string} */ key) => {
				await n8n.field('apiKey').locator('input').fill(key);
				await n8n.choose('instance', 'Other (Own URL)');
				await n8n.field('url').locator('input').fill(host.sandbox.address);
			};

			await n8n.newCredential(() => fill('no-such-key-0003'));
			await form.getByText('More details').click();
			const words = await form.getByText('Braze refused this key on this instance').first().innerText();
			assert.match(words, /key.*instance/is);
			await browser.shot('credential-refused');
			await n8n.closeCredential();

			await n8n.newCredential(() => fill(sandboxKey));
			// The form closes by itself once the test has passed; opened again, it says so.
			await form.waitFor({ state: 'hidden' });
			await n8n.part('credential-edit-button').first().click();
			await n8n.part('credentials-config-container-test-success').waitFor();
			await browser.shot('credential');
			await n8n.closeCredential();
		});

		it('schedules for a person in local time, with nothing but clicks and two words', async () => {
			const field = await n8n.pickFromList('canvasId', 'Onboarding');
			assert.equal(
				await n8n
					.part('rlc-input', field)
					.locator('input')
					.or(n8n.part('rlc-input', field))
					.last()
					.inputValue(),
				'Onboarding',
			);
			await n8n.type('externalUserId', 'user-008');
			const time = await n8n.pickDate('sendTime', '09:00:00');
			await n8n.choose('delivery', "In Each Recipient's Local Time");
			await browser.shot('filled');
			const output = await n8n.executeStep();

			const { body } = (await host.sandbox.changes()).at(-1);
			assert.deepEqual(body, {
				canvas_id: ONBOARDING,
				recipients: [{ external_user_id: 'user-008' }],
				schedule: { time, in_local_time: true },
			});
			const [schedule] = await host.sandbox.schedules();
			await output.getByText(schedule.schedule_id).first().waitFor();
			await browser.shot('scheduled');
			await browser.aside(host.sandbox.address, async (page) => {
				await page.getByText(schedule.schedule_id).first().waitFor();
				await page.getByText('Asia/Tokyo').first().waitFor();
			});
		});

		it('broadcasts only when that is confirmed, and says so before', async () => {
			await host.sandbox.reset();
			await n8n.choose('sendTo', "Everyone in the Canvas's Audience (Broadcast)");
			const refusal = await n8n.executeStep();
			await refusal.getByText("'Confirm Broadcast' is off").first().waitFor();
			await refusal.getByText('everyone in the audience set in Braze').first().waitFor();
			assert.deepEqual(await host.sandbox.changes(), []);
			await browser.shot('broadcast-refused');

			await n8n.flip('confirmBroadcast');
			const output = await n8n.executeStep();
			const [{ body }, ...more] = await host.sandbox.changes();
			assert.deepEqual(more, []);
			assert.equal(body.broadcast, true);
			assert.ok(!('recipients' in body));
			const [{ schedule_id: id }] = await host.sandbox.schedules();
			await output.getByText(id).first().waitFor();
		});

		it('sends to an audience that is put together from fields', async () => {
			await host.sandbox.reset();
			await n8n.choose('sendTo', 'Connected Audience');
			await n8n.pickFromList('attribute', 'plan');
			await n8n.type('textValue', 'pro');
			await browser.shot('audience');
			await n8n.executeStep();
			const { body } = (await host.sandbox.changes()).at(-1);
			assert.deepEqual(body.audience, {
				custom_attribute: { custom_attribute_name: 'plan', comparison: 'equals', value: 'pro' },
			});
			assert.ok(!('recipients' in body));
			// Some of the sandbox's people are on that plan, not all.
			const [schedule] = await host.sandbox.schedules();
			assert.equal(schedule.target, 'audience');
			assert.ok(schedule.effectiveRecipients.length > 1 && schedule.effectiveRecipients.length < 30);
		});

		it('finds one Canvas of 230 by its name', async () => {
			await host.sandbox.onlyCanvases(230);
			const field = await n8n.pickFromList('canvasId', 'Canvas 217');
			assert.equal(
				await n8n
					.part('rlc-input', field)
					.locator('input')
					.or(n8n.part('rlc-input', field))
					.last()
					.inputValue(),
				'Canvas 217',
			);
			await browser.shot('picked');
			await host.sandbox.reset();
		});

		it('asks for nothing outside this machine, and nothing in it breaks', () => {
			assert.deepEqual([...browser.outside], []);
			assert.deepEqual(browser.failures, []);
		});
	});
}
