/** Only resolves a parameter for every item: what n8n itself takes for an expression. */
class Resolve {
	description = {
		displayName: 'Resolve',
		name: 'resolve',
		group: ['transform'],
		version: 1,
		description: 'Resolves a parameter for every item',
		defaults: { name: 'Resolve' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [{ displayName: 'Recipients', name: 'recipientsJson', type: 'json', default: '' }],
	};

	async execute() {
		const items = this.getInputData();
		for (let index = 0; index < items.length; index += 1) this.getNodeParameter('recipientsJson', index);
		return [items];
	}
}

module.exports = { Resolve };
