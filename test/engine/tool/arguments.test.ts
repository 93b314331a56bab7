import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { ORDER_SHIPPED_ID, RECEIPT_ID } from '../../../sandbox/seeds/campaigns';
import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { assigned } from '../../support/assignments';
import { byId } from '../../support/kinds';
import { PUSH } from '../../support/messages';
import { fromAI, ToolBench } from '../../support/toolBench';

/** Arguments in every form that models send. The engine hands them over unchecked. */

const bench = new ToolBench({ sendTo: 'recipients' });

const call = async (parameters: Record<string, unknown>, args: Record<string, unknown>) =>
	await bench.call('engine', args as IDataObject, parameters);

const fence = (text: string, word = 'json') => `\`\`\`${word}\n${text}\n\`\`\``;

describe('a list of recipients', () => {
	const CAMPAIGN = {
		resource: 'campaign',
		operation: 'sendNow',
		campaignId: byId(ORDER_SHIPPED_ID),
		specifyRecipients: 'json',
		recipientsJson: fromAI('who', 'json'),
	};
	const MESSAGE = { ...CAMPAIGN, resource: 'message', ...PUSH };
	const ONE = { external_user_id: 'user-001' };
	const TWO = { external_user_id: 'user-002' };

	it.each<[string, unknown, object[]]>([
		['a list', [ONE, TWO], [ONE, TWO]],
		['one object', ONE, [ONE]],
		['the text of a list', JSON.stringify([ONE, TWO]), [ONE, TWO]],
		['the text of an object', JSON.stringify(ONE), [ONE]],
		['text between fences', fence(JSON.stringify([ONE])), [ONE]],
		['text between plain fences', fence(JSON.stringify([ONE]), ''), [ONE]],
		['text of text', JSON.stringify(JSON.stringify([ONE])), [ONE]],
		['a bare ID', 'user-001', [ONE]],
		['a bare ID with space around it', ' user-001\n', [ONE]],
		['a bare ID in quotes', '"user-001"', [ONE]],
		['bare IDs', ['user-001', 'user-002'], [ONE, TWO]],
		['the text of bare IDs', '["user-001","user-002"]', [ONE, TWO]],
		['the list under its name', { recipients: [ONE] }, [ONE]],
		['a number', 1042, [{ external_user_id: '1042' }]],
		['a long number as text', '90071992547409931', [{ external_user_id: '90071992547409931' }]],
		[
			'the text of a list of long numbers',
			'[90071992547409931]',
			[{ external_user_id: '90071992547409931' }],
		],
		['a number with zeros in front', '00042', [{ external_user_id: '00042' }]],
		['IDs of which one is a number', ['user-001', 42], [ONE, { external_user_id: '42' }]],
	])('is taken as %s', async (_, who, recipients) => {
		await call(CAMPAIGN, { who });
		await call(MESSAGE, { who });

		expect(bench.bodies).toMatchObject([
			{ recipients },
			{ external_user_ids: recipients.map((one) => (one as typeof ONE).external_user_id) },
		]);
	});

	it.each<[string, unknown, string]>([
		['nothing', undefined, 'has no recipients'],
		['null', null, 'has no recipients'],
		['"null"', 'null', 'has no recipients'],
		['"None"', 'None', 'has no recipients'],
		['empty text', '', 'has no recipients'],
		['an empty list', [], 'has no recipients'],
		['an empty object', {}, 'has no recipients'],
		['the text of an empty list', fence('[]'), 'has no recipients'],
		['an empty list under its name', { recipients: [] }, 'has no recipients'],
		['several IDs in a text', 'user-001, user-002', 'may contain several people'],
		['several IDs in lines', 'user-001\nuser-002', 'may contain several people'],
		['several IDs in a text in a list', ['user-001,user-002'], 'may contain several people'],
		['an email address', 'ada@example.com', 'may be an email address or an external ID'],
		['everyone', 'everyone', 'does not identify a single person'],
		['a star', ['*'], 'does not identify a single person'],
		['true', true, 'true'],
		['"true"', 'true', 'true'],
		['a list in a list', [[ONE]], 'a list'],
		['an empty ID', [''], 'is empty'],
		['nobody among people', [ONE, {}], 'has no identifier'],
		['text that is no JSON', '[{"external_user_id": "user-001"', 'is not valid JSON'],
		[
			'an ID twice in one object',
			'[{ "external_user_id": "user-001", "external_user_id": "user-002" }]',
			'twice in one object',
		],
		['a misnamed member', [{ external_id: 'user-001' }], 'external_user_id'],
		['a broadcast', { broadcast: true }, 'broadcast'],
	])('is refused as %s', async (_, who, reason) => {
		const campaign = await call(CAMPAIGN, { who });
		const message = await call(MESSAGE, { who });

		expect(bench.wire).toEqual([]);
		for (const { told } of [campaign, message]) {
			expect(told).toContain('Recipients JSON');
			expect(told).toContain(reason);
			expect(told).toContain('Nothing was sent.');
		}
	});

	it('names in the request whom the model named, in whatever form', async () => {
		const id = fc
			.stringMatching(/^[a-z0-9][a-z0-9-]{2,11}$/)
			.filter(
				(one) => !/^(null|none|undefined|all|any|true|false|anyone|everyone|everybody|broadcast)$/.test(one),
			);
		const forms: Array<(ids: string[]) => unknown> = [
			(ids) => ids,
			(ids) => ids.map((one) => ({ external_user_id: one })),
			(ids) => JSON.stringify(ids),
			(ids) =>
				fence(
					JSON.stringify(
						ids.map((one) => ({ external_user_id: one })),
						null,
						2,
					),
				),
			(ids) => ({ recipients: ids }),
			(ids) => (ids.length === 1 ? ids[0] : ids),
		];
		await fc.assert(
			fc.asyncProperty(
				fc.uniqueArray(id, { minLength: 1, maxLength: 4 }),
				fc.constantFrom(...forms),
				async (ids, form) => {
					bench.sandbox.reset();
					await call(CAMPAIGN, { who: form(ids) });

					expect(bench.bodies).toMatchObject([{ recipients: ids.map((one) => ({ external_user_id: one })) }]);
				},
			),
			{ numRuns: 60, seed: 1 },
		);
	});
});

