// @ts-check

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

	/** @returns {Promise<any[]>} the schedules on record, oldest first */
	async schedules() {
		return (await this.#ask('GET', '/_sandbox/state')).schedules;
	}

	/** @returns {Promise<any[]>} the API requests as received, oldest first */
	async requests() {
		return (await this.#ask('GET', '/_sandbox/requests')).requests;
	}

	/** @param {string} method @param {string} route */
	async #ask(method, route) {
		const answer = await fetch(this.address + route, { method });
		if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${await answer.text()}`);
		return answer.json();
	}
}
