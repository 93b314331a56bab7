// @ts-check
import assert from 'node:assert/strict';
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../n8n/start/settings.mjs';

/** @typedef {import('playwright-core').Page} Page */

const folder = path.join(root, 'docs', 'images');

/** Whether this run renews the pictures of the documentation. */
export const renewsPictures = process.env.UPDATE_SCREENSHOTS === '1';

/**
 * Keeps a picture of a page or a part of it for the documentation, if this run renews them.
 * @param {Page | import('playwright-core').Locator} what
 * @param {string} name
 * @param {import('playwright-core').PageScreenshotOptions} [options]
 */
export async function keepPicture(what, name, options) {
	if (!renewsPictures) return;
	mkdirSync(folder, { recursive: true });
	const file = path.join(folder, `${name}.png`);
	await what.screenshot({ ...options, path: file });
	assert.ok(statSync(file).size < 150_000, `${name}.png has ${statSync(file).size} bytes`);
}

/** Hides n8n's notifications, which come and go. @param {Page} page */
export async function withoutNotifications(page) {
	await page.addStyleTag({ content: '.el-notification { display: none !important }' });
}
