/** Gives each item a result like that of a scheduled Canvas, and sends nothing: what n8n itself takes for items and results. */
class Hold {
	description = {
		displayName: 'Hold',
		name: 'hold',
		group: ['transform'],
		version: 1,
		description: 'Gives each item a result',
		defaults: { name: 'Hold' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	};

	async execute() {
		const time = new Date().toISOString();
		const schedule = { time };
		const results = this.getInputData().map((_, item) => ({
			json: {
				schedule_id: 'schedule',
				canvas_id: '5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e10',
				schedule,
				sends_at: time,
				recipient_count: 1,
				message: 'success',
				dispatch_id: 'dispatch',
			},
			pairedItem: { item },
		}));
		return [results];
	}
}

module.exports = { Hold };
