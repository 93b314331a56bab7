// @ts-check
import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, beforeEach, describe, it } from 'node:test';
import { launchChromium } from '../e2e/support/browser.mjs';
import { openSandbox } from './support.mjs';

/** What someone sees and can press on the page of the sandbox. */

const N8N = 'http://127.0.0.1:5999';
const DAY = 24 * 3600e3;

/** @type {import('./support.mjs').OpenSandbox} */
let sandbox;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** @type {string[]} */
const failures = [];
/** @type {Record<string, string>} */
const canvas = {};

before(async () => {
	sandbox = await openSandbox({ n8n: N8N, webhooksTo: 'anywhere' });
	for (const { name, id } of (await sandbox.ask('state')).canvases) canvas[name] = id;
	browser = await launchChromium();
	const context = await browser.newContext({
		viewport: { width: 1440, height: 900 },
		timezoneId: 'Europe/Berlin',
	});
	context.setDefaultTimeout(20_000);
	page = await context.newPage();
	page.on('pageerror', (error) => failures.push(error.message));
});

beforeEach(async () => {
	await sandbox.tell('reset');
	failures.length = 0;
	await page.goto('about:blank');
});

after(async () => {
	await browser?.close();
	await sandbox?.stop();
});

/** @param {string} section */
const show = async (section) => {
	await page.goto(`${sandbox.address}/#${section}`);
	await page.locator('nav [aria-current]').waitFor();
};

const inDays = (/** @type {number} */ days) => new Date(Date.now() + days * DAY).toISOString();

/** @param {object} body @param {number} days */
const schedule = (body, days = 3) =>
	sandbox.post('/canvas/trigger/schedule/create', {
		canvas_id: canvas.Onboarding,
		schedule: { time: inDays(days) },
		...body,
	});

/** @param {string[]} ids */
const people = (...ids) => ({ recipients: ids.map((external_user_id) => ({ external_user_id })) });

describe('the sections', () => {
	it('are shown one at a time, reached by keyboard, and kept in the address', async () => {
		await show('timeline');
		for (const [name, heading] of [
			['People', 'People'],
			['Requests', 'Requests'],
			['Webhooks', 'Webhook calls'],
			['Timeline', 'Schedules'],
		]) {
			await page.getByRole('navigation').getByRole('link', { name }).press('Enter');
			await page.getByRole('heading', { level: 2, name: heading, exact: false }).first().waitFor();
			assert.equal(await page.locator('.view:visible').count(), 1);
			assert.ok(page.url().endsWith(`#${name.toLowerCase()}`));
			await page.reload();
			assert.equal(
				await page
					.locator('nav [aria-current]')
					.innerText()
					.then((text) => text.split(/\s/)[0]),
				name,
			);
		}
	});

	it('link to the editor that runs beside the sandbox', async () => {
		await show('timeline');
		await page.getByRole('link', { name: 'Open n8n' }).waitFor();
		assert.equal(await page.locator('#editor').getAttribute('href'), N8N);
	});
});

