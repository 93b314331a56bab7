// @ts-check
import path from 'node:path';
import { sandboxProgram } from '../../../n8n/start/build.mjs';
import { freePort } from '../../../n8n/start/ports.mjs';
import { serve, untilAnswering } from '../../../n8n/start/processes.mjs';
import { sandboxKey } from '../../../n8n/start/settings.mjs';

/**
 * Starts a sandbox on a port of its own. It has to be built.
 * @param {string} logs folder for its log
 * @returns {Promise<Sandbox>} once it answers
 */
export async function startSandbox(logs) {
	const port = await freePort();
	const sandbox = new Sandbox(`http://127.0.0.1:${port}`);
	// Suites let it call servers of their own, and an n8n whose port is chosen later.
	const args = [sandboxProgram, '--port', String(port), '--webhooks-to', 'anywhere'];
	const service = serve({
		name: 'The Braze sandbox',
		command: process.execPath,
		args,
		logFile: path.join(logs, 'sandbox.log'),
	});
	await untilAnswering(service, `${sandbox.address}/_sandbox/state`);
	return sandbox;
}

/**
 * The data of a credential for a sandbox.
 * @param {Sandbox} sandbox
 * @param {string} apiKey
 */
export function forSandbox(sandbox, apiKey = sandboxKey) {
	return { apiKey, instance: 'custom', url: sandbox.address };
}

/** Looks into the Braze sandbox over its control routes. */
export class Sandbox {
	/** @param {string} address */
	constructor(address) {
		this.address = address;
	}

	/** Back to the seed data; the log of requests is empty then. */
	async reset() {
		await this.#ask('POST', '/_sandbox/reset');
	}

	/** @returns {Promise<any>} all that it holds */
	async state() {
		return await this.#ask('GET', '/_sandbox/state');
	}

	/** @returns {Promise<any[]>} the schedules on record, oldest first */
	async schedules() {
		return (await this.state()).schedules;
	}

	/** @returns {Promise<any[]>} the API requests as received, oldest first @param {number} [limit] of the newest, if more than usual are wanted */
	async requests(limit) {
		return (await this.#ask('GET', `/_sandbox/requests${upTo(limit)}`)).requests;
	}

	/** @returns {Promise<any>} the schedule with that id */
	async schedule(/** @type {string} */ id) {
		return (await this.schedules()).find(({ schedule_id }) => schedule_id === id);
	}

	/** @returns {Promise<any[]>} one entry for each message that went to one person */
	async deliveries() {
		return (await this.state()).deliveries;
	}

	/** @returns {Promise<any>} the profile with that external ID */
	async person(/** @type {string} */ externalId) {
		return (await this.state()).users.find((/** @type {any} */ user) => user.external_id === externalId);
	}

	/** Lets requests go wrong. @param {object} fault as `sandbox/state/faults.ts` describes it */
	async failOn(fault) {
		await this.#ask('POST', '/_sandbox/faults', fault);
	}

	/** From now on all goes well again. */
	async mend() {
		await this.#ask('DELETE', '/_sandbox/faults');
	}

	/** Sets how many requests for named people Braze accepts in a window. @param {number} limit @param {number} windowSeconds */
	async limitRequests(limit, windowSeconds) {
		await this.#ask('POST', '/_sandbox/limits', { name: 'shared', limit, windowSeconds });
	}

	/** Moves the sandbox's clock, so that what is scheduled goes out. @param {number} days */
	async letDaysPass(days) {
		await this.#ask('POST', '/_sandbox/clock', { advanceSeconds: days * 24 * 3600 });
	}

	/** A workspace with nothing but that many Canvases: "Canvas 001", "Canvas 002", … @param {number} count */
	async onlyCanvases(count) {
		await this.#ask('POST', '/_sandbox/canvases', { count, replace: true });
	}

	/** Replaces a Canvas, or adds it. @param {object} canvas what it is to have; the rest is made up */
	async setCanvas(canvas) {
		await this.#ask('POST', '/_sandbox/canvases', { canvases: [canvas] });
	}

	/** @returns {Promise<any[]>} the API requests that change or send something, oldest first: people are looked up by POST, too */
	async changes() {
		return (await this.requests()).filter(
			({ method, path: at }) => method === 'POST' && at !== '/users/export/ids',
		);
	}

	/** Sets where the sandbox calls others. @param {object} webhook as `sandbox/control/webhooks.ts` describes it */
	async callAt(webhook) {
		await this.#ask('POST', '/_sandbox/webhooks', webhook);
	}

	/** Makes calls at once. @param {string} kind @param {object[]} bodies of the calls; of Currents, its events */
	async callWith(kind, bodies) {
		await this.#ask('POST', '/_sandbox/calls', { kind, bodies });
	}

	/** @returns {Promise<any[]>} the calls to others, oldest first @param {number} [limit] of the newest, if more than usual are wanted */
	async calls(limit) {
		return (await this.#ask('GET', `/_sandbox/calls${upTo(limit)}`)).calls;
	}

	/** Lets time pass. @param {number} seconds */
	async letSecondsPass(seconds) {
		await this.#ask('POST', '/_sandbox/clock', { advanceSeconds: seconds });
	}

	/** From now on, what is written takes a while until it is on the profiles. @param {number} seconds */
	async processLate(seconds) {
		await this.#ask('POST', '/_sandbox/processing', { seconds });
	}

	/** Pauses a campaign, or resumes it. @param {string} name @param {boolean} enabled */
	async switchCampaign(name, enabled) {
		const { campaigns } = await this.#ask('GET', '/_sandbox/state?limit=1');
		const campaign = campaigns.find((/** @type {any} */ one) => one.name === name);
		await this.#ask('POST', '/_sandbox/campaigns', { campaigns: [{ ...campaign, enabled }] });
	}

	/** Sends a Canvas to people, as the API does. @param {object} body */
	async send(body) {
		await this.#ask('POST', '/canvas/trigger/send', body);
	}

	/** @param {string} method @param {string} route @param {object} [body] */
	async #ask(method, route, body) {
		const headers = { 'content-type': 'application/json', authorization: `Bearer ${sandboxKey}` };
		const answer = await fetch(this.address + route, { method, headers, body: body && JSON.stringify(body) });
		if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${await answer.text()}`);
		return answer.json();
	}
}

/** @param {number} [limit] */
const upTo = (limit) => (limit === undefined ? '' : `?limit=${limit}`);