describe('properties', () => {
	const JSON_FIELD = {
		...{ resource: 'canvas', operation: 'sendNow', canvasId: byId(ONBOARDING_ID) },
		...{
			recipients: { recipient: [{ externalUserId: 'user-001' }] },
			specifyEntryProperties: 'json',
			entryPropertiesJson: fromAI('values', 'json'),
		},
	};
	const row = (type: string) => ({
		...JSON_FIELD,
		specifyEntryProperties: 'fields',
		entryProperties: assigned({ name: 'x', type, value: fromAI('value') }),
	});

	it.each<[string, unknown]>([
		['an object', { plan: 'Pro', seats: 3 }],
		['text', '{"plan":"Pro","seats":3}'],
		['text between fences', fence('{"plan":"Pro","seats":3}', 'JSON')],
		['text of text', '"{\\"plan\\":\\"Pro\\",\\"seats\\":3}"'],
	])('are taken as %s', async (_, values) => {
		await call(JSON_FIELD, { values });

		expect(bench.bodies).toMatchObject([{ canvas_entry_properties: { plan: 'Pro', seats: 3 } }]);
	});

	it.each([undefined, null, '', 'null', 'None', {}, [], '[]', '{}', fence('{}')])(
		'are none for %j',
		async (values) => {
			await call(JSON_FIELD, { values });

			expect(bench.bodies).toEqual([
				{ canvas_id: ONBOARDING_ID, recipients: [{ external_user_id: 'user-001' }] },
			]);
		},
	);

	it.each<unknown>([['a'], 'Pro', 42, true, '[1,2]'])('are refused as %j', async (values) => {
		const { told } = await call(JSON_FIELD, { values });

		expect(bench.wire).toEqual([]);
		expect(told).toContain('Entry Properties JSON');
	});

	it.each<[string, unknown, unknown]>([
		['number', '3', 3],
		['number', 3, 3],
		['boolean', 'true', true],
		['boolean', 'False', false],
		['boolean', true, true],
		['string', 1042, '1042'],
		['string', false, 'false'],
		['string', 'None', 'None'],
		['string', '', ''],
		['array', '["a"]', ['a']],
		['array', ['a'], ['a']],
		['object', '{"a":1}', { a: 1 }],
		['object', { a: 1 }, { a: 1 }],
	])('of type %s take %j', async (type, value, sent) => {
		await call(row(type), { value });

		expect(bench.bodies).toMatchObject([{ canvas_entry_properties: { x: sent } }]);
	});

	it.each([undefined, null, 'null', 'undefined'])(
		'of a recipient are omitted where the value is %j, and kept beside it',
		async (value) => {
			const options = {
				attributes: assigned(
					{ name: 'gone', type: 'number', value: fromAI('value') },
					{ name: 'plan', value: 'Pro' },
				),
			};
			const recipients = { recipient: [{ externalUserId: 'user-001', options }] };
			await call({ ...JSON_FIELD, specifyEntryProperties: 'fields', recipients }, { value });

			expect(bench.bodies).toMatchObject([
				{ recipients: [{ external_user_id: 'user-001', attributes: { plan: 'Pro' } }] },
			]);
			expect(JSON.stringify(bench.bodies)).not.toContain('gone');
		},
	);

	it.each([undefined, null, 'null', 'undefined'])('are left out where the value is %j', async (value) => {
		await call(row('string'), { value });

		expect(bench.bodies[0]).not.toHaveProperty('canvas_entry_properties');
		expect(bench.bodies).toHaveLength(1);
	});
});