describe('the timeline', () => {
	for (const days of [0.2, 2, 20, 60, 200, 400, 1270, 4000, 30_000]) {
		it(`has an axis whose labels do not overlap when ${days} days are shown`, async () => {
			await schedule(people('user-001'), 1 / 24);
			await schedule(people('user-001'), days);
			await show('timeline');
			await page.getByTestId('tick').first().waitFor();
			const boxes = await page.getByTestId('tick').evaluateAll((ticks) =>
				ticks.map((tick) => {
					const range = document.createRange();
					range.selectNodeContents(tick);
					const { left, right } = range.getBoundingClientRect();
					return { left, right, text: tick.textContent };
				}),
			);
			assert.ok(boxes.length >= 2, JSON.stringify(boxes));
			for (const [index, box] of boxes.slice(1).entries())
				assert.ok(box.left > boxes[index].right, `${boxes[index].text} overlaps ${box.text}`);
			if (days > 14) assert.match(boxes.map(({ text }) => text).join(' '), /\d{4}/);
		});
	}

	it('names the day of a schedule in local or optimal time, as it was written', async () => {
		const at = { time: '2035-05-20T08:00:00' };
		for (const [how, words] of [
			['in_local_time', 'Sun 20 May 2035 08:00 local · 1 zone'],
			['at_optimal_time', 'Sun 20 May 2035, optimal time · 1 zone'],
		]) {
			const { schedule_id: id } = await schedule({ ...people('user-001'), schedule: { ...at, [how]: true } });
			await show('timeline');
			await page.locator(`[data-schedule-id="${id}"]`).getByText(words, { exact: true }).waitFor();
		}
	});

	it('names the year of a schedule in another year', async () => {
		const { schedule_id: id } = await schedule({
			...people('user-001'),
			schedule: { time: '2035-05-20T08:00:00Z' },
		});
		await show('timeline');
		await page.locator(`[data-schedule-id="${id}"]`).getByText('Sun 20 May 2035 08:00').waitFor();
	});

	it('shows what will not go out', async () => {
		const row = (/** @type {any} */ { schedule_id: id }) => page.locator(`[data-schedule-id="${id}"]`);
		const unknown = await schedule(people('nobody'));
		const mixed = await schedule(people('nobody', 'user-002'));
		const audience = {
			AND: [
				{
					custom_attribute: { custom_attribute_name: 'no_such_attribute', comparison: 'equals', value: true },
				},
			],
		};
		const none = await schedule({ broadcast: true, audience });
		const paused = await schedule({ ...people('user-003'), canvas_id: canvas['Price Drop Alert'] });
		await show('timeline');
		await row(paused).getByText('scheduled', { exact: true }).waitFor();
		await sandbox.tell('canvases', {
			canvases: [{ id: canvas['Price Drop Alert'], name: 'Price Drop Alert', enabled: false }],
		});
		await row(paused).getByText('Canvas paused').waitFor();
		await row(unknown).getByText('unknown person').waitFor();
		await row(mixed).getByText('1 person, 1 unknown').waitFor();
		await row(none).getByText('reaches no one').waitFor();
		await row(paused).click();
		await page.getByTestId('inspector').getByText('The Canvas is paused.').waitFor();
		await row(mixed).click();
		await page.getByTestId('inspector').getByText('1 person does not exist').waitFor();
		assert.equal(await page.getByTestId('inspector').getByRole('link', { name: 'nobody' }).count(), 0);
		await page.getByTestId('inspector').getByRole('link', { name: 'user-002' }).click();
		await page.getByTestId('person-card').getByRole('heading', { name: 'Bruno' }).waitFor();
		assert.equal(await page.getByTestId('person-card').count(), 1);
	});
});

describe('a person', () => {
	it('has a card with attributes, purchases, what was received and what is coming', async () => {
		await sandbox.post('/users/track', {
			attributes: [{ external_id: 'user-001', last_name: 'Lovelace', points: 42 }],
			purchases: [
				{
					external_id: 'user-001',
					product_id: 'pro-plan',
					currency: 'EUR',
					price: 49.9,
					quantity: 2,
					time: inDays(-1),
				},
			],
		});
		await sandbox.post('/canvas/trigger/send', {
			canvas_id: canvas['Abandoned Cart'],
			...people('user-001'),
		});
		const { schedule_id: id } = await schedule(people('user-001'));
		await show('people/user-001');
		const card = page.getByTestId('person-card').first();
		for (const text of [
			'Ada Lovelace',
			'user-001',
			'Europe/London',
			'points',
			'42',
			'pro-plan',
			'2 × €49.90',
		])
			await card
				.getByText(text, { exact: text === '42' })
				.first()
				.waitFor();
		const part = (/** @type {string} */ title) =>
			card.locator('section', { has: page.getByRole('heading', { name: title }) });
		await part('Received').getByText('Abandoned Cart').waitFor();
		await part('Coming').getByRole('link', { name: 'Onboarding' }).click();
		await page.getByTestId('inspector').getByText(id, { exact: true }).waitFor();
		await sandbox.tell('clock', { advanceSeconds: 4 * 24 * 3600 });
		await show('people/user-001');
		await part('Received').getByText('Onboarding').waitFor();
		assert.equal(await part('Coming').count(), 0);
	});

	it('who is not there is said to be unknown', async () => {
		await show('people/nobody');
		await page.getByText('No person in this sandbox has “nobody”').waitFor();
	});
});

it('filters requests by words and by failure', async () => {
	await schedule(people('user-001'));
	await sandbox.post('/canvas/trigger/send', {});
	await sandbox.post('/users/track', { attributes: [{ external_id: 'user-007', vip: true }] });
	await show('requests');
	const rows = page.getByTestId('request-row');
	const shown = async (/** @type {number} */ count) => {
		await page.waitForFunction(
			(wanted) => document.querySelectorAll('[data-testid="request-row"]').length === wanted,
			count,
		);
		return await rows.allInnerTexts();
	};
	await shown(3);
	await page.locator('#request-search').fill('post USER-007');
	assert.match((await shown(1))[0], /users\/track/);
	await page.locator('#request-search').fill('');
	await page.locator('#request-failed').check();
	assert.match((await shown(1))[0], /400/);
	await page.locator('#request-search').fill('users');
	await page.getByText('No request fits').waitFor();
});

