// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { forSandbox } from '../support/sandbox.mjs';
import { given, node, startWithRows, workflow } from '../support/workflows.mjs';

/**
 * @param {import('../support/host.mjs').Host} host
 * @param {{ seesStatus: boolean, showsReason: boolean }} options whether that n8n lets a test pass by some failing statuses and not by
 * others, and whether it shows what the credential says about them
 */
export function credentials(host, { seesStatus, showsReason }) {
	/** @param {object} data */
	const test = (data) =>
		host.n8n.testCredential({ id: host.credential.id, name: 'Braze', type: 'brazeApi', data });

	describe('the test of a credential', () => {
		it('passes with the right key', async () => {
			assert.equal((await test(forSandbox(host.sandbox))).status, 'OK');
		});

		it('passes with a right key that may not list Canvases', async () => {
			assert.equal((await test(forSandbox(host.sandbox, 'sandbox-key-no-lists'))).status, 'OK');
		});

		const blind =
			!seesStatus && 'that n8n takes every answer for a success, so that keys without the permission pass';

		it(
			'fails with a wrong key, and says that it may be the key or the instance',
			{ skip: blind },
			async () => {
				const { status, message } = await test(forSandbox(host.sandbox, 'no-such-key-0001'));
				assert.equal(status, 'Error');
				if (showsReason) assert.match(message, /key.*instance/is);
				assert.doesNotMatch(message, /no-such-key-0001/);
			},
		);

		it('takes an own URL with slashes and spaces around it', async () => {
			const { address } = host.sandbox;
			for (const url of [`${address}/`, ` ${address}// `, address.replace('127.0.0.1', 'localhost')]) {
				assert.equal((await test({ ...forSandbox(host.sandbox), url })).status, 'OK', `"${url}"`);
			}
		});

		it('reads the bare address of this machine as http', async () => {
			const url = new URL(host.sandbox.address).host;
			assert.equal((await test({ ...forSandbox(host.sandbox), url })).status, 'OK');
		});

		it('keeps to https where it is given', async () => {
			const url = host.sandbox.address.replace('http:', 'https:');
			await host.sandbox.reset();
			// The sandbox speaks http only, so the handshake fails: the key did not go out in clear text.
			assert.equal((await test({ ...forSandbox(host.sandbox), url })).status, 'Error');
			assert.deepEqual(await host.sandbox.requests(), []);
		});

		it('fails where nothing answers', async () => {
			assert.equal((await test({ ...forSandbox(host.sandbox), url: 'http://127.0.0.1:9' })).status, 'Error');
		});
	});

	describe("the credential in n8n's own HTTP Request node", () => {
		/** Asks an address with the credential. @param {string} url */
		const ask = async (url) => {
			const { id, name } = host.credential;
			const parameters = {
				url,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'brazeApi',
				options: {},
			};
			const request = node('Ask', 'n8n-nodes-base.httpRequest', 4.2, parameters, {
				credentials: { brazeApi: { id, name } },
			});
			return host.n8n.runManually(
				await host.n8n.createWorkflow(workflow('Ask', [...startWithRows([{ ask: 1 }]), request])),
			);
		};

		it('sends the key to the instance', async () => {
			const execution = await ask(`${host.sandbox.address}/canvas/list`);
			assert.equal(execution.status, 'success');
			assert.ok(given(execution, 'Ask')[0].canvases.length > 0);
		});

		it('sends it nowhere else, unless the credential says so', async () => {
			const elsewhere = host.sandbox.address.replace('127.0.0.1', '127.0.0.2');
			await host.sandbox.reset();
			const { status, rawData } = await ask(`${elsewhere}/canvas/list`);
			assert.equal(status, 'error');
			assert.match(rawData, /domain/i);
			assert.deepEqual(await host.sandbox.requests(), []);
		});
	});
}
