// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

/** @param {import('../support/host.mjs').Host} host @param {{ asTool: boolean }} options */
export function loading(host, { asTool }) {
	describe('n8n has loaded the package', () => {
		it('offers the node with its category and its icons', async () => {
			const node = await nodeType(host, 'n8n-nodes-braze.braze');
			assert.equal(node.displayName, 'Braze');
			assert.equal(node.version, 1);
			assert.deepEqual(node.credentials, [{ name: 'brazeApi', required: true }]);
			assert.ok(node.codex.categories.includes('Marketing'), JSON.stringify(node.codex));
			await areDrawings(host, node.iconUrl);
		});

		it('offers the credential, which only this node may use', async () => {
			const types = await host.n8n.request('GET', '/types/credentials.json');
			const credential = types.find((/** @type {any} */ { name }) => name === 'brazeApi');
			assert.equal(credential.displayName, 'Braze API');
			assert.ok(
				credential.supportedNodes.includes('n8n-nodes-braze.braze'),
				JSON.stringify(credential.supportedNodes),
			);
			await areDrawings(host, credential.iconUrl);
		});

		it(
			'offers the node to AI agents',
			{ skip: !asTool && 'community nodes are no tools by default there' },
			async () => {
				const tool = await nodeType(host, 'n8n-nodes-braze.brazeTool');
				assert.deepEqual(tool.outputs, ['ai_tool']);
				assert.deepEqual(tool.inputs, []);
				await areDrawings(host, tool.iconUrl);
			},
		);

		it('has nothing to complain about in its log', () => {
			const lines = host
				.log()
				.split('\n')
				.filter((line) => /n8n-nodes-braze/.test(line) && /error|warn|fail/i.test(line));
			assert.deepEqual(lines, []);
		});
	});
}

/** @param {import('../support/host.mjs').Host} host @param {string} name */
async function nodeType({ n8n }, name) {
	const types = await n8n.request('GET', '/types/nodes.json');
	const found = types.find((/** @type {any} */ type) => type.name === name);
	assert.ok(found, `${name} is not among the ${types.length} node types`);
	return found;
}

/**
 * Both variants of an icon can be fetched.
 * @param {import('../support/host.mjs').Host} host
 * @param {{ light: string, dark: string }} icon
 */
async function areDrawings({ address }, icon) {
	assert.notEqual(icon.light, icon.dark);
	for (const variant of [icon.light, icon.dark]) {
		// n8n may just have closed the connection that is used again.
		const answer = await fetch(`${address}/${variant}`).catch(() => fetch(`${address}/${variant}`));
		assert.equal(answer.status, 200, variant);
		assert.match(answer.headers.get('content-type') ?? '', /^image\/svg\+xml/);
		assert.match(await answer.text(), /<svg[\s>]/);
	}
}
