// @ts-check
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { forSandbox } from '../support/sandbox.mjs';
import { scheduleNode, startWithRows, workflow } from '../support/workflows.mjs';

/** Accepted, but nothing else in these tests contains it. */
const rightKey = 'sandbox-key-no-lists';
/** Braze repeats a key that it refuses in its answer. */
const wrongKey = 'leaky-key-5d1c0b9a';

/** @param {import('../support/host.mjs').Host} host */
export function secrets(host) {
	/** @param {string} key @param {object} settings */
	const run = async (key, settings) => {
		const { n8n, sandbox } = host;
		const credential = await n8n.createCredential('Secret', 'brazeApi', forSandbox(sandbox, key));
		const nodes = [
			...startWithRows([{ external_user_id: 'user-001' }]),
			scheduleNode(credential, {}, settings),
		];
		return n8n.runManually(await n8n.createWorkflow(workflow('Secret', nodes)));
	};

	/** The sandbox did echo the key; without that, the test would prove nothing. */
	const wasEchoed = async () => {
		const answer = await fetch(`${host.sandbox.address}/canvas/list`, {
			headers: { authorization: `Bearer ${wrongKey}` },
		});
		return (await answer.text()).includes(wrongKey);
	};

	describe('the API key', () => {
		before(() => host.sandbox.reset());

		it('is not in the data of an execution', async () => {
			const { status, rawData } = await run(rightKey, {});
			assert.equal(status, 'success');
			assert.ok(!rawData.includes(rightKey));
		});

		it('is not in the data of an execution that Braze refused, whose answer holds it', async () => {
			assert.ok(await wasEchoed());
			const { status, rawData } = await run(wrongKey, {});
			assert.equal(status, 'error');
			assert.match(rawData, /API key/);
			assert.ok(!rawData.includes(wrongKey));
		});

		it('is not in an error item either', async () => {
			const { status, rawData } = await run(wrongKey, { onError: 'continueRegularOutput' });
			assert.equal(status, 'success');
			assert.match(rawData, /API key/);
			assert.ok(!rawData.includes(wrongKey));
		});

		it("is not in n8n's log, which writes all it can", () => {
			const log = host.log();
			assert.ok(log.length > 1000);
			for (const key of [rightKey, wrongKey]) assert.ok(!log.includes(key));
		});
	});
}
