// @ts-check
import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, describe, it } from 'node:test';
import { freePort } from '../../n8n/start/ports.mjs';
import { launchChromium } from '../e2e/support/browser.mjs';
import { openSandbox } from './support.mjs';

/** A page of a stranger, open in the browser of someone who runs the sandbox: it can neither drive it nor read from it. */

/** @type {Awaited<ReturnType<typeof openSandbox>>} */
let sandbox;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {http.Server} */
let stranger;
let strangerPort = 0;
/** What reached a server of this machine that is none of the sandbox's business. */
let reached = 0;

before(async () => {
	sandbox = await openSandbox();
	browser = await launchChromium(['--host-resolver-rules=MAP evil.example 127.0.0.1']);
	stranger = http.createServer((request, response) => {
		if (request.url === '/victim') reached += 1;
		response.setHeader('content-type', 'text/html').end('<!doctype html><title>Free cats</title>');
	});
	strangerPort = await freePort();
	await new Promise((resolve) => stranger.listen(strangerPort, '127.0.0.1', () => resolve(undefined)));
});

after(async () => {
	await browser?.close();
	stranger?.close();
	await sandbox?.stop();
});

/** @param {string} url @param {(page: import('playwright-core').Page) => Promise<void>} look */
async function open(url, look) {
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.goto(url);
	await look(page);
	await context.close();
}

/** Whether nothing happened: no fault, no webhook, no request of the API, the clock where it was. */
async function untouched() {
	const { faults, clock, totals } = await sandbox.ask('state');
	assert.deepEqual(faults, []);
	assert.ok(Math.abs(Date.parse(clock) - Date.now()) < 3600e3, clock);
	assert.equal(totals.sends, 0);
	assert.deepEqual((await sandbox.ask('webhooks')).webhooks, []);
	assert.equal((await sandbox.ask('requests')).total, 0);
	assert.equal(reached, 0);
}

/** Everything that a page can try without the user's help; gives what it could read of the answers. */
async function attack(/** @type {{ target: string, victim: string }} */ { target, victim }) {
	const orders = [
		['faults', { kind: { type: 'status', status: 500 }, times: -1 }],
		['clock', { advanceSeconds: 1e9 }],
		['webhooks', { kind: 'webhookMessage', url: victim }],
		['calls', { kind: 'webhookMessage', bodies: [{}] }],
	];
	/** @type {string[]} */
	const read = [];
	/** @param {string} path @param {RequestInit} [init] */
	const ask = async (path, init) => {
		try {
			const text = await (await fetch(target + path, init)).text();
			if (text) read.push(text);
		} catch {
			// The browser keeps the answer from the page.
		}
	};
	for (const [path, order] of orders) {
		const body = JSON.stringify(order);
		await ask(`/_sandbox/${path}`, { method: 'POST', body });
		await ask(`/_sandbox/${path}`, { method: 'POST', mode: 'no-cors', body });
		await ask(`/_sandbox/${path}`, {
			method: 'POST',
			body,
			headers: { 'content-type': 'application/json' },
		});
		navigator.sendBeacon(`${target}/_sandbox/${path}`, body);
		const form = document.createElement('form');
		const frame = document.createElement('iframe');
		frame.name = `frame-${path}`;
		Object.assign(form, {
			method: 'post',
			enctype: 'text/plain',
			action: `${target}/_sandbox/${path}`,
			target: frame.name,
		});
		const field = document.createElement('input');
		// Such a form sends NAME=VALUE: the equals sign ends up inside a string.
		field.name = `${body.slice(0, -1)},"x":"`;
		field.value = '"}';
		form.append(field);
		document.body.append(frame, form);
		form.submit();
	}
	await ask('/_sandbox/reset', { method: 'POST' });
	for (const path of ['/', '/_sandbox/state', '/_sandbox/people', '/_sandbox/requests']) await ask(path);
	const send = JSON.stringify({ canvas_id: 'x', recipients: [{ external_user_id: 'user-001' }] });
	await ask('/canvas/trigger/send', { method: 'POST', body: send });
	await ask('/canvas/trigger/send', {
		method: 'POST',
		body: send,
		headers: { authorization: 'Bearer sandbox-key', 'content-type': 'application/json' },
	});
	await new Promise((resolve) => setTimeout(resolve, 500));
	return read;
}

describe('a page of a stranger', () => {
	for (const name of ['127.0.0.1', 'localhost']) {
		it(`on another port of ${name}, which counts as the same site`, async () => {
			const target = `http://${name}:${sandbox.port}`;
			const victim = `http://127.0.0.1:${strangerPort}/victim`;
			await open(`http://127.0.0.1:${strangerPort}/`, async (page) => {
				assert.deepEqual(await page.evaluate(attack, { target, victim }), []);
			});
			await untouched();
		});
	}

	it('on another site', async () => {
		const victim = `http://127.0.0.1:${strangerPort}/victim`;
		await open(`http://evil.example:${strangerPort}/`, async (page) => {
			assert.deepEqual(await page.evaluate(attack, { target: sandbox.address, victim }), []);
		});
		await untouched();
	});

	it('whose name was rebound to this machine reads nothing but the refusal', async () => {
		const own = `http://evil.example:${sandbox.port}`;
		const victim = `http://127.0.0.1:${strangerPort}/victim`;
		await open(own, async (page) => {
			const read = await page.evaluate(attack, { target: own, victim });
			assert.ok(read.length > 0);
			for (const text of read) assert.match(text, /not reached as evil\.example/);
		});
		await untouched();
	});

	it('may link to the sandbox, but not show it in a frame', async () => {
		await open(`http://evil.example:${strangerPort}/`, async (page) => {
			await page.evaluate((address) => {
				document.body.innerHTML = `<a href="${address}/">Look</a><iframe src="${address}/"></iframe>`;
			}, sandbox.address);
			await page.waitForTimeout(300);
			const framed = page.frames().filter((frame) => frame.url().startsWith(sandbox.address));
			for (const frame of framed) assert.ok(!(await frame.content()).includes('Braze sandbox'));
			await page.getByText('Look').click();
			await page.getByRole('heading', { name: 'Braze sandbox' }).waitFor();
		});
	});
});

it('the page of the sandbox itself can do what strangers cannot', async () => {
	await open(sandbox.address, async (page) => {
		await page.getByRole('button', { name: '+1 day' }).click();
		await page.waitForFunction(
			(today) => document.getElementById('clock')?.textContent?.slice(0, 10) !== today,
			new Date().toISOString().slice(0, 10),
		);
	});
});