describe('the buttons', () => {
	const send = async () => {
		const answer = await fetch(`${sandbox.address}/canvas/trigger/send`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-key' },
			body: JSON.stringify({ canvas_id: canvas.Onboarding, ...people('user-001') }),
			signal: AbortSignal.timeout(1500),
		});
		return { status: answer.status, after: answer.headers.get('retry-after') };
	};
	const sends = async () => (await sandbox.ask('state')).totals.sends;
	const press = async (/** @type {string} */ name, /** @type {string} */ says) => {
		await show('timeline');
		await page.getByRole('button', { name, exact: true }).click();
		await page.getByText(says).waitFor();
	};

	it('simulate a 429, once', async () => {
		await press('429', 'Simulating: 429 for the next POST request');
		assert.deepEqual(await send(), { status: 429, after: '5' });
		assert.equal((await send()).status, 201);
		await page.getByText('Simulating').waitFor({ state: 'hidden' });
	});

	it('simulate an outage until it is ended', async () => {
		await press('Outage', 'Simulating: outage (503) for every request');
		assert.equal((await send()).status, 503);
		assert.equal((await send()).status, 503);
		await page.getByRole('button', { name: 'End', exact: true }).click();
		await page.getByText('Simulating').waitFor({ state: 'hidden' });
		assert.equal((await send()).status, 201);
	});

	it('simulate a time-out: nothing is done', async () => {
		await press('Time-out', 'Simulating: time-out for the next POST request');
		await assert.rejects(send(), { name: 'TimeoutError' });
		assert.equal(await sends(), 0);
	});

	it('simulate a lost answer: it is done', async () => {
		await press('Lost answer', 'Simulating: lost answer for the next POST request');
		await assert.rejects(send(), /fetch failed/);
		assert.equal(await sends(), 1);
	});

	it('move the clock, and set it back to now', async () => {
		await show('timeline');
		const back = page.getByRole('button', { name: 'Back to now' });
		assert.ok(await back.isDisabled());
		await page.getByRole('button', { name: '+1 day' }).click();
		await page.getByText('Sandbox clock (UTC), moved').waitFor();
		await back.click();
		await page.getByText('Sandbox clock (UTC)', { exact: true }).waitFor();
		assert.ok(Math.abs(Date.parse((await sandbox.ask('state')).clock) - Date.now()) < 60e3);
	});

	it('reset only after a question', async () => {
		await schedule(people('user-001'));
		await show('timeline');
		const total = async () => (await sandbox.ask('state')).totals.schedules;
		const dialog = page.getByRole('dialog');
		for (const leave of [
			() => dialog.getByRole('button', { name: 'Cancel' }).click(),
			() => page.keyboard.press('Escape'),
		]) {
			await page.getByRole('button', { name: 'Reset' }).click();
			await dialog.getByText('Reset the sandbox?').waitFor();
			await leave();
			await dialog.waitFor({ state: 'hidden' });
			assert.equal(await total(), 1);
		}
		await page.getByRole('button', { name: 'Reset' }).click();
		await dialog.getByRole('button', { name: 'Reset' }).click();
		await page.getByText('Nothing scheduled yet').waitFor();
		assert.equal(await total(), 0);
	});

	it('send a test webhook of every kind', async (context) => {
		/** @type {any[]} */
		const received = [];
		const server = http.createServer(async (request, response) => {
			const chunks = [];
			for await (const chunk of request) chunks.push(chunk);
			received.push(JSON.parse(Buffer.concat(chunks).toString()));
			response.end('{}');
		});
		context.after(() => server.close());
		await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
		const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
		await show('webhooks');
		const test = page.getByRole('button', { name: 'Send test' });
		for (const kind of ['webhookMessage', 'currents', 'transactionalPostback', 'segmentExport']) {
			received.length = 0;
			await page.locator('#webhook-kind').selectOption(kind);
			await page.locator('#webhook-test:disabled').waitFor();
			await page.locator('#webhook-url').fill(`http://127.0.0.1:${port}/${kind}`);
			await page.locator('#webhook-save').click();
			await page.waitForFunction(() => !document.querySelector('#webhook-test:disabled'));
			await test.click();
			await page.getByTestId('call').filter({ hasText: 'delivered' }).first().waitFor();
			assert.ok(received.length > 0, kind);
		}
	});
});

it('says why a webhook URL is refused', async () => {
	const strict = await openSandbox({ n8n: N8N });
	await page.goto(`${strict.address}/#webhooks`);
	await page.locator('#webhook-url').fill('http://127.0.0.1:1/x');
	await page.locator('#webhook-save').click();
	await page
		.getByRole('alert')
		.filter({ hasText: `Webhooks may only go to ${N8N}` })
		.waitFor();
	await strict.stop();
});

it('breaks nowhere', async () => {
	for (const section of ['timeline', 'people', 'requests', 'webhooks', 'elsewhere', 'people/%'])
		await show(section);
	assert.deepEqual(failures, []);
});