describe('times', () => {
	const SCHEDULE = {
		...{ resource: 'canvas', operation: 'schedule', canvasId: byId(ONBOARDING_ID) },
		...{ recipients: { recipient: [{ externalUserId: fromAI('who') }] }, sendTime: fromAI('time') },
	};
	const DELAY = {
		...SCHEDULE,
		when: 'delay',
		delayAmount: fromAI('amount', 'number'),
		delayUnit: fromAI('unit'),
	};
	const timeOf = (body: unknown) => (body as { schedule: { time: string } }).schedule.time;

	// The workflow is in Berlin, two hours ahead of UTC.
	it.each<[unknown, string]>([
		['2026-09-09T09:00:00', '2026-09-09T07:00:00Z'],
		['2026-09-09T09:00', '2026-09-09T07:00:00Z'],
		['2026-09-09 09:00:00', '2026-09-09T07:00:00Z'],
		['2026-09-09T09:00:00Z', '2026-09-09T09:00:00Z'],
		['2026-09-09T09:00:00.000Z', '2026-09-09T09:00:00Z'],
		['2026-09-09T09:00:00+02:00', '2026-09-09T07:00:00Z'],
		['2026-09-09T09:00:00-0500', '2026-09-09T14:00:00Z'],
		[' 2026-09-09T09:00:00Z ', '2026-09-09T09:00:00Z'],
		['1788937200', '2026-09-09T07:00:00Z'],
		[1788937200, '2026-09-09T07:00:00Z'],
		['1788937200000', '2026-09-09T07:00:00Z'],
	])('take %j', async (time, sent) => {
		await call(SCHEDULE, { who: 'user-001', time });

		expect(bench.bodies.map(timeOf)).toEqual([sent]);
	});

	it.each<[unknown, string]>([
		['tomorrow at nine', 'is not a date and time'],
		['2026-09-09', 'time'],
		['', 'is empty'],
		['null', 'is empty'],
		[null, 'is empty'],
		['2026-09-01T09:00:00Z', 'past'],
		[{ date: '2026-09-09' }, 'is not a date and time'],
	])('refuse %j', async (time, reason) => {
		const { told } = await call(SCHEDULE, { who: 'user-001', time });

		expect(bench.wire).toEqual([]);
		expect(told).toContain('Send Time');
		expect(told).toContain(reason);
	});

	it.each<[unknown, unknown]>([
		[2, 'days'],
		['2', 'Days'],
		[' 2 ', 'DAYS'],
		['48', 'hours'],
	])('take a delay of %j %j', async (amount, unit) => {
		await call(DELAY, { who: 'user-001', amount, unit });

		expect(bench.bodies.map(timeOf)).toEqual(['2026-09-09T09:00:00Z']);
	});

	it.each<[unknown, unknown, string]>([
		['', 'days', 'Delay'],
		['null', 'days', 'Delay'],
		['two', 'days', 'Delay'],
		[{}, 'days', 'Delay'],
		[2, 'day or two', 'Unit'],
		[2, '', 'Unit'],
		[2, null, 'Unit'],
	])('refuse a delay of %j %j', async (amount, unit, field) => {
		const { told } = await call(DELAY, { who: 'user-001', amount, unit });

		expect(bench.wire).toEqual([]);
		expect(told).toContain(`'${field}' `);
	});

	it.each(['localTime', 'local_time', 'local-time', "In Each Recipient's Local Time", 'LocalTime'])(
		'take %j as delivery',
		async (delivery) => {
			await call(
				{ ...SCHEDULE, delivery: fromAI('delivery') },
				{ who: 'user-001', time: '2026-09-09T09:00:00Z', delivery },
			);

			expect(bench.bodies).toMatchObject([
				{ schedule: { time: '2026-09-09T09:00:00', in_local_time: true } },
			]);
		},
	);
});

