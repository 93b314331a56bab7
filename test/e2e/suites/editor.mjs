// @ts-check
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { root, sandboxKey } from '../../../sandbox/start/settings.mjs';
import { openBrowser } from '../support/browser.mjs';
import { Editor } from '../support/editor.mjs';
import { owner } from '../support/host.mjs';
import { ONBOARDING, scheduleNode, startWithRows, workflow } from '../support/workflows.mjs';

/** @typedef {import('../support/browser.mjs').Browser} Browser */

/** Renews the picture of the node for the documentation. */
const updateScreenshots = process.env.UPDATE_SCREENSHOTS === '1';

/** What a person sees and does, in a real browser. @param {import('../support/host.mjs').Host} host */
export function editor(host) {
	describe('in the editor', () => {
		/** @type {Browser} */
		let browser;
		/** @type {Editor} */
		let n8n;

		before(async () => {
			await host.sandbox.reset();
			browser = await openBrowser(host.results);
			n8n = new Editor(browser.page, host.address);
			await n8n.signIn(owner);
		});
		after(async () => {
			await browser?.shot('end');
			await browser?.close();
		});

		it('shows the form of the example, top to bottom', async () => {
			const example = await host.n8n.createWorkflow(exampleFor(host.credential));
			await n8n.openWorkflow(example.id);
			await browser.shot('canvas');
			await n8n.openNode('Schedule the Canvas');
			const labels = await n8n.fieldLabels();
			const expected = ['Resource', 'Operation', 'Canvas', 'Send To', 'Recipients', 'When', 'Send Time', 'Delivery', 'Entry Properties'];
			assert.deepEqual(labels.filter((label) => expected.includes(label)), expected);
		});

		it('runs the step and shows the schedule ID, which the sandbox page lists', async () => {
			const output = await n8n.executeStep();
			const schedules = await host.sandbox.schedules();
			assert.equal(schedules.length, 2);
			const text = (await output.innerText()).replace(/\s/g, '');
			for (const { schedule_id: id } of schedules) assert.ok(text.includes(id), `${id} is not in the output: ${text}`);
			const picture = await browser.shot('executed');
			if (updateScreenshots) keepForDocs(picture, 'node.png');

			await browser.page.goto(host.sandbox.address);
			await browser.page.getByText(schedules[0].schedule_id).first().waitFor();
			await browser.page.getByText('Onboarding').first().waitFor();
			await browser.shot('sandbox');
		});

		it('makes a credential by its form, picks a Canvas by typing, and runs', async () => {
			await host.sandbox.reset();
			const braze = scheduleNode(host.credential, { canvasId: { __rl: true, mode: 'list', value: '' } });
			delete braze.credentials;
			const bare = await host.n8n.createWorkflow(workflow('Bare', [...startWithRows([{ external_user_id: 'user-001' }]), braze]));
			await n8n.openWorkflow(bare.id);
			await n8n.openNode('Braze');

			await n8n.newCredential(async () => {
				await n8n.field('apiKey').locator('input').fill(sandboxKey);
				await n8n.choose('instance', 'Other (Own URL)');
				await n8n.field('url').locator('input').fill(host.sandbox.address);
			});
			// The form closes by itself once the test has passed; opened again, it says so.
			await n8n.part('editCredential-modal').waitFor({ state: 'hidden' });
			await n8n.part('credential-edit-button').first().click();
			await n8n.part('credentials-config-container-test-success').waitFor();
			await browser.shot('credential');
			await n8n.closeCredential();

			const field = await n8n.pickFromList('canvasId', 'Onboarding');
			assert.equal(await n8n.part('rlc-input', field).locator('input').or(n8n.part('rlc-input', field)).last().inputValue(), 'Onboarding');
			await browser.shot('picked');

			await n8n.executeStep();
			const [schedule] = await host.sandbox.schedules();
			assert.equal(schedule.canvas_id, ONBOARDING);
			assert.deepEqual(schedule.recipients, [{ external_user_id: 'user-001' }]);
		});

		it('shows why a credential is refused', async () => {
			await n8n.newCredential(async () => {
				await n8n.field('apiKey').locator('input').fill('no-such-key-0003');
				await n8n.choose('instance', 'Other (Own URL)');
				await n8n.field('url').locator('input').fill(host.sandbox.address);
			});
			const form = n8n.part('editCredential-modal');
			await form.getByText('More details').click();
			await form.getByText('Braze refused this key on this instance').first().waitFor();
			await browser.shot('credential-refused');
		});

		it('asks for nothing outside this machine, and nothing in it breaks', () => {
			assert.deepEqual([...browser.outside], []);
			assert.deepEqual(browser.failures, []);
		});
	});
}

/** The example that the package ships, with a credential in it. @param {{ id: string, name: string }} credential */
function exampleFor({ id, name }) {
	const example = JSON.parse(readFileSync(path.join(root, 'examples', 'schedule-canvas.json'), 'utf8'));
	for (const { credentials } of example.nodes) if (credentials?.brazeApi) credentials.brazeApi = { id, name };
	return example;
}

/** @param {string} picture @param {string} name */
function keepForDocs(picture, name) {
	const folder = path.join(root, 'docs', 'images');
	mkdirSync(folder, { recursive: true });
	copyFileSync(picture, path.join(folder, name));
}
