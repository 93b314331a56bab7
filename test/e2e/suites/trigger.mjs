// @ts-check
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { publish } from '../support/publishing.mjs';
import { end, given, node, ONBOARDING, workflow } from '../support/workflows.mjs';

const WORD = 'a-word-that-only-braze-knows';

/**
 * Active workflows that Braze starts, in the real n8n: what the sandbox sends arrives once, and nothing else does.
 * @param {import('../support/host.mjs').Host} host
 */
export function trigger(host) {
	/** @param {object} data @returns {Promise<{ id: string, name: string }>} */
	const secret = (data) =>
		host.n8n.createCredential('Braze webhook', 'brazeWebhookApi', { secret: WORD, ...data });

	/** Activates a workflow with a Braze Trigger. @param {object} parameters @param {{ id: string, name: string }} [credential] */
	async function listen(parameters, credential) {
		const webhookId = randomUUID();
		const more = {
			webhookId,
			...(credential && { credentials: { brazeWebhookApi: { id: credential.id, name: credential.name } } }),
		};
		const saved = await host.n8n.createWorkflow(
			workflow('Braze calls', [
				node('Braze Trigger', 'n8n-nodes-braze.brazeTrigger', 1, parameters, more),
				end('End'),
			]),
		);
		await publish(host.n8n, saved);
		return { id: saved.id, url: `${host.address}/webhook/${webhookId}/webhook` };
	}

	/** The executions of a workflow, oldest first, once there are that many and none is running. @param {string} id @param {number} count */
	async function executions(id, count) {
		const route = `/rest/executions?filter=${encodeURIComponent(JSON.stringify({ workflowId: id }))}&limit=100`;
		for (const deadline = Date.now() + 30_000; ; await sleep(200)) {
			const { results } = await host.n8n.request('GET', route);
			if (results.length >= count || Date.now() > deadline) {
				const ended = await Promise.all(
					results.map((/** @type {any} */ one) => host.n8n.executionEnd(one.id)),
				);
				return ended.sort((one, other) => Number(one.id) - Number(other.id));
			}
		}
	}

	/** The items of each execution. @param {string} id @param {number} count @param {string} [name] @returns {Promise<any[][]>} */
	const items = async (id, count, name = 'Braze Trigger') =>
		(await executions(id, count)).map((execution) => given(execution, name));

	/** @param {string} url @param {unknown} body @param {Record<string, string>} headers */
	const post = async (url, body, headers) =>
		(
			await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...headers },
				body: typeof body === 'string' ? body : JSON.stringify(body),
			})
		).status;

	describe('the Braze Trigger', () => {
		/** @type {Record<'header' | 'bearer' | 'query', { id: string, name: string }>} */
		let credentials;

		before(async () => {
			await host.sandbox.reset();
			credentials = {
				header: await secret({ sentAs: 'header', headerName: 'X-Braze-Secret' }),
				bearer: await secret({ sentAs: 'bearer' }),
				query: await secret({ sentAs: 'query', parameterName: 'secret' }),
			};
		});

		it('has a credential that can be tested', async () => {
			const data = { sentAs: 'header', headerName: 'X-Braze-Secret', secret: WORD };
			const { id, name } = credentials.header;
			const good = await host.n8n.testCredential({ id, name, type: 'brazeWebhookApi', data });
			assert.equal(good.status, 'OK', good.message);
			const bad = await host.n8n.testCredential({
				id,
				name,
				type: 'brazeWebhookApi',
				data: { ...data, secret: 'short' },
			});
			assert.equal(bad.status, 'Error');
			assert.match(bad.message, /at least 16/);
		});

		it('starts for the webhook messages of a Canvas, one execution a person', async () => {
			const { id, url } = await listen({}, credentials.header);
			await host.sandbox.callAt({ kind: 'webhookMessage', url, headers: { 'X-Braze-Secret': WORD } });
			await host.sandbox.send({
				canvas_id: ONBOARDING,
				recipients: [{ external_user_id: 'user-001' }, { external_user_id: 'user-002' }],
			});
			const found = await items(id, 2);
			assert.deepEqual(
				found.map((list) => list.length),
				[1, 1],
			);
			const people = found
				.flat()
				.map(({ external_id }) => external_id)
				.sort();
			assert.deepEqual(people, ['user-001', 'user-002']);
			assert.equal(found[0][0].canvas_id, ONBOARDING);
			const answers = (await host.sandbox.calls()).map(({ outcome, attempts }) => [outcome, attempts.length]);
			assert.deepEqual(answers, [
				['delivered', 1],
				['delivered', 1],
			]);

			// The same bodies again, as after a lost answer.
			await host.sandbox.callWith('webhookMessage', found.flat());
			await sleep(500);
			assert.equal((await executions(id, 2)).length, 2);
		});

		it('starts once for a delivery that timed out and was repeated', async () => {
			await host.sandbox.reset();
			const { id, url } = await listen({}, credentials.header);
			const slow = await slowDoor(url);
			try {
				await host.sandbox.callAt({
					kind: 'webhookMessage',
					url: slow.url,
					headers: { 'X-Braze-Secret': WORD },
					timeoutMs: 1_000,
				});
				await host.sandbox.callWith('webhookMessage', [{ event_id: 'timed-out', text: 'hello' }]);
				await host.sandbox.letSecondsPass(3_600);
				await until(async () => (await host.sandbox.calls())[0].outcome === 'delivered');
				assert.equal((await host.sandbox.calls())[0].attempts.length, 2);
				assert.equal(slow.statuses.length, 2);
				assert.deepEqual(slow.statuses, [200, 200]);
			} finally {
				slow.close();
			}
			await sleep(500);
			assert.deepEqual(await items(id, 1), [[{ event_id: 'timed-out', text: 'hello' }]]);
		});

		it('splits a batch of Currents into items, of the wanted types, and drops repeated events', async () => {
			await host.sandbox.reset();
			const { id, url } = await listen(
				{ source: 'currents', eventTypes: ['users.messages.email.Open'] },
				credentials.bearer,
			);
			await host.sandbox.callAt({ kind: 'currents', url, headers: { Authorization: `Bearer ${WORD}` } });
			const events = Array.from({ length: 100 }, (_, index) => ({
				id: `open-${index}`,
				event_type: 'users.messages.email.Open',
				time: index,
			}));
			await host.sandbox.callWith('currents', events);
			await host.sandbox.callWith('currents', [
				{ id: 'entry', event_type: 'users.canvas.Entry' },
				{ id: 'new', event_type: 'users.new.Type' },
			]);
			await host.sandbox.callWith('currents', [
				...events.slice(50),
				{ id: 'open-100', event_type: 'users.messages.email.Open', time: 100 },
			]);
			const [first, second, ...more] = await items(id, 2);
			assert.deepEqual(first, events);
			assert.deepEqual(
				second.map(({ id: event }) => event),
				['open-100'],
			);
			assert.deepEqual(more, []);
			assert.ok((await host.sandbox.calls()).every(({ outcome }) => outcome === 'delivered'));
			// The check of the connection.
			assert.equal(await post(url, '', { Authorization: `Bearer ${WORD}` }), 200);
			assert.equal(await post(url, { events: [] }, { Authorization: `Bearer ${WORD}` }), 200);
			assert.equal((await executions(id, 2)).length, 2);
		});

		it('starts for postbacks and exports, with the secret in the URL', async () => {
			await host.sandbox.reset();
			for (const [source, body] of /** @type {const} */ ([
				['transactionalPostback', { dispatch_id: 'd1', status: 'delivered', metadata: {} }],
				['segmentExport', { success: true, url: 'https://example.com/1.zip' }],
			])) {
				const { id, url } = await listen({ source }, credentials.query);
				await host.sandbox.callAt({ kind: source, url: `${url}?secret=${WORD}` });
				await host.sandbox.callWith(source, [body, body]);
				assert.deepEqual(await items(id, 1), [[body]]);
			}
		});

		it('refuses a wrong secret, broken JSON and too large a body, and starts nothing', async () => {
			const { id, url } = await listen({ source: 'currents', startFor: 'all' }, credentials.bearer);
			const right = { Authorization: `Bearer ${WORD}` };
			assert.equal(await post(url, { events: [{ id: '1' }] }, {}), 401);
			assert.equal(await post(url, { events: [{ id: '1' }] }, { Authorization: `Bearer ${WORD}x` }), 401);
			assert.equal(await post(url, '{"events":[', {}), 401);
			assert.equal(await post(url, '{"events":[', right), 400);
			assert.equal(await post(url, { events: 'none' }, right), 400);
			assert.equal(await post(url, { events: [{ id: 'x'.repeat(17 * 1024 * 1024) }] }, right), 413);
			await sleep(500);
			assert.deepEqual(await executions(id, 0), []);
		});

		it('is not activated without a type of events', async () => {
			await assert.rejects(async () => {
				const { url } = await listen({ source: 'currents' }, credentials.bearer);
				// n8n 2 activates in the background, and says so by the webhook that is not there.
				if ((await post(url, {}, { Authorization: `Bearer ${WORD}` })) === 404) throw new Error('not there');
			});
		});

		it('loses and repeats nothing over a restart of n8n, nor does the Braze Polling Trigger', async () => {
			await host.sandbox.reset();
			const hook = await listen({ source: 'currents', startFor: 'all' }, credentials.bearer);
			await host.sandbox.callAt({
				kind: 'currents',
				url: hook.url,
				headers: { Authorization: `Bearer ${WORD}` },
			});
			await host.sandbox.callWith('currents', [{ id: 'before', event_type: 'users.canvas.Entry' }]);

			// Eight days ahead, the weekly digest is always there.
			const { id: credential, name } = host.credential;
			const polling = node(
				'Braze',
				'n8n-nodes-braze.brazePollingTrigger',
				1,
				{ pollTimes: { item: [{ mode: 'everyMinute' }] }, hoursAhead: 192 },
				{
					credentials: { brazeApi: { id: credential, name } },
				},
			);
			const saved = await host.n8n.createWorkflow(workflow('Broadcasts', [polling, end('End')]));
			await publish(host.n8n, saved);
			const changes = async (/** @type {number} */ count) =>
				(await items(saved.id, count, 'Braze')).map((list) =>
					list.map(({ change, name: which }) => `${change} ${which}`),
				);
			assert.deepEqual(await changes(0), []);

			await host.restart(() => host.sandbox.switchCampaign('Weekly Digest', false));
			assert.deepEqual(await changes(1), [['cancelled Weekly Digest']]);
			await until(async () => (await post(hook.url, '', { Authorization: `Bearer ${WORD}` })) === 200);
			await host.sandbox.callWith(
				'currents',
				['before', 'after'].map((id) => ({ id, event_type: 'users.canvas.Entry' })),
			);
			assert.deepEqual(
				(await items(hook.id, 2)).map((list) => list.map(({ id }) => id)),
				[['before'], ['after']],
			);

			await host.restart(() => host.sandbox.switchCampaign('Weekly Digest', true));
			await sleep(3_000);
			assert.deepEqual(await changes(2), [['cancelled Weekly Digest'], ['new Weekly Digest']]);
		});

		it('shows a sample of what it polls in the editor', async () => {
			const { id, name } = host.credential;
			const polling = node(
				'Braze',
				'n8n-nodes-braze.brazePollingTrigger',
				1,
				{ hoursAhead: 1 },
				{ credentials: { brazeApi: { id, name } } },
			);
			const execution = await host.n8n.runManually(
				await host.n8n.createWorkflow(workflow('Sample', [polling, end('End')])),
			);
			assert.equal(execution.status, 'success', JSON.stringify(execution.data.resultData.error));
			assert.ok(given(execution, 'Braze').length > 0);
		});
	});
}

/** Waits until something holds. @param {() => Promise<boolean>} holds */
async function until(holds) {
	for (const deadline = Date.now() + 30_000; !(await holds()); await sleep(200))
		assert.ok(Date.now() < deadline, 'It did not come about within 30 s');
}

/** Passes calls on to a URL at once, but keeps the first answer to itself until the caller has given up. @param {string} target */
async function slowDoor(target) {
	/** @type {number[]} */
	const statuses = [];
	const server = createServer((request, response) => {
		/** @type {Buffer[]} */
		const chunks = [];
		request.on('data', (chunk) => chunks.push(chunk));
		request.on('end', async () => {
			const headers = /** @type {Record<string, string>} */ ({
				'content-type': 'application/json',
				'x-braze-secret': String(request.headers['x-braze-secret']),
			});
			const { status } = await fetch(target, { method: 'POST', headers, body: Buffer.concat(chunks) });
			statuses.push(status);
			if (statuses.length === 1) await sleep(2_000);
			response.writeHead(status).end('{}');
		});
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	after(() => server.close());
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}/`,
		statuses,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
