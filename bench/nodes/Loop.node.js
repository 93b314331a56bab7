/** Sends the rows with n8n's own helper, several requests at a time, and checks nothing: the least that any node takes. */
class Loop {
	description = {
		displayName: 'Loop',
		name: 'loop',
		group: ['transform'],
		version: 1,
		description: 'Sends the rows',
		defaults: { name: 'Loop' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'brazeApi', required: true }],
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'List', name: 'list', type: 'string', default: '' },
			{ displayName: 'Limit', name: 'limit', type: 'number', default: 75 },
			{ displayName: 'Parallel Requests', name: 'parallel', type: 'number', default: 10 },
		],
	};

	async execute() {
		const [url, list, limit, parallel] = ['url', 'list', 'limit', 'parallel'].map((name) =>
			this.getNodeParameter(name, 0),
		);
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
		await Promise.all(Array.from({ length: parallel }, work));
		return [results];
	}
}

module.exports = { Loop };
