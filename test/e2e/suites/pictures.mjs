// @ts-check
import { before, describe, it } from 'node:test';
import { keepPicture, withoutNotifications } from '../support/pictures.mjs';
import { importTemplate, templateNames } from '../support/templates.mjs';

/** What would only distract from a workflow. */
const DISTRACTIONS = [
	'[data-test-id="canvas-controls"]',
	'[data-test-id="node-buttons-wrapper"]',
	'[data-test-id="execute-workflow-button"]',
	'[data-test-id="canvas-handle-plus-wrapper"]',
	'.el-notification',
	'.vue-flow__panel',
	'[class*="runOnceButton"], [class*="executionButtons"]',
];

/**
 * Makes the pictures of the documentation from the real editor.
 * @param {import('../support/host.mjs').Host} host
 * @param {import('../support/browser.mjs').Session} session
 */
export function pictures(host, { browser, n8n }) {
	describe('the pictures of the documentation', () => {
		before(() => host.sandbox.reset());

		it('show the node after a run', async () => {
			await browser.page.setViewportSize({ width: 1560, height: 1240 });
			const { id } = await importTemplate(host, 'schedule-canvas');
			await n8n.openWorkflow(id);
			await n8n.openNode('Schedule the Canvas');
			const output = await n8n.executeStep();
			const [{ schedule_id: scheduleId }] = await host.sandbox.schedules();
			await output.getByText(scheduleId).first().waitFor();
			await withoutNotifications(browser.page);
			// The editor shows what expressions come to a moment later.
			await n8n.part('node-execute-button').getByText('Execute step').first().waitFor();
			await n8n.part('node-parameters').getByText('user-001').first().waitFor();
			await keepPicture(browser.page, 'node');
		});

		for (const name of templateNames) {
			it(`show the template ${name}`, async () => {
				await browser.page.setViewportSize({ width: 1500, height: 900 });
				const { id } = await importTemplate(host, name);
				await n8n.openWorkflow(id);
				await browser.page.addStyleTag({ content: `${DISTRACTIONS.join()} { display: none !important }` });
				const canvas = browser.page.locator('.vue-flow').first();
				await canvas.click({ position: { x: 5, y: 5 } });
				await browser.page.keyboard.press('1');
				await browser.page.waitForTimeout(600);
				await keepPicture(browser.page, name, { clip: await around(browser.page) });
			});
		}
	});
}

/** The part of the page that nodes and notes take up, with a margin. @param {import('playwright-core').Page} page */
async function around(page) {
	const boxes = await page.locator('.vue-flow__node').evaluateAll((nodes) =>
		nodes.map((node) => {
			const { left, top, right, bottom } = node.getBoundingClientRect();
			return { left, top, right, bottom };
		}),
	);
	const frame = await page.locator('.vue-flow').first().boundingBox();
	if (!frame || boxes.length === 0) throw new Error('The canvas is empty');
	const [margin, names] = [16, 56];
	const x = Math.max(frame.x, Math.min(...boxes.map(({ left }) => left)) - margin - names / 2);
	const y = Math.max(frame.y, Math.min(...boxes.map(({ top }) => top)) - margin);
	const right = Math.min(
		frame.x + frame.width,
		Math.max(...boxes.map((box) => box.right)) + margin + names / 2,
	);
	const bottom = Math.min(
		frame.y + frame.height,
		Math.max(...boxes.map((box) => box.bottom)) + margin + names,
	);
	return { x, y, width: right - x, height: bottom - y };
}
