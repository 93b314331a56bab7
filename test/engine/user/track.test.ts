import type { IDataObject } from 'n8n-workflow';

import { assigned } from '../../support/assignments';
import { Bench, itemErrors, jsons, stop } from '../../support/bench';
import { fastClock, useClock } from '../../support/clocks';

useClock(fastClock);

const BAD_EMAIL_STATE = "'email_subscribe' must be 'subscribed', 'unsubscribed', or 'opted_in'";

const pair = (name: string, value: unknown, type = 'string') => ({ name, type, value });

describe('Create or Update', () => {
	const bench = new Bench({ resource: 'user', operation: 'upsert', externalUserId: 'ada' });

	it('writes attributes, flags and changes in one object', async () => {
		await bench.run({
			attributes: assigned(
				pair('first_name', 'Ada, Countess'),
				pair('visits_text', '7'),
				pair('gone', '={{ null }}'),
				pair('skipped', '={{ undefined }}'),
			),
			attributeChanges: {
				change: [
					{ name: 'visits', kind: 'increment', value: '-2' },
					{ name: 'tags', kind: 'add', value: 'red, green' },
					{ name: 'old_tags', kind: 'remove', value: '["a", 7]' },
					{ name: 'nickname', kind: 'unset', value: '' },
				],
			},
			options: { updateExistingOnly: false, mergeObjects: true },
		});

		expect(bench.wire).toEqual([
			{
				method: 'POST',
				path: '/users/track',
				query: {},
				body: {
					attributes: [
						{
							external_id: 'ada',
							_update_existing_only: false,
							_merge_objects: true,
							first_name: 'Ada, Countess',
							visits_text: '7',
							gone: null,
							visits: { inc: -2 },
							tags: { add: ['red, green'] },
							old_tags: { remove: ['a', 7] },
							nickname: null,
						},
					],
				},
			},
		]);
	});

	it.each([
		[
			{ identifyBy: 'userAlias', aliasName: ' 1042 ', aliasLabel: 'crm' },
			{ user_alias: { alias_name: '1042', alias_label: 'crm' } },
			{ _update_existing_only: false },
		],
		[{ identifyBy: 'email', email: 'ada@example.com' }, { email: 'ada@example.com' }, {}],
		[{ identifyBy: 'phone', phone: '+1 (415) 555-0100' }, { phone: '+14155550100' }, {}],
		[
			{ identifyBy: 'brazeId', brazeId: '64d1f0a0c0ffee0000000001' },
			{ braze_id: '64d1f0a0c0ffee0000000001' },
			{},
		],
		[{ externalUserId: 'a,b' }, { external_id: 'a,b' }, {}],
	] as Array<[object, object, object]>)('finds the person by %j', async (parameters, identifier, flag) => {
		const result = await bench.run({
			...parameters,
			specifyAttributes: 'json',
			attributesJson: '{ "plan": "pro" }',
		});

		expect(bench.bodies).toEqual([{ attributes: [{ ...identifier, ...flag, plan: 'pro' }] }]);
		expect(jsons(result)).toEqual([
			{ ...identifier, attributes_count: 1, attribute_names: ['plan'], message: 'success' },
		]);
	});

	it.each([
		[
			'externalId',
			{
				external_user_id: 'u1',
				email: 'x@example.com',
				braze_id: 'b',
				user_alias: { alias_name: 'n', alias_label: 'l' },
			},
			{ external_id: 'u1', email: 'x@example.com' },
		],
		[
			'userAlias',
			{ alias_name: 'n', alias_label: 'l', external_id: 'e' },
			{ user_alias: { alias_name: 'n', alias_label: 'l' }, _update_existing_only: false },
		],
		[
			'email',
			{ email: 'x@example.com', phone: '+14155550100' },
			{ email: 'x@example.com', phone: '+14155550100' },
		],
		['phone', { phone: '+14155550100' }, { phone: '+14155550100' }],
		['brazeId', { braze_id: 'b' }, { braze_id: 'b' }],
	])('maps an item by %s, without any parameter of its own', async (identifyBy, fields, expected) => {
		await bench.run(
			{ identifyBy, specifyAttributes: 'autoMap', externalUserId: undefined },
			{ items: [{ ...fields, plan: 'pro' }] },
		);

		expect(bench.bodies).toEqual([{ attributes: [{ ...expected, plan: 'pro' }] }]);
	});

	it.each([
		['except', ['plan'], { tags: ['a'] }],
		['listed', ['plan', 'absent'], { plan: 'pro' }],
	])('maps all fields but some, or some only: %s', async (fieldsToMap, listedFields, expected) => {
		await bench.run(
			{ specifyAttributes: 'autoMap', fieldsToMap, listedFields },
			{ items: [{ external_id: 'u1', plan: 'pro', tags: ['a'] }] },
		);

		expect(bench.bodies).toEqual([{ attributes: [{ external_id: 'u1', ...expected }] }]);
	});

	it.each<[string, Record<string, unknown>, string]>([
		['no attribute', {}, "'Attributes' is empty"],
		[
			'a second identifier',
			{ specifyAttributes: 'json', attributesJson: '{ "braze_id": "b" }' },
			`'Attributes JSON' has "braze_id", which identifies a person`,
		],
		[
			'the identifier as an attribute',
			{ identifyBy: 'email', email: 'a@b.c', attributes: assigned(pair('email', 'c@d.e')) },
			`'Attributes' has "email", which identifies a person`,
		],
		[
			'an attribute that is set and changed',
			{
				attributes: assigned(pair('n', '1')),
				attributeChanges: { change: [{ name: 'n', kind: 'increment', value: '1' }] },
			},
			`'Attribute Changes' changes "n", which 'Attributes' also sets`,
		],
		[
			'half a count',
			{ attributeChanges: { change: [{ name: 'n', kind: 'increment', value: '1.5' }] } },
			`'Attribute Changes 1: n' must be a whole number, but is "1.5"`,
		],
		[
			'more new elements than a list keeps',
			{
				attributeChanges: {
					change: [{ name: 'n', kind: 'add', value: JSON.stringify([...Array(501).keys()]) }],
				},
			},
			`'Attribute Changes 1: n' has 501 different elements, of which Braze keeps 500`,
		],
		[
			'an empty element',
			{ attributeChanges: { change: [{ name: 'n', kind: 'add', value: '' }] } },
			`'Attribute Changes 1: n' has no element: an empty string`,
		],
		[
			'a change of a name with a dollar sign',
			{ attributeChanges: { change: [{ name: '$n', kind: 'unset' }] } },
			`'Attribute Changes 1' has a name that Braze does not accept: "$n"`,
		],
		[
			'a change without a name',
			{ attributeChanges: { change: [{ name: ' ', kind: 'unset' }] } },
			`'Attribute Changes 1' has no name`,
		],
		[
			'a change that is none',
			{ attributeChanges: { change: [{ name: 'n', kind: 'double' }] } },
			`'Attribute Changes 1: n' cannot be changed by "double"`,
		],
		[
			'no field of the item',
			{ specifyAttributes: 'autoMap' },
			"'Input item' has no field external_user_id or external_id",
		],
		[
			'an empty list of fields',
			{ specifyAttributes: 'autoMap', fieldsToMap: 'listed', listedFields: [' '] },
			"'Listed Fields' is empty",
		],
		[
			'a name that is lost',
			{ specifyAttributes: 'json', attributesJson: '{ "a": { "constructor": 1 } }' },
			`'Attributes JSON' uses the name "constructor", which cannot be sent`,
		],
		[
			'an empty email',
			{ attributes: assigned(pair('email', '')) },
			`'Attributes' has an "email" that is not an email address: an empty string`,
		],
		[
			'an attribute without a name',
			{ specifyAttributes: 'json', attributesJson: '{ "": 1 }' },
			"'Attributes JSON' has a name that Braze does not accept: an empty string",
		],
		[
			'a name with a dollar sign',
			{ specifyAttributes: 'json', attributesJson: '{ "$add": 1 }' },
			`'Attributes JSON' has a name that Braze does not accept: "$add"`,
		],
		[
			'a malformed email',
			{ attributes: assigned(pair('email', 'no address')) },
			`'Attributes' has an "email" that is not an email address: "no address"`,
		],
		[
			'an empty subscription state in JSON',
			{ specifyAttributes: 'json', attributesJson: '{ "email_subscribe": "" }' },
			`'Attributes JSON' has an empty "email_subscribe", which Braze refuses`,
		],
		[
			'a broken flag',
			{ attributes: assigned(pair('a', '1')), options: { updateExistingOnly: 'maybe' } },
			'\'Update Existing Only\' must be true or false, but is "maybe"',
		],
	])('refuses %s, and sends nothing', async (_, parameters, message) => {
		const result = await bench.run(parameters, {
			items: [parameters.fieldsToMap ? { external_id: 'u' } : { other: 1 }],
		});

		expect([result.error?.message, bench.wire]).toEqual([message, []]);
	});

	describe('after an unclear answer', () => {
		const unclear = () =>
			bench.sandbox.faults.add({ times: 1, kind: { type: 'status', status: 500, act: true } });
		const count = { attributeChanges: { change: [{ name: 'n', kind: 'increment', value: '1' }] } };

		it('sets values again', async () => {
			unclear();
			const result = await bench.run({ attributes: assigned(pair('plan', 'pro')) });
			expect([stop(result), bench.wire.length]).toEqual([{}, 2]);
		});

		it.each([
			['rows', count],
			['JSON', { specifyAttributes: 'json', attributesJson: '{ "deep": { "n": { "inc": 1 } } }' }],
			[
				'JSON that adds',
				{ specifyAttributes: 'json', attributesJson: '{ "list": { "$add": [{ "id": 1 }] } }' },
			],
		])('does not count up again: %s', async (__, parameters) => {
			unclear();
			const result = await bench.run(parameters);
			expect([result.error?.message, bench.wire.length]).toEqual([
				'Braze returned 500, so it is unknown whether this was carried out',
				1,
			]);
		});
	});
});

