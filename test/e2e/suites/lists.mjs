// @ts-check
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { forSandbox } from '../support/sandbox.mjs';

/** @param {import('../support/host.mjs').Host} host */
export function lists(host) {
	/**
	 * What the Canvas field's list shows.
	 * @param {string} [filter]
	 * @param {{ id: string, name: string }} [credential]
	 * @returns {Promise<{ results: { name: string, value: string }[] }>}
	 */
	const canvases = (filter, credential = host.credential) =>
		host.n8n.request('POST', '/rest/dynamic-node-parameters/resource-locator-results', {
			path: 'parameters.canvasId',
			nodeTypeAndVersion: { name: 'n8n-nodes-braze.braze', version: 1 },
			currentNodeParameters: {},
			credentials: { brazeApi: { id: credential.id, name: credential.name } },
			methodName: 'searchCanvases',
			filter,
		});

	describe('the list of Canvases', () => {
		before(() => host.sandbox.reset());

		it('has all but the archived ones', async () => {
			const names = (await canvases()).results.map(({ name }) => name);
			assert.equal(names.length, 11);
			assert.ok(names.includes('Onboarding') && names.includes('Flash Sale'), names.join());
			assert.ok(!names.some((name) => name.startsWith('Win-Back 2024')), names.join());
		});

		it('finds by a part of the name, and tells namesakes apart', async () => {
			const names = (await canvases('birthday')).results.map(({ name }) => name);
			assert.equal(names.length, 2);
			assert.equal(new Set(names).size, 2);
			for (const name of names) assert.match(name, /^Birthday Treat \(/);
		});

		it('explains a refused key instead of looking empty', async () => {
			const wrong = await host.n8n.createCredential(
				'Wrong key',
				'brazeApi',
				forSandbox(host.sandbox, 'no-such-key-0002'),
			);
			await assert.rejects(canvases('', wrong), /does not accept the API key/);
		});

		it('names the permission that a key lacks', async () => {
			const data = forSandbox(host.sandbox, 'sandbox-key-no-lists');
			const narrow = await host.n8n.createCredential('No lists', 'brazeApi', data);
			await assert.rejects(canvases('', narrow), /canvas\.list/);
		});
	});
}
