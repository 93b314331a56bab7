import { forgetRecentEvents, REMEMBERED_OVER_RESTART } from '../../../nodes/BrazeTrigger/recentEvents';
import { started, TriggerBench } from '../../support/webhook';

/** Braze repeats a delivery when it got no clear answer: the workflow must start once, and never be left out. */

beforeEach(forgetRecentEvents);

const message = { event_id: 'd1/u1', text: 'hello' };

const ids = (answer: Parameters<typeof started>[0]) => started(answer).map(({ id }) => id);

const batch = (...list: string[]) => ({
	events: list.map((id) => ({ id, event_type: 'users.canvas.Entry' })),
});

const currents = () => new TriggerBench({ source: 'currents', startFor: 'all' });

it('starts once for a webhook message that comes twice', async () => {
	const bench = new TriggerBench();
	expect((await bench.call({ body: message })).items).toHaveLength(1);
	expect(await bench.call({ body: message })).toMatchObject({ status: 200, items: [] });
});

it.each([
	['another value', { event_id: 'd1/u2' }, {}],
	['no value', { text: 'hello' }, {}],
	['an empty value', { event_id: '' }, {}],
	['an object', { event_id: {} }, {}],
	['a field that every object has', message, { deduplicateBy: 'constructor.name' }],
	['no field', message, { deduplicateBy: '' }],
])('starts twice for %s', async (_, body, parameters) => {
	const bench = new TriggerBench(parameters);
	await bench.call({ body: 'event_id' in body && body.event_id === 'd1/u2' ? message : body });
	expect((await bench.call({ body })).items).toHaveLength(1);
});

it('looks at a nested field, and at numbers', async () => {
	const bench = new TriggerBench({ deduplicateBy: 'order.id' });
	expect((await bench.call({ body: { order: { id: 7 } } })).items).toHaveLength(1);
	expect((await bench.call({ body: { order: { id: 7 } } })).items).toHaveLength(0);
	expect((await bench.call({ body: { order: { id: 8 } } })).items).toHaveLength(1);
});

it('drops the events of Currents that were there before, and those that come twice in a batch', async () => {
	const bench = currents();
	expect(ids(await bench.call({ body: batch('a', 'b', 'a') }))).toEqual(['a', 'b']);
	expect(ids(await bench.call({ body: batch('b', 'c') }))).toEqual(['c']);
	expect(await bench.call({ body: batch('a', 'b', 'c') })).toMatchObject({ status: 200, items: [] });
});

it('does not remember events that were filtered out', async () => {
	const bench = new TriggerBench({
		source: 'currents',
		startFor: 'selected',
		eventTypes: ['users.canvas.exit.MatchedAudience'],
	});
	await bench.call({ body: batch('a') });
	expect(bench.staticData).toEqual({});
});

it('tells the statuses of one email apart, and drops a status that comes twice', async () => {
	const bench = new TriggerBench({ source: 'transactionalPostback' });
	const call = async (status: string) =>
		(await bench.call({ body: { dispatch_id: 'd', status } })).items.length;
	expect([await call('sent'), await call('delivered'), await call('sent'), await call('delivered')]).toEqual([
		1, 1, 0, 0,
	]);
});

it('remembers over a restart of n8n', async () => {
	const bench = currents();
	await bench.call({ body: batch('a', 'b') });
	await bench.call({ body: batch('c') });
	forgetRecentEvents();
	expect(ids(await bench.call({ body: batch('a', 'b', 'c', 'd') }))).toEqual(['d']);
});

it('stores a bounded list, of the newest', async () => {
	const bench = currents();
	for (let round = 0; round < 30; round++) {
		await bench.call({ body: batch(...Array.from({ length: 100 }, (_, index) => `${round}/${index}`)) });
	}
	expect(JSON.stringify(bench.staticData).length).toBeLessThan(REMEMBERED_OVER_RESTART * 10 + 200);
	forgetRecentEvents();
	expect(ids(await bench.call({ body: batch('29/99', '11/0') }))).toEqual([]);
	expect(ids(await bench.call({ body: batch('0/0') }))).toEqual(['0/0']);
});

it('starts again for an event whose workflow n8n could not start', async () => {
	const bench = new TriggerBench();
	expect((await bench.call({ body: message, outcome: 'failed' })).status).toBe(500);
	expect((await bench.call({ body: message })).items).toHaveLength(1);
	expect((await bench.call({ body: message })).items).toHaveLength(0);
});