describe('Track Event', () => {
	const bench = new Bench({
		resource: 'user',
		operation: 'trackEvent',
		externalUserId: 'ada',
		eventName: 'deal_closed',
	});

	it('records an event and writes attributes in one request', async () => {
		const result = await bench.run({
			time: '2026-09-07T08:30:00+02:00',
			properties: assigned(pair('amount', '12', 'number')),
			attributes: assigned(pair('plan', 'pro')),
			options: { appId: 'app-1', updateExistingOnly: true },
		});

		expect(bench.bodies).toEqual([
			{
				attributes: [{ external_id: 'ada', _update_existing_only: true, plan: 'pro' }],
				events: [
					{
						external_id: 'ada',
						_update_existing_only: true,
						app_id: 'app-1',
						name: 'deal_closed',
						time: '2026-09-07T06:30:00.000Z',
						properties: { amount: 12 },
					},
				],
			},
		]);
		expect(jsons(result)).toEqual([
			{
				external_id: 'ada',
				attributes_count: 1,
				attribute_names: ['plan'],
				events_count: 1,
				message: 'success',
			},
		]);
	});

	it("takes now where no time is given, and the workflow's zone where the time has none", async () => {
		await bench.run({ time: '' });
		await bench.run({ time: '2026-09-07T08:30:00' });

		expect(bench.bodies).toMatchObject([
			{ events: [{ time: '2026-09-07T09:00:00.000Z' }] },
			{ events: [{ time: '2026-09-07T06:30:00.000Z' }] },
		]);
	});

	it('keeps the order of a person: events may share a request, changes of attributes do not', async () => {
		const items = [1, 2, 3].map((n) => ({ n }));
		await bench.run(
			{
				attributes: assigned(pair('n', '={{ $json.n }}', 'number')),
				specifyProperties: 'json',
				propertiesJson: '={{ $json }}',
			},
			{ items },
		);
		const requests = bench.bodies as Array<{
			attributes: IDataObject[];
			events: Array<{ properties: IDataObject }>;
		}>;
		expect(requests.map(({ attributes, events }) => [attributes[0].n, events[0].properties.n])).toEqual([
			[1, 1],
			[2, 2],
			[3, 3],
		]);
		bench.sandbox.requests.length = 0;
		await bench.run({ specifyProperties: 'json', propertiesJson: '={{ $json }}' }, { items });
		expect(bench.bodies).toMatchObject([
			{ events: [{ properties: { n: 1 } }, { properties: { n: 2 } }, { properties: { n: 3 } }] },
		]);
	});

	it('names an item by the part of it that Braze refused, and says that the rest was written', async () => {
		const items = [{ state: 'opted_in' }, { state: 'perhaps' }];
		const result = await bench.run(
			{
				externalUserId: '={{ $json.state }}',
				attributes: assigned(pair('email_subscribe', '={{ $json.state }}')),
			},
			{ items, settings: { onError: 'continueErrorOutput' } },
		);

		expect(jsons(result)).toMatchObject([{ external_id: 'opted_in' }]);
		expect(itemErrors(result)).toEqual([
			{
				message: 'Braze refused part of this item',
				description: `Refused: attributes. The rest of the item was written (1). Correct the value that Braze names. Braze said: "${BAD_EMAIL_STATE}".`,
				outcome: 'refused',
				reason: BAD_EMAIL_STATE,
			},
		]);
		expect(result.failed[0].pairedItem).toEqual({ item: 1 });
	});

	it.each([
		[{}, false],
		[{ updateExistingOnly: true }, true],
		[{ updateExistingOnly: false }, false],
	])('creates a profile for an alias, unless the option %j says otherwise', async (options, flag) => {
		const alias = { identifyBy: 'userAlias', aliasName: '1042', aliasLabel: 'crm' };
		await bench.run({ ...alias, options, attributes: assigned(pair('plan', 'pro')) });
		expect(bench.bodies).toMatchObject([
			{
				attributes: [{ user_alias: { alias_name: '1042' }, _update_existing_only: flag }],
				events: [{ user_alias: { alias_name: '1042' }, _update_existing_only: flag }],
			},
		]);
	});

	it('sends no flag where Braze creates profiles anyway', async () => {
		await bench.run();
		expect(JSON.stringify(bench.bodies)).not.toContain('_update_existing_only');
	});

	it.each([['time'], ['event_name']])('accepts reserved names of purchases, but not %s', async (name) => {
		const properties = assigned(pair('price', 1, 'number'), pair(name, 'x'));
		expect((await bench.run({ properties })).error?.message).toContain(`does not accept: "${name}"`);
	});

	it.each([
		['no name', { eventName: ' ' }, "'Event' is empty"],
		['a time that is none', { time: 'soon' }, `'Time' is not a date and time: "soon"`],
		[
			'a reserved property',
			{ properties: assigned(pair('event_name', 'x')) },
			`'Properties' has a name that Braze does not accept: "event_name"`,
		],
		[
			'a property with a dollar sign',
			{ specifyProperties: 'json', propertiesJson: '{ "$a": 1 }' },
			`'Properties JSON' has a name that Braze does not accept: "$a"`,
		],
		[
			'more than 100 KB',
			{ specifyProperties: 'json', propertiesJson: JSON.stringify({ a: 'x'.repeat(110_000) }) },
			"'Properties JSON' is 108 KB, but Braze accepts at most 100 KB",
		],
		['an identifier that it does not know', { identifyBy: 'name' }, `'Identify By' is "name"`],
		[
			'a phone number without a country code',
			{ identifyBy: 'phone', phone: '0415 555' },
			`'Phone' is not a phone number with a country code: "0415 555"`,
		],
	])('refuses %s, and sends nothing', async (_, parameters, message) => {
		const result = await bench.run(parameters);
		expect([result.error?.message, bench.wire]).toEqual([message, []]);
	});
});

