// @ts-check
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { keepPicture, withoutNotifications } from '../support/pictures.mjs';
import { brazeNode, node, workflow } from '../support/workflows.mjs';

/**
 * Someone writes a person by hand, and sees the result on the sandbox page.
 * @param {import('../support/host.mjs').Host} host
 * @param {import('../support/browser.mjs').Session} session
 */
export function people(host, { browser, n8n }) {
	describe('a person written by hand', () => {
		before(async () => {
			await host.sandbox.reset();
			const start = node('Start', 'n8n-nodes-base.manualTrigger', 1, {});
			const { id } = await host.n8n.createWorkflow(
				workflow('Person', [start, brazeNode(host.credential, {})]),
			);
			await n8n.openWorkflow(id);
			await n8n.openNode('Braze');
			await browser.page.setViewportSize({ width: 1560, height: 1000 });
		});

		it('is created with the attributes of two rows', async () => {
			await n8n.choose('resource', 'User');
			await n8n.choose('operation', 'Create or Update');
			await n8n.type('externalUserId', 'customer-1042');
			await n8n.addAssignment('attributes', { name: 'first_name', type: 'String', value: 'Ada' });
			await n8n.addAssignment('attributes', { name: 'seats', type: 'Number', value: '25' });
			const output = await n8n.executeStep();
			await output.getByText('customer-1042').first().waitFor();
			const [{ path, body }, ...more] = await host.sandbox.changes();
			assert.deepEqual(more, []);
			assert.equal(path, '/users/track');
			assert.deepEqual(body, {
				attributes: [{ external_id: 'customer-1042', first_name: 'Ada', seats: 25 }],
			});
			await browser.shot('person-written');
			await withoutNotifications(browser.page);
			await keepPicture(browser.page, 'user-create-or-update');
		});

		it('is on the sandbox page with these attributes', async () => {
			await browser.aside(`${host.sandbox.address}/#people`, async (page) => {
				await page.locator('#person-search').fill('customer-1042');
				const card = page.getByTestId('person-card').filter({ hasText: 'customer-1042' });
				await card
					.getByRole('listitem')
					.filter({ hasText: /^seats\s*25$/ })
					.waitFor();
				await card.getByRole('heading', { name: /^Ada/ }).waitFor();
				await keepPicture(page.locator('[aria-labelledby="people-title"]'), 'sandbox-person');
			});
		});

		it('asks for nothing outside this machine, and nothing in it breaks', () => {
			assert.deepEqual([...browser.outside], []);
			assert.deepEqual(browser.failures, []);
		});
	});
}
