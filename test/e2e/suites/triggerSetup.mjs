// @ts-check
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { freePort } from '../../../n8n/start/ports.mjs';
import { root } from '../../../n8n/start/settings.mjs';
import { keepPicture, withoutNotifications } from '../support/pictures.mjs';
import { node, ONBOARDING, workflow } from '../support/workflows.mjs';

const SECRET = 'a-secret-that-only-braze-knows';

/** The body that the documentation shows, line by line. */
const [, LIQUID = ''] =
	/```\n(\{\n[^`]*\n\})\n```/.exec(readFileSync(path.join(root, 'docs', 'trigger.md'), 'utf8')) ?? [];

/**
 * Someone sets up the Braze Trigger: what the node says to enter in Braze, and the calls on the sandbox page.
 * @param {import('../support/host.mjs').Host} host
 * @param {import('../support/browser.mjs').Session} session
 */
export function triggerSetup(host, { browser, n8n }) {
	const { page } = browser;
	const notice = () => n8n.part('node-parameters').locator('.notice-content').innerText();
	const send = (/** @type {string} */ person) =>
		host.sandbox.send({ canvas_id: ONBOARDING, recipients: [{ external_user_id: person }] });

	describe('setting up the Braze Trigger', () => {
		const webhookId = randomUUID();

		before(async () => {
			await host.sandbox.reset();
			const data = { sentAs: 'header', headerName: 'X-Braze-Secret', secret: SECRET };
			const { id: credential, name } = await host.n8n.createCredential(
				'Braze webhook',
				'brazeWebhookApi',
				data,
			);
			const more = { webhookId, credentials: { brazeWebhookApi: { id: credential, name } } };
			const { id } = await host.n8n.createWorkflow(
				workflow('From Braze', [node('Braze Trigger', 'n8n-nodes-braze.brazeTrigger', 1, {}, more)]),
			);
			await page.setViewportSize({ width: 1560, height: 1060 });
			await n8n.openWorkflow(id);
			await n8n.openNode('Braze Trigger');
			await withoutNotifications(page);
		});

		it('lists what to enter in Braze, line by line, and shows the URLs', async () => {
			const [task, ...steps] = (await notice()).split('\n');
			assert.match(task, /^In Braze, add a webhook message/);
			assert.deepEqual(
				steps.map((step) => step.split(':')[0]),
				['Webhook URL', 'Request headers', 'Request body'],
			);
			await page.getByText('Webhook URLs', { exact: true }).click();
			await page.getByText(`/webhook-test/${webhookId}/webhook`).waitFor();
			await page.getByText('Production URL', { exact: true }).click();
			await page.getByText(`/webhook/${webhookId}/webhook`).waitFor();
		});

		it('shows the Liquid body as Braze needs it, to be copied and not to be changed', async () => {
			assert.ok(LIQUID.includes('{{campaign.${dispatch_id}}}'));
			const body = n8n.part('node-parameters').locator('.cm-content');
			await body.click();
			await page.keyboard.type('x');
			const lines = await body.locator('.cm-line').allInnerTexts();
			assert.equal(lines.join('\n'), LIQUID);
			await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
			await page.keyboard.press('Control+a');
			await page.keyboard.press('Control+c');
			assert.equal(await page.evaluate(() => navigator.clipboard.readText()), LIQUID);
		});

		it('starts for the call of the sandbox with the Test URL', async () => {
			const listens = page.waitForResponse((answer) =>
				/\/workflows\/[^/]+\/run$/.test(new URL(answer.url()).pathname),
			);
			await n8n.part('node-execute-button').first().click();
			await listens;
			await browser.aside(`${host.sandbox.address}/#webhooks`, async (tab) => {
				await tab.locator('#webhook-save').click();
				await tab.locator('#webhook-url:invalid').waitFor();
				await tab.locator('#webhook-url').fill(`${host.address}/webhook-test/${webhookId}/webhook`);
				await tab.locator('#webhook-header').fill('X-Braze-Secret');
				await tab.locator('#webhook-value').fill(SECRET);
				await tab.locator('#webhook-save').click();
				await tab.getByTestId('webhook').getByText(webhookId).waitFor();
				assert.ok(!(await tab.content()).includes(SECRET));
				await send('user-001');
				await tab.getByTestId('call').filter({ hasText: 'user-001' }).getByText('delivered').waitFor();
			});
			await n8n.part('output-panel').getByText('user-001').first().waitFor();
			await page.getByText('When will this node trigger my flow?').waitFor();
			await page.evaluate(() => getSelection()?.removeAllRanges());
			// The tooltip that offers to pin the output would hide it.
			const style = await page.addStyleTag({
				content:
					'[role="tooltip"], .el-popper, [data-reka-popper-content-wrapper] { display: none !important }',
			});
			await browser.shot('trigger');
			await keepPicture(page, 'braze-trigger', { clip: { x: 570, y: 26, width: 965, height: 1010 } });
			await style.evaluate((element) => /** @type {HTMLElement} */ (element).remove());
		});

		it('shows the calls on the sandbox page that were refused or are retried', async () => {
			await browser.aside(`${host.sandbox.address}/#webhooks`, async (tab) => {
				const call = (/** @type {string} */ person) => tab.getByTestId('call').filter({ hasText: person });
				// The Test URL listens for one call only.
				await send('user-002');
				await call('user-002').getByText('given up').waitFor();
				await call('user-002').getByText('1 attempt, last response: 404').waitFor();

				const nobody = `http://127.0.0.1:${await freePort()}/`;
				await tab.locator('#webhook-url').fill(nobody);
				await tab.locator('#webhook-save').click();
				await tab.getByTestId('webhook').getByText(nobody).waitFor();
				await send('user-003');
				await call('user-003').getByText('retrying').waitFor();
				await call('user-003').locator('summary').click();
				await call('user-003').getByText('next attempt').waitFor();
				await tab.getByRole('button', { name: '+1 h' }).click();
				await call('user-003').getByText('2 attempts, last response: ECONNREFUSED').waitFor();
				await call('user-003').getByText('"external_id": "user-003"').waitFor();
				await keepPicture(tab.locator('[aria-labelledby="calls-title"]'), 'sandbox-webhook-calls');

				await tab.locator('#webhook-clear').click();
				await tab.getByText('No calls yet').waitFor();
			});
		});

		for (const { source, says, fields } of [
			{
				source: 'Currents',
				says: /Custom Currents Export/,
				fields: ['Start For', 'Event Types', 'Other Event Types'],
			},
			{ source: 'Segment Export Ready', says: /Callback URL .*\?secret=/, fields: [] },
			{
				source: 'Transactional Email Postback',
				says: /Transactional Event Status Postback.*\?secret=/,
				fields: ['Statuses'],
			},
			{ source: 'Webhook Message', says: /Raw Text/, fields: ['Request Body', 'Deduplicate By'] },
		]) {
			it(`shows the fields and the notice of ${source} alone`, async () => {
				await n8n.choose('source', source);
				await n8n.part('node-parameters').locator('.notice-content').getByText(says).waitFor();
				const labels = await n8n.fieldLabels();
				const from = labels.indexOf('Source') + 1;
				assert.deepEqual(labels.slice(from, from + fields.length), fields);
				assert.ok(
					!labels
						.slice(from + fields.length)
						.some((label) => ['Start For', 'Statuses', 'Request Body', 'Deduplicate By'].includes(label)),
					labels.join(),
				);
				await browser.shot(`trigger-${source}`);
			});
		}
	});
}