it('makes Braze try again while the first delivery is not answered', async () => {
	const bench = currents();
	const first = await bench.call({ body: batch('a'), outcome: 'open' });
	expect(ids(first)).toEqual(['a']);
	expect(await bench.call({ body: batch('a', 'b') })).toMatchObject({ status: 503, items: [] });
	expect(ids(await bench.call({ body: batch('c') }))).toEqual(['c']);
	first.finish(500);
	expect(ids(await bench.call({ body: batch('a', 'b') }))).toEqual(['a', 'b']);
	expect(ids(await bench.call({ body: batch('c') }))).toEqual([]);
});

it('starts again for an event that failed to start while another call was stored', async () => {
	const bench = currents();
	const first = await bench.call({ body: batch('a'), outcome: 'open' });
	await bench.call({ body: batch('b') });
	first.finish(500);
	expect(ids(await bench.call({ body: batch('a', 'b') }))).toEqual(['a']);
	expect(ids(await bench.call({ body: batch('a', 'b') }))).toEqual([]);
});

it('starts again after a restart for an event that failed to start while another call was stored', async () => {
	const bench = currents();
	const first = await bench.call({ body: batch('a'), outcome: 'open' });
	await bench.call({ body: batch('b') });
	first.finish(500);
	forgetRecentEvents();
	expect(ids(await bench.call({ body: batch('a', 'b') }))).toEqual(['a']);
});

it.each(['/', 'dispatch/', '/person', ' / ', ' '])(
	'starts for every message whose Liquid tags were empty: "%s"',
	async (id) => {
		const bench = new TriggerBench();
		const body = { event_id: id, name: 'a' };
		expect((await bench.call({ body })).items).toHaveLength(1);
		expect((await bench.call({ body })).items).toHaveLength(1);
	},
);

it('tells long numbers apart by all their digits', async () => {
	const bench = new TriggerBench();
	const call = async (id: string) => (await bench.call({ body: `{"event_id":${id}}` })).items;
	expect(await call('9007199254740993')).toMatchObject([{ json: { event_id: '9007199254740993' } }]);
	expect(await call('9007199254740992')).toHaveLength(1);
	expect(await call('9007199254740993')).toHaveLength(0);
});

it('starts once when Braze hangs up before the answer, and sends again', async () => {
	const bench = new TriggerBench();
	const first = await bench.call({ body: message, outcome: 'open' });
	first.hangUp();
	expect(first.items).toHaveLength(1);
	expect(await bench.call({ body: message })).toMatchObject({ status: 503, items: [] });
	first.finish(200);
	expect(await bench.call({ body: message })).toMatchObject({ status: 200, items: [] });
});

it('starts again when Braze hangs up before the answer, and n8n could not start the workflow', async () => {
	const bench = new TriggerBench();
	const first = await bench.call({ body: message, outcome: 'open' });
	first.hangUp();
	expect(first.isEnded()).toBe(false);
	first.finish(500);
	expect(first.isEnded()).toBe(true);
	expect((await bench.call({ body: message })).items).toHaveLength(1);
	expect((await bench.call({ body: message })).items).toHaveLength(0);
});

it.each([
	[200, 0],
	[500, 1],
])('goes by the status when the connection breaks after the answer %d', async (status, starts) => {
	const bench = new TriggerBench();
	const first = await bench.call({ body: message, outcome: 'open' });
	first.finish(status);
	first.hangUp();
	expect((await bench.call({ body: message })).items).toHaveLength(starts);
});

it('loses no event when calls come in together, and the next call stores all of them', async () => {
	const bench = currents();
	const answers = await Promise.all(
		Array.from(
			{ length: 20 },
			async (_, index) => await bench.call({ body: batch(`e${index}`, `e${index + 1}x`) }),
		),
	);
	expect(new Set(answers.flatMap(ids)).size).toBe(40);
	await bench.call({ body: batch('later') });
	forgetRecentEvents();
	expect(ids(await bench.call({ body: batch('e0', 'e19', 'e20x') }))).toEqual([]);
});

it('starts for every test in the editor', async () => {
	const bench = new TriggerBench();
	expect((await bench.call({ body: message, mode: 'manual' })).items).toHaveLength(1);
	expect((await bench.call({ body: message, mode: 'manual' })).items).toHaveLength(1);
	expect((await bench.call({ body: message })).items).toHaveLength(1);
	expect(bench.staticData).not.toEqual({});
});
