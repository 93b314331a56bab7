import { ORDER_SHIPPED_ID, RECEIPT_ID } from '../../../sandbox/seeds/campaigns';
import { assigned } from '../../support/assignments';
import { Bench, itemErrors, jsons, pairing, stop } from '../../support/bench';
import { useClock, withoutWaits } from '../../support/clocks';
import { byId } from '../../support/kinds';
import { freezeTime } from '../../support/time';

// Waits between tries are no part of what is tested here.
useClock(withoutWaits);

const bench = new Bench({
	resource: 'campaign',
	operation: 'sendTransactional',
	campaignId: byId(RECEIPT_ID),
	externalUserId: '={{ $json.customer ?? "user-001" }}',
});

const PATH = `/transactional/v1/campaigns/${RECEIPT_ID}/send`;

const delivered = () => bench.sandbox.state.deliveries.map(({ external_id }) => external_id);

it('sends one email, with attributes and properties', async () => {
	const attributes = assigned({ name: 'first_name', value: '={{ $json.name }}' });
	const entryProperties = assigned({ name: 'total', type: 'number', value: '12.50' });
	const externalSendId = '=order-{{ $json.order }}';
	const items = [{ customer: 1042, name: 'Ada', order: 7 }];
	const result = await bench.run({ attributes, entryProperties, externalSendId }, { items });

	expect(stop(result)).toEqual({});
	expect(bench.wire).toEqual([
		{
			method: 'POST',
			path: PATH,
			query: {},
			body: {
				recipient: { external_user_id: '1042', attributes: { first_name: 'Ada' } },
				trigger_properties: { total: 12.5 },
				external_send_id: 'order-7',
			},
		},
	]);
	expect(result.ok).toEqual([
		{
			json: {
				...(bench.sandbox.requests[0].response as object),
				campaign_id: RECEIPT_ID,
				external_send_id: 'order-7',
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(delivered()).toEqual(['1042']);
});

it('finds the person by an alias', async () => {
	await bench.run({
		externalUserId: undefined,
		identifyBy: 'userAlias',
		aliasName: ' crm-004 ',
		aliasLabel: 'crm',
	});

	expect(bench.bodies).toEqual([
		{ recipient: { user_alias: { alias_name: 'crm-004', alias_label: 'crm' } } },
	]);
	expect(delivered()).toEqual(['user-004']);
});

it('sends one email for each item', async () => {
	const items = [{ customer: 'user-001' }, { customer: 'user-002' }];
	const result = await bench.run({}, { items });

	expect(bench.wire).toHaveLength(2);
	expect(pairing(result)).toEqual([{ item: 0 }, { item: 1 }]);
	expect(delivered().sort()).toEqual(['user-001', 'user-002']);
});

it('sends nothing for a campaign ID that could lead to another address', async () => {
	const result = await bench.run({ campaignId: byId('..%2Ftrigger?x=1#y') });

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toBe('\'Campaign\' is not an ID: "..%2Ftrigger?x=1#y"');
});

describe('an answer that got lost', () => {
	const lose = () => bench.sandbox.faults.add({ kind: { type: 'drop', when: 'after' } });

	it('is asked for again with an external send ID, and Braze sends once', async () => {
		lose();
		const result = await bench.run({ externalSendId: 'order-7' });

		expect(stop(result)).toEqual({});
		expect(bench.wire).toHaveLength(2);
		expect(delivered()).toEqual(['user-001']);
		expect(jsons(result)).toEqual([
			{
				status: 'queued',
				reason: 'The external reference has been queued. Please retry to obtain send_id.',
				campaign_id: RECEIPT_ID,
				external_send_id: 'order-7',
			},
		]);
	});

	it('comes from the first message when the same external send ID is used again later', async () => {
		const [first] = jsons(await bench.run({ externalSendId: 'order-7' }));
		freezeTime('2026-09-07T19:00:00Z');
		const [second] = jsons(await bench.run({ externalSendId: 'order-7' }));

		expect(second.dispatch_id).toBe(first.dispatch_id);
		expect(delivered()).toEqual(['user-001']);
	});

	it('is never asked for again without one', async () => {
		lose();
		const result = await bench.run();

		expect(bench.wire).toHaveLength(1);
		expect(delivered()).toEqual(['user-001']);
		expect(result.error?.message).toBe(
			'Braze did not respond, so it is unknown whether this was carried out',
		);
	});

	it('is not sent again by Retry On Fail either', async () => {
		lose();
		const result = await bench.run({}, { settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 } });

		expect(bench.wire).toHaveLength(1);
		expect(result.status).toBe('error');
	});
});

it.each([
	[{ externalSendId: 'order 7' }, "'External Send ID' has characters that Braze does not accept: order 7"],
	[{ externalSendId: '={{ $json.missing }}' }, "'External Send ID' is missing"],
	[{ externalUserId: '={{ $json.missing }}' }, "'External User ID' is missing"],
	[{ identifyBy: 'userAlias', aliasName: 'crm-004', aliasLabel: '={{ "" }}' }, "'Alias Label' is empty"],
	[{ campaignId: byId('../../campaigns/trigger') }, '\'Campaign\' is not an ID: "../../campaigns/trigger"'],
	[
		{ attributes: assigned({ name: 'constructor', value: 'Ada' }) },
		`'Attributes' uses the name "constructor", which cannot be sent`,
	],
	[
		{ aliasLabel: 'x'.repeat(237), aliasName: '1', identifyBy: 'userAlias' },
		"'Alias Label' is longer than 236 bytes",
	],
	[{ identifyBy: 'email' }, `'Identify By' is "email"`],
	[{ attributes: assigned({ name: '', value: 'Ada' }) }, "'Attributes 1' has no name"],
])('sends nothing that Braze cannot take: %j', async (parameters, message) => {
	const result = await bench.run(parameters);

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toBe(message);
});

it('says in the words of Braze that the campaign is of another kind', async () => {
	const result = await bench.run({ campaignId: byId(ORDER_SHIPPED_ID) });

	expect(result.error?.message).toBe(
		'The campaign is not a transactional campaign. Only transactional campaigns may use this endpoint',
	);
});

it('hands the bad ones back with On Error: Continue', async () => {
	const items = [{ customer: 'user-001' }, { customer: '' }];
	const result = await bench.run({}, { items, settings: { onError: 'continueErrorOutput' } });

	expect(jsons(result)).toHaveLength(1);
	expect(itemErrors(result)).toEqual([
		expect.objectContaining({ message: "'External User ID' is empty", outcome: 'invalid' }),
	]);
});

describe('an External Send ID that may be empty', () => {
	it.each(["={{ $json.order ?? '' }}", '={{ $json.order || "" }}'])(
		'is left out by %s',
		async (externalSendId) => {
			const result = await bench.run({ externalSendId }, { items: [{ id: 1 }] });

			expect(stop(result)).toEqual({});
			expect(bench.bodies).toEqual([expect.not.objectContaining({ external_send_id: expect.anything() })]);
		},
	);

	it.each([
		['={{ $json.order }}', 'is empty'],
		["={{ $json.order ?? ' ' }}", 'is empty'],
		["=order-{{ $json.order ?? '' }}", "has an empty part: nothing came from {{ $json.order ?? '' }}"],
	])('is refused where %s comes to nothing', async (externalSendId, problem) => {
		const result = await bench.run(
			{ externalSendId },
			{ items: [{ order: externalSendId.includes("' '") ? null : '' }] },
		);

		expect(stop(result).message).toBe(`'External Send ID' ${problem}`);
		expect(bench.bodies).toEqual([]);
	});
});

it('an empty fallback stands for no person', async () => {
	const result = await bench.run({ externalUserId: "={{ $json.order ?? '' }}" });

	expect(stop(result).message).toBe("'External User ID' is empty");
	expect(bench.bodies).toEqual([]);
});
