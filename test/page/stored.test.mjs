// @ts-check
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launchChromium } from '../e2e/support/browser.mjs';
import { openSandbox } from './support.mjs';

/** Values that somebody stored in the sandbox are shown as text, whatever they are: they run nothing, and break nothing. */

const HTML = `html "'><img src=x onerror="window.ran = true"><script>window.ran = true</script>`;
/** Half of a character, which cannot be part of an address. */
const HALF = '\ud800';

/** @type {Awaited<ReturnType<typeof openSandbox>>} */
let sandbox;
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
	sandbox = await openSandbox({ webhooksTo: 'anywhere' });
	browser = await launchChromium();
});

after(async () => {
	await browser?.close();
	await sandbox?.stop();
});

/** Stores a text wherever the page shows one. @param {string} text */
async function store(text) {
	const external_id = `${text} id`;
	const time = '2026-01-01T00:00:00Z';
	await sandbox.post('/users/track', {
		attributes: [
			{ external_id, first_name: text, last_name: text, [`${text} name`]: text, list: [{ [text]: text }] },
			{ user_alias: { alias_name: text, alias_label: text }, _update_existing_only: false, plan: text },
		],
		events: [{ external_id, name: text, time, properties: { [text]: text } }],
		purchases: [{ external_id, product_id: text, currency: 'EUR', price: 1, time }],
	});
	await sandbox.tell('canvases', { canvases: [{ id: 'hostile', name: text, channels: [text] }] });
	const canvas_id = 'hostile';
	const recipients = [
		{ external_user_id: external_id, context: { [text]: text } },
		{ external_user_id: text },
	];
	await sandbox.post('/canvas/trigger/send', { canvas_id, recipients });
	const schedule = { time: new Date(Date.now() + 3600e3).toISOString() };
	const audience = { custom_attribute: { custom_attribute_name: text, comparison: 'equals', value: text } };
	await sandbox.post('/canvas/trigger/schedule/create', { canvas_id, broadcast: true, audience, schedule });
	// The newest one is shown whole.
	await sandbox.post('/canvas/trigger/schedule/create', { canvas_id, recipients, schedule });
	await sandbox.post(`/nothing/${encodeURI(text.toWellFormed())}`, { [text]: text });
	const url = `${sandbox.address}/nothing?${encodeURIComponent(text.toWellFormed())}`;
	await sandbox.tell('webhooks', { kind: 'webhookMessage', url });
	await sandbox.tell('calls', { kind: 'webhookMessage', bodies: [{ [text]: text }] });
	await sandbox.tell('faults', { match: { path: '/never' }, kind: { type: 'notice', notice: text } });
}

describe('a stored value', () => {
	for (const [what, text] of [
		['that looks like HTML', HTML],
		['with half a character', `half ${HALF}`],
	]) {
		it(`${what} is shown as text in every section`, async () => {
			await sandbox.tell('reset');
			await store(text);
			const page = await browser.newPage();
			/** @type {string[]} */
			const failures = [];
			page.on('pageerror', (error) => failures.push(error.message));
			page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
			for (const section of ['timeline', 'people', 'requests', 'webhooks']) {
				await page.goto(`${sandbox.address}/#${section}`);
				await page.reload();
				await page.locator(`#${section}`).getByText(text.slice(0, 5)).first().waitFor();
				await page.locator('details').evaluateAll((all) => all.forEach((one) => (one.open = true)));
				assert.equal(await page.locator('#offline').isHidden(), true, section);
				assert.equal(await page.locator('img, main script').count(), 0, section);
			}
			assert.equal(await page.evaluate(() => 'ran' in window), false);
			assert.deepEqual(failures, []);
			await page.close();
		});
	}
});
