/** Sends the rows in full requests, 10 at a time, with n8n's own helper, and checks nothing: the least that any node takes. */
class Loop {
	description = {
		displayName: 'Loop',
		name: 'loop',
		group: ['transform'],
		version: 1,
		description: 'Sends the rows in full requests',
		defaults: { name: 'Loop' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'brazeApi', required: true }],
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'List', name: 'list', type: 'string', default: '' },
			{ displayName: 'Limit', name: 'limit', type: 'number', default: 75 },
		],
	};

	async execute() {
		const [url, list, limit] = ['url', 'list', 'limit'].map((name) => this.getNodeParameter(name, 0));
		const items = this.getInputData();
		const results = [];
		let next = 0;
		const work = async () => {
			while (next < items.length) {
				const from = next;
				const rows = items.slice(from, (next += limit));
				const body = { [list]: rows.map(({ json }) => json) };
				const answer = await this.helpers.httpRequestWithAuthentication.call(this, 'brazeApi', {
					method: 'POST',
					url,
					body,
					json: true,
				});
				rows.forEach(
					(_, index) => (results[from + index] = { json: answer, pairedItem: { item: from + index } }),
				);
			}
		};
		await Promise.all(Array.from({ length: 10 }, work));
		return [results];
	}
}

module.exports = { Loop };
