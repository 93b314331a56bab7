import { randomUUID } from 'crypto';

import { CURRENTS_TYPES } from '../../../nodes/BrazeTrigger/sources/currentsTypes';
import { liquidBody } from '../../../nodes/BrazeTrigger/sources/liquid';
import { started, TriggerBench } from '../../support/webhook';

/** What the calls of each source become. */

const event = (event_type: string, more = {}) => ({
	event_type,
	id: randomUUID(),
	time: 1_795_600_000,
	user: { external_user_id: 'u1' },
	properties: {},
	...more,
});

describe('a webhook message', () => {
	const bench = () => new TriggerBench();

	it('becomes one item with the body as it was composed', async () => {
		const body = { external_id: 'u1', nested: { list: [1, null, 'ü'] } };
		expect(started(await bench().call({ body }))).toEqual([body]);
	});

	it.each([
		['[1,2]', [1, 2]],
		['"text"', 'text'],
		['7', 7],
	])('with the body %s becomes an item with that body', async (body, value) => {
		expect(started(await bench().call({ body }))).toEqual([{ body: value }]);
	});

	it.each(['{', '{"a":}', 'Hello {{ first_name }}', '{"a":"b"c"}', '\u0000'])(
		'with the broken body %j is refused',
		async (body) => {
			expect(await bench().call({ body })).toMatchObject({ status: 400, items: [] });
		},
	);

	it('without a body is refused', async () => {
		expect(await bench().call({ body: '' })).toMatchObject({ status: 400, items: [] });
	});

	it('may begin with a byte order mark', async () => {
		expect(started(await bench().call({ body: '\uFEFF{"a":1}' }))).toEqual([{ a: 1 }]);
	});

	it('that is too large gets 413, and one that breaks off 400', async () => {
		const tooLarge = Object.assign(new Error('request entity too large'), { statusCode: 413 });
		expect((await bench().call({ broken: tooLarge })).status).toBe(413);
		expect((await bench().call({ broken: new Error('request aborted') })).status).toBe(400);
	});

	it('has a body to copy that is JSON once Braze has filled it in', () => {
		const filled = liquidBody.replace(/\{\{.*?\}\}\}?(?=["/])/g, 'value');
		expect(Object.keys(JSON.parse(filled) as object)).toEqual([
			'event_id',
			'external_id',
			'email',
			'canvas_id',
			'canvas_name',
			'step_id',
			'step_name',
		]);
	});
});

describe('Currents', () => {
	const bench = (parameters = {}) => new TriggerBench({ source: 'currents', startFor: 'all', ...parameters });

	it('becomes one item an event, in their order', async () => {
		const events = Array.from({ length: 100 }, (_, index) =>
			event('users.messages.email.Open', { time: index }),
		);
		expect(started(await bench().call({ body: { events } }))).toEqual(events);
	});

	it.each([undefined, '', '{}', '{"events":[]}', '  '])(
		'that checks the connection with %j gets 200, and starts nothing',
		async (body) => {
			expect(await bench().call({ body })).toMatchObject({ status: 200, items: [] });
			expect(await bench().call({ body, headers: {} })).toMatchObject({ status: 401, items: [] });
		},
	);

	it.each([
		'[]',
		'{"event":[]}',
		'{"events":{}}',
		'{"events":[1]}',
		'{"events":[null]}',
		'{"events":[{}, []]}',
		'7',
		'{',
	])('with the body %s is refused', async (body) => {
		expect(await bench().call({ body })).toMatchObject({ status: 400, items: [] });
	});

	it('takes a single event as it is, as the sample script of Braze sends it', async () => {
		const single = event('users.messages.email.Click');
		expect(started(await bench({ startFor: 'all' }).call({ body: single }))).toEqual([single]);
	});

	it('marks unknown types, or leaves them out', async () => {
		const known = event('users.canvas.Entry');
		const unknown = event('users.new.Type');
		const body = { events: [known, unknown] };
		const marked = await bench({ startFor: 'documented' }).call({ body });
		expect(started(marked)).toEqual([known, { ...unknown, unknown_type: true }]);
		const another = event('users.canvas.Entry');
		const left = await bench({ startFor: 'documented', includeUnknownTypes: false }).call({
			body: { events: [another, event('users.new.Type')] },
		});
		expect(started(left)).toEqual([another]);
	});

	const types = [
		'users.messages.email.Open',
		'users.canvas.Entry',
		'users.messages.email.abort',
		'users_canvas_abort',
		'users.new.Type',
	];
	const passing = async (parameters: object) =>
		started(
			await bench(parameters).call({
				body: { events: [...types.map((type) => event(type)), { id: 'without type' }] },
			}),
		).map(({ event_type: type }) => type);

	it.each([
		['all', { startFor: 'all' }, [...types, undefined]],
		['the documented ones and new ones', { startFor: 'documented' }, [...types, undefined]],
		['the documented ones only', { startFor: 'documented', includeUnknownTypes: false }, types.slice(0, 4)],
		[
			'the selected ones',
			{ startFor: 'selected', eventTypes: ['users.canvas.Entry'] },
			['users.canvas.Entry'],
		],
		[
			'those of an expression',
			{ startFor: 'selected', eventTypes: '={{ ["users.canvas.Entry"] }}' },
			['users.canvas.Entry'],
		],
		[
			"types of one's own",
			{ startFor: 'selected', otherEventTypes: ' users.new.type , users.canvas.Abort' },
			['users_canvas_abort', 'users.new.Type'],
		],
		[
			'a type in another spelling',
			{ startFor: 'selected', eventTypes: ['users.messages.email.Abort'] },
			['users.messages.email.abort'],
		],
		['none', { startFor: 'selected' }, []],
	])('starts for %s', async (_, parameters, expected) => {
		expect(await passing(parameters)).toEqual(expected);
	});

	it('knows each documented type once', () => {
		expect(new Set(CURRENTS_TYPES).size).toBe(CURRENTS_TYPES.length);
		expect(CURRENTS_TYPES.length).toBeGreaterThan(70);
	});
});

describe('a postback of a transactional email', () => {
	const body = (status: string) => ({
		dispatch_id: 'd1',
		status,
		metadata: { external_send_id: 'o1', campaign_api_id: 'c1' },
	});

	it('becomes one item a status', async () => {
		const bench = new TriggerBench({ source: 'transactionalPostback' });
		expect(started(await bench.call({ body: body('sent') }))).toEqual([body('sent')]);
		expect(started(await bench.call({ body: body('delivered') }))).toEqual([body('delivered')]);
	});

	it('starts only for the chosen statuses, and acknowledges the others', async () => {
		const bench = new TriggerBench({ source: 'transactionalPostback', statuses: ['bounced'] });
		expect(await bench.call({ body: body('sent') })).toMatchObject({ status: 200, items: [] });
		expect(started(await bench.call({ body: body('bounced') }))).toEqual([body('bounced')]);
	});

	it('without a status is refused', async () => {
		expect(
			(await new TriggerBench({ source: 'transactionalPostback' }).call({ body: { dispatch_id: 'd1' } }))
				.status,
		).toBe(400);
	});
});

it('starts for an export that is ready', async () => {
	const body = { success: true, url: 'https://example.com/export.zip' };
	expect(started(await new TriggerBench({ source: 'segmentExport' }).call({ body }))).toEqual([body]);
});

it('refuses calls for a source that it does not know', async () => {
	expect(await new TriggerBench({ source: 'other' }).call({ body: {} })).toMatchObject({
		status: 400,
		items: [],
	});
});