describe('one person', () => {
	const RECEIPT = {
		...{ resource: 'campaign', operation: 'sendTransactional', campaignId: byId(fromAI('campaign')) },
		...{ externalUserId: fromAI('who'), externalSendId: fromAI('key') },
	};

	it.each<[unknown, string]>([
		['user-001', 'user-001'],
		[' user-001 ', 'user-001'],
		[1042, '1042'],
	])('is taken as %j', async (who, id) => {
		await call(RECEIPT, { campaign: RECEIPT_ID, who, key: '' });

		expect(bench.bodies).toEqual([{ recipient: { external_user_id: id } }]);
	});

	it.each<unknown>([
		'',
		' ',
		'null',
		null,
		undefined,
		{},
		[],
		['user-001'],
		{ external_user_id: 'user-001' },
		true,
	])('is refused as %j', async (who) => {
		const { told } = await call(RECEIPT, { campaign: RECEIPT_ID, who, key: '' });

		expect(bench.wire).toEqual([]);
		expect(told).toContain("'External User ID' ");
	});

	it.each<unknown>(['', 'null', null, undefined])('has no send ID of ours for %j', async (key) => {
		await call(RECEIPT, { campaign: RECEIPT_ID, who: 'user-001', key });

		expect(bench.bodies[0]).not.toHaveProperty('external_send_id');
		expect(bench.wire).toHaveLength(1);
	});

	it.each<unknown>(['', 'null', null, undefined])(
		'gets nothing of a campaign called %j',
		async (campaign) => {
			const { told } = await call(RECEIPT, { campaign, who: 'user-001', key: '' });

			expect(bench.wire).toEqual([]);
			expect(told).toContain("'Campaign' ");
		},
	);
});

describe('what is looked up', () => {
	const LIST = {
		...{
			resource: 'canvas',
			operation: 'getMany',
			returnAll: fromAI('all', 'boolean'),
			limit: fromAI('limit', 'number'),
		},
		filters: { includeArchived: fromAI('archived', 'boolean'), sortDirection: fromAI('order') },
	};

	it.each<[IDataObject, IDataObject]>([
		[
			{ limit: '2', archived: 'true', order: 'Newest First' },
			{ include_archived: 'true', sort_direction: 'desc' },
		],
		[
			{ limit: 2, archived: true, order: 'desc' },
			{ include_archived: 'true', sort_direction: 'desc' },
		],
		[{ limit: 'null', archived: 'False', order: '' }, {}],
		[{ limit: '', archived: '', order: 'null', all: '' }, {}],
		[{ all: 'TRUE' }, {}],
	])('is asked for by %j', async (args, query) => {
		const { failed } = await call(LIST, args);

		expect(failed).toBe(false);
		expect(bench.wire.map((one) => one.query)).toEqual([{ page: '0', ...query }]);
	});

	it.each<[IDataObject, string]>([
		[{ limit: 'a few' }, 'Limit'],
		[{ limit: -1 }, 'Limit'],
		[{ all: 'maybe' }, 'Return All'],
		[{ archived: 'some' }, 'Include Archived'],
		[{ order: 'by name' }, 'Sort Direction'],
	])('is refused for %j', async (args, field) => {
		const { told } = await call(LIST, args);

		expect(bench.wire).toEqual([]);
		expect(told).toContain(`'${field}' `);
	});

	it.each<unknown>([['Lifecycle'], 'Lifecycle', '["Lifecycle"]', fence('["Lifecycle"]')])(
		'takes the tags %j',
		async (tags) => {
			bench.sandbox.requests.length = 0;
			const parameters = {
				resource: 'canvas',
				operation: 'duplicate',
				canvasId: byId(ONBOARDING_ID),
				name: fromAI('name'),
				additionalFields: { tagNames: fromAI('tags') },
			};
			await call(parameters, { name: 'Copy', tags });

			expect(bench.bodies).toMatchObject([{ name: 'Copy', tag_names: ['Lifecycle'] }]);
		},
	);
});
