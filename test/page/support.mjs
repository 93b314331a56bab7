// @ts-check
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../../n8n/start/settings.mjs';

/** @typedef {Awaited<ReturnType<typeof openSandbox>>} OpenSandbox */

/**
 * A sandbox in this process, on a port of its own. It has to be built (`gulp sandbox`).
 * @param {object} [options] those of `startSandbox` in sandbox/server
 */
export async function openSandbox(options = {}) {
	const { startSandbox } = createRequire(import.meta.url)(path.join(root, '.build/sandbox/server'));
	const sandbox = await startSandbox({ port: 0, ...options });
	const headers = { 'content-type': 'application/json', authorization: 'Bearer sandbox-key' };
	const request = async (
		/** @type {string} */ method,
		/** @type {string} */ route,
		/** @type {unknown} */ body,
	) => {
		const answer = await fetch(sandbox.url + route, {
			method,
			headers,
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		return await answer.json();
	};
	return {
		address: /** @type {string} */ (sandbox.url),
		port: Number(new URL(sandbox.url).port),
		/** Reads from a control route. @param {string} route */
		ask: (route) => request('GET', `/_sandbox/${route}`, undefined),
		/** Posts to a control route. @param {string} route @param {unknown} [body] */
		tell: (route, body) => request('POST', `/_sandbox/${route}`, body ?? {}),
		/** Calls the API as the node does. @param {string} route @param {unknown} body */
		post: (route, body) => request('POST', route, body),
		stop: () => sandbox.stop(),
	};
}
