// @ts-check
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { Editor } from './editor.mjs';
import { owner } from './host.mjs';

/** @typedef {import('playwright-core').Page} Page */

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium to use: $CHROMIUM, or the one of the system. */
function executable() {
	const found = [process.env.CHROMIUM ?? '', ...places].find((place) => place !== '' && existsSync(place));
	if (found) return found;
	throw new Error('No Chromium was found. Install one (apt-get install chromium) or name it in CHROMIUM.');
}

/** A headless Chromium. @param {string[]} [more] arguments */
export const launchChromium = (more = []) =>
	chromium.launch({
		executablePath: executable(),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-dev-shm-usage',
			'--disable-background-networking',
			...more,
		],
	});

/**
 * A headless Chromium with one page. Requests that would leave this machine are refused and noted.
 * @typedef {object} Browser
 * @property {Page} page
 * @property {Set<string>} outside the other origins that were asked for
 * @property {string[]} failures what went wrong in the page's own code
 * @property {(url: string, look: (page: Page) => Promise<void>) => Promise<void>} aside looks at something else in a tab of its own
 * @property {(name: string) => Promise<string>} shot keeps a picture of the page, and gives its file
 * @property {() => Promise<void>} close
 */

/** @param {string} folder for the pictures @returns {Promise<Browser>} */
export async function openBrowser(folder) {
	const browser = await launchChromium();
	const context = await browser.newContext({
		viewport: { width: 1500, height: 1000 },
		timezoneId: 'Europe/Berlin',
		reducedMotion: 'reduce',
	});
	context.setDefaultTimeout(90_000);
	context.setDefaultNavigationTimeout(120_000);
	const page = await context.newPage();
	/** @type {Set<string>} */
	const outside = new Set();
	await context.route('**/*', (route) => {
		const { hostname, protocol, origin } = new URL(route.request().url());
		if (['127.0.0.1', 'localhost'].includes(hostname) || ['data:', 'blob:'].includes(protocol))
			return route.continue();
		outside.add(origin);
		return route.abort();
	});
	/** @type {string[]} */
	const failures = [];
	page.on('pageerror', (error) => failures.push(error.message));
	const shot = async (/** @type {string} */ name) => {
		const file = path.join(folder, `${name}.png`);
		await page.screenshot({ path: file });
		return file;
	};
	/** @type {Browser['aside']} */
	const aside = async (url, look) => {
		const tab = await context.newPage();
		await tab.goto(url);
		await look(tab);
		await tab.close();
	};
	return { page, outside, failures, aside, shot, close: () => browser.close() };
}

/**
 * The editor of a host in a browser, signed in: what all suites of a file share, since loading the editor is what takes long.
 * @typedef {{ browser: Browser, n8n: Editor }} Session
 */

/** @param {import('./host.mjs').Host} host @returns {Promise<Session>} */
export async function openSession(host) {
	const browser = await openBrowser(host.results);
	after(async () => {
		await browser.shot('end');
		await browser.close();
	});
	const n8n = new Editor(browser.page, host.address);
	before(() => n8n.signIn(owner));
	return { browser, n8n };
}
