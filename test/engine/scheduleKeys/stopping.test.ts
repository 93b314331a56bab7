import { Bench } from '../../support/bench';
import { until } from '../../support/timers';

describe('a clean-up that the user stops', () => {
	const bench = new Bench({ resource: 'schedule' });

	it('stops waiting, and removes nothing', async () => {
		const items = Array.from({ length: 3 }, (_, index) => ({
			id: `canvas-${String(index).padStart(64, '0')}`,
			token: 'f',
			schedule_id: 'S',
			schedule_of: 'f',
			last_send_at: '2026-08-20T09:00:00Z',
		}));
		const fields = ['id', 'token', 'since', 'minutes', 'mark', 'mark_of', 'mark_at'];
		bench.sandbox.state.catalogs.push({
			name: 'n8n_schedules',
			description: '',
			fields: fields.map((name) => ({ name, type: 'string' })),
			items,
			selections: [],
			updated_at: '',
		});
		let stopExecution = () => {};
		const running = bench.run(
			{ operation: 'cleanUpKeys' },
			{ started: (cancel) => (stopExecution = cancel) },
		);
		await until(() => bench.wire.some(({ method }) => method === 'PATCH'));
		const stoppedAt = performance.now();
		stopExecution();
		await running;

		expect(performance.now() - stoppedAt).toBeLessThan(8_000);
		expect(bench.wire.filter(({ method }) => method === 'DELETE')).toEqual([]);
	});
});