describe('Track Purchase', () => {
	const bench = new Bench({
		resource: 'user',
		operation: 'trackPurchase',
		externalUserId: 'ada',
		productId: 'pro',
		currency: 'usd',
		price: '99.50',
	});

	it.each(['time', 'product_id', 'quantity', 'event_name', 'price', 'currency'])(
		'refuses the property %s, which Braze reserves',
		async (name) => {
			const { error } = await bench.run({ properties: assigned(pair(name, 'x')) });
			expect(error).toMatchObject({
				message: `'Properties' has a name that Braze does not accept: "${name}"`,
				description:
					'Use at most 255 characters, no $ at the start, and none of the names that Braze reserves: time, product_id, quantity, event_name, price, currency. Nothing was sent.',
			});
			expect(bench.wire).toEqual([]);
		},
	);

	it('refuses more than 50 KB of properties', async () => {
		const { error } = await bench.run({
			specifyProperties: 'json',
			propertiesJson: JSON.stringify({ a: 'x'.repeat(60_000) }),
		});
		expect(error?.message).toBe("'Properties JSON' is 59 KB, but Braze accepts at most 50 KB");
	});

	it.each(['0x10', '0b11', '1e3', '0o7', '1_000', 'Infinity', '9,99', ''])(
		'takes no price from %j',
		async (price) => {
			const { error } = await bench.run({ price: '={{ $json.price }}' }, { items: [{ price }] });
			expect(error?.message).toMatch(/^'Price' (must be a number, but is|is missing)/);
			expect(bench.wire).toEqual([]);
		},
	);

	it.each([
		[' 9.90 ', 9.9],
		['-5', -5],
		['0.50', 0.5],
		['007', 7],
	])('takes the price %j as %d', async (price, sent) => {
		await bench.run({ price: '={{ $json.price }}' }, { items: [{ price }] });
		expect(bench.bodies).toMatchObject([{ purchases: [{ price: sent }] }]);
	});

	it('records a purchase', async () => {
		const result = await bench.run({
			quantity: 2,
			time: '2026-09-01T10:00:00Z',
			properties: assigned(pair('colour', 'red')),
		});

		expect(bench.bodies).toEqual([
			{
				purchases: [
					{
						external_id: 'ada',
						product_id: 'pro',
						currency: 'USD',
						price: 99.5,
						quantity: 2,
						time: '2026-09-01T10:00:00.000Z',
						properties: { colour: 'red' },
					},
				],
			},
		]);
		expect(jsons(result)).toEqual([{ external_id: 'ada', purchases_count: 1, message: 'success' }]);
	});

	it.each([
		['no currency', { currency: 'euro' }, `'Currency' is not a currency code: "EURO"`],
		['no price', { price: 'free' }, `'Price' must be a number, but is "free"`],
		['a hundred and one', { quantity: 101 }, "'Quantity' must be a whole number from 1 to 100, but is 101"],
		['no product', { productId: ' ' }, "'Product ID' is empty"],
	])('refuses %s, and sends nothing', async (_, parameters, message) => {
		const result = await bench.run(parameters);
		expect([result.error?.message, bench.wire]).toEqual([message, []]);
	});
});
