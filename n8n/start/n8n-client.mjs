// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';

/** n8n answered a request with a failure. */
export class N8nError extends Error {
	/** @param {string} request @param {number} status @param {any} body */
	constructor(request, status, body) {
		super(`${request}: ${status} ${JSON.stringify(body).slice(0, 500)}`);
		this.status = status;
		this.body = body;
	}
}

/** Does in n8n over its REST interface what a person does in the editor. */
export class N8nClient {
	/** @param {string} address such as http://127.0.0.1:5678 */
	constructor(address) {
		this.address = address;
		this.cookie = '';
		/** n8n accepts the cookie only together with the id it was given to. */
		this.browserId = 'n8n-nodes-braze';
	}

	/**
	 * @param {string} method
	 * @param {string} route
	 * @param {unknown} [body]
	 * @returns {Promise<any>} what the answer's `data` holds
	 */
	async request(method, route, body) {
		const answer = await fetch(this.address + route, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.cookie, 'browser-id': this.browserId },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		for (const cookie of answer.headers.getSetCookie()) {
			if (cookie.startsWith('n8n-auth=')) this.cookie = cookie.split(';')[0];
		}
		const parsed = jsonOrText(await answer.text());
		if (!answer.ok) throw new N8nError(`${method} ${route}`, answer.status, parsed);
		return parsed?.data ?? parsed;
	}

	/** @param {{ email: string, password: string }} owner */
	async signIn({ email, password }) {
		await this.request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/** @returns {Promise<{ id: string, name: string, type: string }[]>} */
	credentials() {
		return this.request('GET', '/rest/credentials');
	}

	/**
	 * @param {string} name @param {string} type @param {object} data
	 * @returns {Promise<{ id: string, name: string }>}
	 */
	createCredential(name, type, data) {
		return this.request('POST', '/rest/credentials', { name, type, data });
	}

	/**
	 * @param {{ id?: string, name: string, type: string, data: object }} credentials
	 * @returns {Promise<{ status: 'OK' | 'Error', message: string }>}
	 */
	testCredential(credentials) {
		return this.request('POST', '/rest/credentials/test', { credentials });
	}

	/** @param {object} workflow @returns {Promise<any>} */
	createWorkflow(workflow) {
		return this.request('POST', '/rest/workflows', workflow);
	}

	/** @param {string} id @returns {Promise<any | undefined>} undefined when there is no such workflow */
	async workflow(id) {
		const found = await this.request('GET', `/rest/workflows/${id}`).catch(missing);
		return found?.isArchived ? undefined : found;
	}

	/**
	 * Runs a workflow as its "Execute workflow" button does, and waits for the end.
	 * @param {any} workflow
	 * @returns {Promise<any>} the execution, with `data` unpacked
	 */
	async runManually(workflow) {
		const trigger = workflow.nodes.find((/** @type {any} */ node) => /trigger$/i.test(node.type));
		// n8n 1 runs the workflow as sent along, n8n 2 as it was saved.
		const body = { workflowData: workflow, triggerToStartFrom: { name: trigger?.name } };
		const { executionId } = await this.request('POST', `/rest/workflows/${workflow.id}/run`, body);
		return this.executionEnd(executionId);
	}

	/**
	 * Retries an execution, as a person does in the list.
	 * @param {string} id
	 * @param {{ loadWorkflow: boolean }} [how] with the workflow as it was, unless told otherwise
	 * @returns {Promise<any>} the new execution
	 */
	retryExecution(id, how = { loadWorkflow: false }) {
		return this.request('POST', `/rest/executions/${id}/retry`, how);
	}

	/** @param {string} id @param {number} seconds @returns {Promise<any>} */
	async executionEnd(id, seconds = 120) {
		for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(100)) {
			const execution = await this.request('GET', `/rest/executions/${id}`).catch(notYetThere);
			if (!['success', 'error', 'crashed', 'canceled'].includes(execution.status)) continue;
			// n8n 1 writes the status a moment before the data.
			const data = unpack(execution.data);
			if (data?.resultData) return { ...execution, rawData: execution.data, data };
		}
		throw new Error(`Execution ${id} did not finish within ${seconds} s`);
	}
}

/** @param {string} text */
function jsonOrText(text) {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** @param {unknown} error */
function missing(error) {
	if (error instanceof N8nError && [403, 404].includes(error.status)) return undefined;
	throw error;
}

/**
 * n8n gives the data of an execution as one flat JSON array in which every string is the index of a value.
 * @param {unknown} packed
 * @returns {any}
 */
export function unpack(packed) {
	if (typeof packed !== 'string') return packed;
	const values = JSON.parse(packed);
	const done = new Map();
	/** @param {unknown} reference @returns {any} */
	const valueOf = (reference) => {
		if (typeof reference !== 'string') return reference;
		if (done.has(reference)) return done.get(reference);
		const value = values[Number(reference)];
		if (value === null || typeof value !== 'object') return value;
		const copy = Array.isArray(value) ? [] : {};
		done.set(reference, copy);
		for (const key of Object.keys(value)) Reflect.set(copy, key, valueOf(value[key]));
		return copy;
	};
	return valueOf('0');
}

/** Some versions (2.20) answer 500 as long as an execution has no data yet. @param {unknown} error @returns {any} */
function notYetThere(error) {
	if (error instanceof N8nError && error.status === 500 && error.message.includes("reading 'resultData'"))
		return { status: 'running' };
	throw error;
}
