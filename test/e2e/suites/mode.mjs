// @ts-check
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { keepPicture, withoutNotifications } from '../support/pictures.mjs';
import { ONBOARDING, scheduleNode, startWithRows, workflow } from '../support/workflows.mjs';

const CANVAS = { __rl: true, mode: 'list', value: ONBOARDING, cachedResultName: 'Onboarding' };
const ROWS = ['user-001', 'user-002', 'user-003'].map((id) => ({ external_user_id: id }));

/**
 * What a person sees of Mode, from the first look to the result.
 * @param {import('../support/host.mjs').Host} host
 * @param {import('../support/browser.mjs').Session} session
 */
export function mode(host, { browser, n8n }) {
	describe('the mode of an operation', () => {
		beforeEach(() => host.sandbox.reset());

		/** @param {string} name @param {object} parameters */
		const openScheduling = async (name, parameters) => {
			const braze = scheduleNode(host.credential, {
				canvasId: CANVAS,
				sendTo: 'recipientsAutoMap',
				...parameters,
			});
			const { id } = await host.n8n.createWorkflow(workflow(name, [...startWithRows(ROWS), braze]));
			await n8n.openWorkflow(id);
			await n8n.openNode('Braze');
			await withoutNotifications(browser.page);
		};

		it('is seen without scrolling, and a dry run says who would be reached', async () => {
			await openScheduling('Dry run', {});
			const box = await n8n.field('mode').boundingBox();
			assert.ok(box && box.y + box.height < 600, `Mode is at ${JSON.stringify(box)}`);
			await browser.shot('mode-send');
			await n8n.choose('mode', 'Dry Run');
			const output = await n8n.executeStep();
			const sentence =
				/Would schedule Canvas “Onboarding” for 3 people on \d+ \w+ \d+, 09:00 in each person's local time in 3 requests\./;
			await output.getByText(sentence).first().waitFor();
			await output.getByText(/^Dry run: nothing was sent\..*To send, set 'Mode' to 'Send'\.$/).waitFor();
			assert.deepEqual(await host.sandbox.changes(), []);
			await n8n.part('node-execute-button').getByText('Execute step').first().waitFor();
			await browser.shot('mode-dry-run');
			await keepPicture(browser.page, 'dry-run');
		});

		it('asks for the test people next to it, and sends to them alone', async () => {
			await openScheduling('Test people', {});
			await n8n.choose('mode', 'Test Recipients');
			await n8n.add('Add Test Recipient');
			await browser.page.getByPlaceholder('e.g. test-ada').fill('test-ada');
			await browser.shot('mode-test-recipients');
			const output = await n8n.executeStep();
			await output.getByText('Sent to the test recipients instead: test-ada').waitFor();
			const [{ body }, ...more] = await host.sandbox.changes();
			assert.deepEqual([body.recipients, more], [[{ external_user_id: 'test-ada' }], []]);
			await browser.shot('mode-test-sent');
		});

		it('leaves a workflow saved with the older options as it was', async () => {
			await openScheduling('Older options', { options: { dryRun: true, testRecipients: ['test-ada'] } });
			assert.equal(await n8n.isOn('dryRun'), true);
			const output = await n8n.executeStep();
			await output.getByText(/Turn off 'Dry Run' in the options to send\.$/).waitFor();
			assert.deepEqual(await host.sandbox.changes(), []);
			await browser.shot('mode-older-options');
		});

		it('sends with a result that begins with the schedule and its time', async () => {
			await openScheduling('Sent', {});
			const output = await n8n.executeStep();
			await output.getByText('user-001').first().waitFor();
			const heads = await output.locator('th').allInnerTexts();
			assert.deepEqual(heads.map((head) => head.trim()).slice(0, 4), [
				'schedule_id',
				'when',
				'canvas_name',
				'recipient',
			]);
			assert.equal((await host.sandbox.changes()).length, 3);
			await browser.shot('mode-sent');
		});
	});
}
