import { ScheduleBench } from '../../support/schedule';

const bench = new ScheduleBench();

const canvasNamed = (name: string) => {
	const found = bench.sandbox.state.canvases.find((canvas) => canvas.name === name);
	return { canvasId: { __rl: true, mode: 'id', value: found?.id ?? '' } };
};

const asked = () => bench.sandbox.requests.map(({ method, path }) => `${method} ${path}`);

const CREATE = 'POST /canvas/trigger/schedule/create';
const DETAILS = 'GET /canvas/details';
const PEOPLE = 'POST /users/export/ids';

describe.each([
	['Summer Launch', 'The Canvas "Summer Launch" is a draft that was not launched, so nothing would be sent'],
	['Win-Back 2024', 'The Canvas "Win-Back 2024" is archived, so nothing would be sent'],
	['Flash Sale', 'The Canvas "Flash Sale" is stopped, so nothing would be sent'],
	[
		'First Purchase Thanks',
		'The Canvas "First Purchase Thanks" is not API-triggered (its schedule is action_based), so nothing would be sent',
	],
])('%s', (name, message) => {
	it('is a hint in a manual execution', async () => {
		const { hints } = await bench.run(canvasNamed(name), {
			mode: 'manual',
			settings: { onError: 'continueRegularOutput' },
		});
		expect(hints.map((hint) => hint.message).join('\n')).toContain(message);
		expect(asked()).toEqual([DETAILS, PEOPLE, CREATE]);
	});

	it('is an error where that is chosen, and nothing is sent', async () => {
		const { error } = await bench.run({ ...canvasNamed(name), options: { preflight: 'error' } });
		expect(error?.message).toBe(message);
		expect(asked()).toEqual([DETAILS]);
	});
});

it('says nothing of a Canvas that sends', async () => {
	const { hints, ok } = await bench.run({}, { mode: 'manual' });
	expect(hints).toEqual([]);
	expect(ok[0].json.message).toBe('success');
	expect(asked()).toEqual([DETAILS, PEOPLE, CREATE]);
});

it('costs the active workflow no request', async () => {
	await bench.run({});
	expect(asked()).toEqual([CREATE]);
});

it('looks once at each Canvas of a run, and keeps back only the items of the bad one', async () => {
	const good = bench.sandbox.state.canvases[0].id;
	const draft = canvasNamed('Summer Launch').canvasId.value;
	const { ok } = await bench.run(
		{
			canvasId: { __rl: true, mode: 'id', value: '={{ $json.canvas }}' },
			options: { preflight: 'error', identicalMessages: 'sendAll' },
		},
		{
			items: [{ canvas: good }, { canvas: draft }, { canvas: good }],
			settings: { onError: 'continueRegularOutput' },
		},
	);
	expect(asked()).toEqual([DETAILS, DETAILS, CREATE, CREATE]);
	expect(ok.map(({ json }) => 'error' in json)).toEqual([false, true, false]);
});

it('goes on where the key may not read details', async () => {
	const credential = bench.credential({ apiKey: 'sandbox-key-no-lists' });
	const { ok } = await bench.run({ options: { preflight: 'error' } }, { credential });
	expect(ok[0].json.message).toBe('success');
});

it('does not reject on a retry what an earlier attempt sent', async () => {
	const [first, second] = bench.sandbox.state.canvases;
	const parameters = {
		canvasId: { __rl: true, mode: 'id', value: '={{ $json.canvas }}' },
		options: { preflight: 'error', parallelRequests: 1 },
	};
	bench.sandbox.faults.add({
		times: 1,
		match: { bodyIncludes: second.id },
		kind: { type: 'status', status: 400, body: { message: 'no' } },
	});
	const attempt = await bench.run(parameters, { items: [{ canvas: first.id }, { canvas: second.id }] });
	expect(attempt.status).toBe('error');
	expect(bench.sandbox.state.schedules).toHaveLength(1);
	first.archived = true;
	const again = await attempt.retry();
	expect(again.error).toBeUndefined();
	expect(again.ok.map(({ json }) => json.message)).toEqual(['success', 'success']);
	expect(bench.sandbox.state.schedules).toHaveLength(2);
});
