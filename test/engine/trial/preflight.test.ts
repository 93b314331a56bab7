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
	expect(hints.map(({ type, message }) => [type, message.slice(0, 24)])).toEqual([
		['info', 'This was sent to Braze. '],
	]);
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

describe('where the key may not read details', () => {
	const access = () => ({ credential: bench.credential({ apiKey: 'sandbox-key-no-lists' }) });

	it('a run by hand goes on', async () => {
		const { ok } = await bench.run({}, { ...access(), mode: 'manual' });
		expect(ok[0].json.message).toBe('success');
	});

	it('nothing is sent if an error was chosen', async () => {
		const { error } = await bench.run({ options: { preflight: 'error' } }, access());
		expect(error?.message).toBe("'Check First' could not find out whether anything would be sent");
		expect(error?.description).toContain('lacks the permission canvas.details');
		expect(asked()).toEqual([DETAILS]);
	});
});

describe('25 Canvases, of which the last three are stopped', () => {
	const EACH = { canvasId: { __rl: true, mode: 'id', value: '={{ $json.canvas }}' } };

	function items() {
		const { canvases } = bench.sandbox.state;
		const [template] = canvases;
		return Array.from({ length: 25 }, (_, index) => {
			const canvas = `00000000-0000-4000-8000-0000000000${10 + index}`;
			canvases.push({ ...template, id: canvas, name: `C${index}`, enabled: index < 22 });
			return { canvas };
		});
	}

	it('are all checked where an error was chosen', async () => {
		const { ok, failed } = await bench.run(
			{ ...EACH, options: { preflight: 'error' } },
			{ items: items(), settings: { onError: 'continueErrorOutput' } },
		);
		expect(ok).toHaveLength(22);
		expect(failed.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([22, 23, 24]);
		expect(failed.map(({ json }) => (json.error as { message: string }).message)).toEqual(
			[22, 23, 24].map((index) => `The Canvas "C${index}" is stopped, so nothing would be sent`),
		);
		expect(asked().filter((one) => one === DETAILS)).toHaveLength(25);
	});

	it('are no error but those that could not be checked are, and nothing of them is sent', async () => {
		bench.sandbox.faults.add({
			match: { path: '/canvas/details', nth: 3 },
			kind: { type: 'status', status: 404, body: { message: 'no' } },
		});
		const { ok, failed } = await bench.run(
			{ ...EACH, options: { preflight: 'error' } },
			{ items: items().slice(0, 5), settings: { onError: 'continueErrorOutput' } },
		);
		expect([ok.length, failed.length]).toEqual([4, 1]);
		expect(asked().filter((one) => one === CREATE)).toHaveLength(4);
	});

	it('are checked in part in a run by hand, which says how many were not', async () => {
		const { hints } = await bench.run(EACH, { items: items(), mode: 'manual' });
		expect(hints.map(({ message }) => message).join('\n')).toContain(
			"'Check First' checked only the first 20 of 25: it is not known whether the others would send anything (5 items)",
		);
		expect(asked().filter((one) => one === DETAILS)).toHaveLength(20);
	});
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
