import { NEWSLETTER_ID, SMS_ALERTS_ID } from '../../../sandbox/seeds/subscriptionGroups';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { call, create, MONDAY, send } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const track = async (body: object) => await call(sandbox, 'POST', '/users/track', body);
const attributes = async (...objects: object[]) => await track({ attributes: objects });
const user = (external_id: string) => sandbox.state.users.find((one) => one.external_id === external_id);
const custom = (external_id: string) => user(external_id)?.custom_attributes;
const ID_MISSING = "'external_id', 'braze_id', 'user_alias', 'email' or 'phone' is required";
const NOTHING_VALID = "Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.";
const time = '2026-09-01T10:00:00Z';

describe('attributes', () => {
	it('are written to profile fields and custom attributes', async () => {
		const { status, body } = await attributes({
			external_id: 'user-001',
			email: 'ada@new.example.com',
			phone: '+14155550100',
			last_name: 'Lovelace',
			email_subscribe: 'unsubscribed',
			seats: 13,
			address: { city: 'London' },
		});
		expect([status, body]).toEqual([201, { message: 'success', attributes_processed: 1 }]);
		expect(user('user-001')).toMatchObject({
			email: 'ada@new.example.com',
			phone: '+14155550100',
			profile: { last_name: 'Lovelace' },
			email_subscribe: 'unsubscribed',
			updated_at: MONDAY,
			custom_attributes: { plan: 'team', seats: 13, address: { city: 'London' } },
		});
	});

	it('make an unknown user, unless only existing ones may change', async () => {
		await attributes({ external_id: 'new-1', plan: 'pro' });
		expect(custom('new-1')).toEqual({ plan: 'pro' });
		const { body } = await attributes({ external_id: 'new-2', _update_existing_only: true, plan: 'pro' });
		expect(body).toEqual({ message: 'success', attributes_processed: 1 });
		expect(user('new-2')).toBeUndefined();
	});

	it('make a profile that only an alias names when _update_existing_only is false', async () => {
		const user_alias = { alias_name: 'lead-2', alias_label: 'crm' };
		const lead = () =>
			sandbox.state.users.find(({ user_aliases }) => user_aliases[0]?.alias_name === 'lead-2');
		await attributes({ user_alias, plan: 'pro' });
		expect(lead()).toBeUndefined();
		await attributes({ user_alias, plan: 'pro', _update_existing_only: false });
		expect(lead()?.custom_attributes).toEqual({ plan: 'pro' });
		await attributes({ user_alias, plan: 'free' });
		expect(lead()?.custom_attributes).toEqual({ plan: 'free' });
	});

	it.each<[string, object]>([
		['a Braze ID', { braze_id: '64d1f0a0c0ffee0000000002' }],
		['an email address', { email: 'bruno@example.com' }],
		['an alias', { user_alias: { alias_name: 'crm-002', alias_label: 'crm' } }],
	])('find a profile by %s', async (_what, identifier) => {
		await attributes({ ...identifier, plan: 'pro' });
		expect(custom('user-002')).toMatchObject({ plan: 'pro' });
		expect(sandbox.state.users).toHaveLength(32);
	});

	it('find a profile by phone number, and make one for an unknown number or address', async () => {
		await attributes({ phone: '+14155550100', plan: 'pro' });
		await attributes({ phone: '+14155550100', seats: 2 }, { email: 'new@example.com', seats: 3 });
		const [byPhone, byEmail] = sandbox.state.users.slice(-2);
		expect(byPhone).toMatchObject({ phone: '+14155550100', custom_attributes: { plan: 'pro', seats: 2 } });
		expect(byEmail).toMatchObject({ email: 'new@example.com', custom_attributes: { seats: 3 } });
		expect(byPhone.braze_id).not.toBe(byEmail.braze_id);
	});

	it('make no profile for an unknown Braze ID', async () => {
		expect((await attributes({ braze_id: 'nobody', plan: 'pro' })).status).toBe(201);
		expect(sandbox.state.users).toHaveLength(32);
	});

	it('are removed by null', async () => {
		await attributes({ external_id: 'user-001', plan: null, email: null, last_name: null });
		expect(custom('user-001')).not.toHaveProperty('plan');
		expect(user('user-001')).not.toHaveProperty('email');
	});

	it('count, add and remove', async () => {
		await attributes(
			{ external_id: 'user-001', seats: { inc: 3 }, visits: { inc: 1 } },
			{ external_id: 'user-001', favorite_foods: { add: ['ramen', 'pizza'] } },
			{ external_id: 'user-001', favorite_foods: { remove: ['sushi'] } },
		);
		expect(custom('user-001')).toMatchObject({ seats: 15, visits: 1, favorite_foods: ['ramen', 'pizza'] });
	});

	it('keep the newest 500 elements of an array, each once, where it was added last', async () => {
		const external_id = 'user-001';
		const numbers = Array.from({ length: 501 }, (_, n) => n);
		await attributes({ external_id, numbers: [...numbers, 1] });
		expect(custom(external_id)?.numbers).toEqual([0, ...numbers.slice(2), 1].slice(-500));
		await attributes({ external_id, numbers: { add: [3, 'new'] } });
		expect(custom(external_id)?.numbers).toEqual(
			[...[...numbers.slice(2), 1].filter((n) => n !== 3), 3, 'new'].slice(-500),
		);
	});

	it('replace nested objects, or merge into them', async () => {
		const external_id = 'user-001';
		await attributes({ external_id, address: { city: 'London', geo: { lat: 1, long: 2 } } });
		await attributes({ external_id, _merge_objects: true, address: { zip: 'N1', geo: { lat: 3 } } });
		expect(custom(external_id)).toMatchObject({
			address: { city: 'London', zip: 'N1', geo: { lat: 3, long: 2 } },
		});
		await attributes({ external_id, address: { zip: 'N2' } });
		expect(custom(external_id)).toMatchObject({ address: { zip: 'N2' } });
		expect(custom(external_id)?.address).toEqual({ zip: 'N2' });
		expect(custom(external_id)).not.toHaveProperty('_merge_objects');
	});

	it.each<[string, object]>([
		['merging', { _merge_objects: true, address: { zip: 'N2', city: null } }],
		['replacing', { address: { zip: 'N2', geo: { lat: null } } }],
		[
			'changing an object in a list',
			{
				_merge_objects: true,
				address: {
					$update: [{ $identifier_key: 'id', $identifier_value: 1, $new_object: { zip: 'N2', city: null } }],
				},
			},
		],
	])(
		'change nothing in an attribute, without an error, by null inside an object when %s',
		async (how, object) => {
			const external_id = 'user-001';
			const address = how.includes('list')
				? [{ id: 1, zip: 'N1', city: 'London' }]
				: { zip: 'N1', city: 'London' };
			await attributes({ external_id, address });
			const { status, body } = await attributes({ external_id, ...object, plan: 'pro' });
			expect([status, body]).toEqual([201, { message: 'success', attributes_processed: 1 }]);
			expect(custom(external_id)).toMatchObject({ address, plan: 'pro' });
		},
	);

	it('add nothing to a profile by an object that contains null', async () => {
		await attributes({ external_id: 'user-001', address: { city: null } });
		expect(Object.keys(custom('user-001') ?? {})).not.toContain('address');
	});

	it('merge into a key that every object inherits as into any other', async () => {
		const merge = (text: string) =>
			JSON.parse(`{"external_id":"user-001","_merge_objects":true,"o":${text}}`) as object;
		await attributes(merge('{"__proto__":{"a":1},"constructor":{"b":1}}'));
		await attributes(merge('{"__proto__":{"c":2},"toString":{"d":1}}'));
		expect(JSON.stringify(custom('user-001')?.o)).toBe(
			'{"__proto__":{"a":1,"c":2},"constructor":{"b":1},"toString":{"d":1}}',
		);
	});

	it('change arrays of objects', async () => {
		const external_id = 'user-001';
		await attributes({
			external_id,
			pets: {
				$add: [
					{ id: 1, name: 'Rex' },
					{ id: 2, name: 'Tom' },
				],
			},
		});
		const $update = [{ $identifier_key: 'id', $identifier_value: 1, $new_object: { name: 'Max' } }];
		await attributes({ external_id, _merge_objects: true, pets: { $update } });
		await attributes({ external_id, pets: { $remove: [{ $identifier_key: 'id', $identifier_value: 2 }] } });
		expect(custom(external_id)?.pets).toEqual([{ id: 1, name: 'Max' }]);
		await attributes({ external_id, pets: { $update } });
		expect(custom(external_id)?.pets).toEqual([{ name: 'Max' }]);
	});

	it('add, remove and update an array of objects in this order, and drop what makes it larger than 100 KB', async () => {
		const external_id = 'user-001';
		const named = (id: number) => ({ $identifier_key: 'id', $identifier_value: id });
		const pets = {
			$update: [{ ...named(2), $new_object: { age: 3 } }],
			$remove: [named(1)],
			$add: [{ id: 1 }, { id: 1, twin: true }, { id: 2 }],
		};
		await attributes({ external_id, _merge_objects: true, pets });
		expect(custom(external_id)?.pets).toEqual([{ id: 2, age: 3 }]);
		const large = { $add: [{ id: 4, text: 'x'.repeat(101 * 1024) }] };
		expect((await attributes({ external_id, pets: large })).status).toBe(201);
		expect(custom(external_id)?.pets).toEqual([{ id: 2, age: 3 }]);
	});

	it('set subscription groups', async () => {
		const group = { subscription_group_id: NEWSLETTER_ID, subscription_state: 'unsubscribed' };
		await attributes({ external_id: 'user-001', subscription_groups: [group] });
		expect(user('user-001')?.subscription_groups).toEqual({ [NEWSLETTER_ID]: 'unsubscribed' });
	});

	it('set a group for email for everybody with the address, and one for SMS for the person only', async () => {
		const groups = [NEWSLETTER_ID, SMS_ALERTS_ID].map((subscription_group_id) => ({
			subscription_group_id,
			subscription_state: 'unsubscribed',
		}));
		await attributes({ external_id: 'user-001', subscription_groups: groups });
		const sharing = sandbox.state.users.filter(({ email }) => email === 'ada@example.com');
		expect(sharing.map(({ subscription_groups: states }) => states)).toEqual([
			{ [NEWSLETTER_ID]: 'unsubscribed', [SMS_ALERTS_ID]: 'unsubscribed' },
			{ [NEWSLETTER_ID]: 'unsubscribed' },
		]);
	});

	it('keep a name like __proto__ as any other', async () => {
		await track(JSON.parse('{"attributes":[{"external_id":"user-001","__proto__":{"plan":"x"}}]}') as object);
		expect(Object.keys(custom('user-001') ?? {})).toContain('__proto__');
	});

	it.each<[string, object, string]>([
		['no identifier', { plan: 'pro' }, ID_MISSING],
		['two identifiers', { external_id: 'a', braze_id: 'b' }, 'You must specify only one of'],
		['an empty external ID', { external_id: '' }, "'external_id'"],
		['half a number as external ID', { external_id: 7.5 }, "'external_id'"],
		['an overlong external ID', { external_id: 'x'.repeat(988) }, 'EXTERNAL_USER_ID_TOO_LARGE'],
		['an alias without a label', { user_alias: { alias_name: 'a' } }, "'user_alias'"],
		['an alias as text', { user_alias: 'a' }, "'user_alias'"],
		['a bad address', { external_id: 'a', email: 'a@b' }, "'email' field is not a valid email"],
		['a bad state', { external_id: 'a', email_subscribe: 'yes' }, "'email_subscribe' must be"],
		['a bad push state', { external_id: 'a', push_subscribe: null }, "'push_subscribe' must be"],
		['a bad country', { external_id: 'a', country: 'France' }, "'country'"],
		['a bad gender', { external_id: 'a', gender: 'female' }, "'gender'"],
		['a bad zone', { external_id: 'a', time_zone: 'Paris' }, "'time_zone'"],
		['a count as text', { external_id: 'a', seats: { inc: '1' } }, "'seats.inc'"],
		['groups as an object', { external_id: 'a', subscription_groups: {} }, 'BAD_SUBSCRIPTION_GROUP_ARRAY'],
		['a group as text', { external_id: 'a', subscription_groups: ['x'] }, 'BAD_SUBSCRIPTION_GROUP_HASH'],
		[
			'an unknown group',
			{
				external_id: 'a',
				subscription_groups: [{ subscription_group_id: 'x', subscription_state: 'subscribed' }],
			},
			'BAD_SUBSCRIPTION_GROUP_ID',
		],
		[
			'a bad group state',
			{
				external_id: 'a',
				subscription_groups: [{ subscription_group_id: NEWSLETTER_ID, subscription_state: 'opted_in' }],
			},
			'BAD_SUBSCRIPTION_GROUP_STATE',
		],
		['a state in a list', { external_id: 'a', email_subscribe: ['subscribed'] }, "'email_subscribe' must be"],
		['a country in a list', { external_id: 'a', country: ['FR'] }, "'country'"],
		['a birthday in a list', { external_id: 'a', dob: ['2000-01-01'] }, "'dob'"],
		['a zone in a list', { external_id: 'a', time_zone: ['Europe/Paris'] }, "'time_zone'"],
		['a language in a list', { external_id: 'a', language: ['fr'] }, "'language'"],
		['a location as text', { external_id: 'a', current_location: '1,2' }, 'BAD_LOCATION_UPDATE'],
		[
			'a location off the globe',
			{ external_id: 'a', current_location: { longitude: 181, latitude: 0 } },
			'BAD_LOCATION_UPDATE',
		],
		['a push token as text', { external_id: 'a', push_tokens: ['x'] }, 'BAD_PUSH_TOKEN_VALUE'],
		['text to add', { external_id: 'a', tags: { add: 'x' } }, "'tags.add' must be an array"],
		[
			'text to remove',
			{ external_id: 'a', tags: { add: ['y'], remove: 'x' } },
			"'tags.remove' must be an array",
		],
		[
			'one object to add',
			{ external_id: 'a', pets: { $add: { id: 1 } } },
			"'pets.$add' is not a valid change",
		],
		[
			'text to add as object',
			{ external_id: 'a', pets: { $add: ['x'] } },
			"'pets.$add' is not a valid change",
		],
		[
			'an object to remove without its value',
			{ external_id: 'a', pets: { $remove: [{ $identifier_key: 'id' }] } },
			"'pets.$remove'",
		],
		[
			'an update without the new object',
			{ external_id: 'a', pets: { $update: [{ $identifier_key: 'id', $identifier_value: 1 }] } },
			"'pets.$update'",
		],
		['an unknown operator', { external_id: 'a', pets: { $add: [{ id: 1 }], $push: [] } }, "'pets.$push'"],
		['an operator beside a key', { external_id: 'a', pets: { $add: [{ id: 1 }], id: 2 } }, "'pets.id'"],
		[
			'a group state in a list',
			{
				external_id: 'a',
				subscription_groups: [{ subscription_group_id: NEWSLETTER_ID, subscription_state: ['subscribed'] }],
			},
			'BAD_SUBSCRIPTION_GROUP_STATE',
		],
		[
			'double opt-in as text',
			{
				external_id: 'a',
				subscription_groups: [
					{
						subscription_group_id: NEWSLETTER_ID,
						subscription_state: 'subscribed',
						use_double_opt_in_logic: 'yes',
					},
				],
			},
			'BAD_SUBSCRIPTION_GROUP_HASH',
		],
		[
			'a push token import with an id',
			{ external_id: 'a', push_token_import: true },
			'BAD_PUSH_TOKEN_IMPORT',
		],
	])('are refused for %s', async (_what, object, words) => {
		const { status, body } = await attributes(object);
		expect([status, body]).toEqual([
			400,
			{
				message: NOTHING_VALID,
				errors: [{ type: expect.stringContaining(words), input_array: 'attributes', index: 0 }],
			},
		]);
		expect(sandbox.state.users).toHaveLength(32);
	});
});

describe('events and purchases', () => {
	it('are kept on the profile, each as often as it was sent', async () => {
		const event = { external_id: 'user-001', name: 'watched', time, properties: { title: 'Dune' } };
		const purchase = { external_id: 'new-1', product_id: 'tea', currency: 'EUR', price: 4.5, time };
		const { body } = await track({ events: [event, event], purchases: [purchase] });
		expect(body).toEqual({ message: 'success', events_processed: 2, purchases_processed: 1 });
		const kept = { name: 'watched', time: '2026-09-01T10:00:00.000Z', properties: { title: 'Dune' } };
		expect(user('user-001')?.custom_events).toEqual([kept, kept]);
		expect(user('new-1')?.purchases).toEqual([
			{ product_id: 'tea', currency: 'EUR', price: 4.5, quantity: 1, time: '2026-09-01T10:00:00.000Z' },
		]);
	});

	it('may have numbers as IDs, and times in the form of SQL', async () => {
		const time = '2019-02-15 00:00:00 -0500';
		const { body } = await track({
			attributes: [{ external_id: 1, foo: 'bar' }],
			events: [{ external_id: 1, name: 'baz', time }],
			purchases: [{ external_id: 1, product_id: 1, time, currency: 'CAD', price: 1 }],
		});
		expect(body).toEqual({
			message: 'success',
			attributes_processed: 1,
			events_processed: 1,
			purchases_processed: 1,
		});
		expect(user('1')).toMatchObject({
			custom_events: [{ time: '2019-02-15T05:00:00.000Z' }],
			purchases: [{ product_id: '1' }],
			data_points: 3,
		});
	});

	it('happened now when their time lies ahead', async () => {
		await track({ events: [{ external_id: 'user-001', name: 'x', time: '2027-01-01T00:00:00Z' }] });
		expect(user('user-001')?.custom_events?.[0].time).toBe(MONDAY);
	});

	const event = { external_id: 'a', name: 'x', time };
	const purchase = { external_id: 'a', product_id: 'x', currency: 'EUR', price: 1, time };
	it.each<[string, 'events' | 'purchases', object, string]>([
		['no name', 'events', { ...event, name: undefined }, "'name'"],
		['no time', 'events', { ...event, time: undefined }, "'time'"],
		['a day alone', 'events', { ...event, time: '2026-09-01' }, "'time'"],
		['a property named time', 'events', { ...event, properties: { time: 1 } }, "'time' is not"],
		['a property with a dollar sign', 'events', { ...event, properties: { $a: 1 } }, "'$a'"],
		['a long property', 'events', { ...event, properties: { a: 'x'.repeat(256) } }, "'a' is longer"],
		['properties as a list', 'events', { ...event, properties: [] }, "'properties'"],
		['an unknown key', 'events', { ...event, plan: 'pro' }, "'plan' is unknown"],
		['nobody', 'events', { ...event, external_id: undefined }, ID_MISSING],
		['no product', 'purchases', { ...purchase, product_id: '' }, "'product_id'"],
		['a price as text', 'purchases', { ...purchase, price: '1' }, "'price'"],
		['a currency in a list', 'purchases', { ...purchase, currency: ['EUR'] }, "'currency'"],
		['an unknown currency', 'purchases', { ...purchase, currency: 'ZZZ' }, "'currency'"],
		['an app ID that is no text', 'events', { ...event, app_id: 5 }, "'app_id'"],
		['a bad currency', 'purchases', { ...purchase, currency: '€' }, "'currency'"],
		['too many pieces', 'purchases', { ...purchase, quantity: 101 }, "'quantity' is not valid"],
		[
			'a reserved property',
			'purchases',
			{ ...purchase, properties: { price: 1 } },
			"Invalid 'properties' field",
		],
		['large properties', 'purchases', { ...purchase, properties: { a: Array(9_000).fill('word') } }, '50 KB'],
	])('are refused for %s', async (_what, array, object, words) => {
		const { status, body } = await track({ [array]: [object] });
		expect([status, body.errors]).toEqual([
			400,
			[{ type: expect.stringContaining(words), input_array: array, index: 0 }],
		]);
	});
});

describe('a request', () => {
	it('writes what is valid and names the rest by array and index', async () => {
		const { status, body } = await track({
			attributes: [{ external_id: 'user-001', plan: 'x' }, { plan: 'y' }],
			events: [{ external_id: 'user-001', name: 'a', time: 'now' }],
		});
		expect([status, body]).toEqual([
			201,
			{
				message: 'success',
				attributes_processed: 1,
				errors: [
					{ type: expect.any(String), input_array: 'attributes', index: 1 },
					{ type: expect.any(String), input_array: 'events', index: 0 },
				],
			},
		]);
		expect(custom('user-001')).toMatchObject({ plan: 'x' });
	});

	it('is followed by its group ID', async () => {
		const status = async (id = 'run-1') =>
			(await call(sandbox, 'GET', `/users/track/status?group_id=${id}`)).body;
		const write = async (group_id: unknown) =>
			await track({ group_id, attributes: [{ external_id: 'a', n: 1 }] });
		sandbox.state.processingMs = 2_000;
		await write('run-1');
		await write('run-1');
		const working = { group_id: 'run-1', status: 'processing', received: 2, done: 1, processing: 1 };
		expect(await status()).toEqual({ results: [{ ...working, final_completion_time: null }] });
		sandbox.clock.advance(3);
		expect(await status()).toMatchObject({
			results: [{ status: 'completed', done: 2, final_completion_time: '2026-09-07T09:00:02.000Z' }],
		});
		expect(await status('other')).toEqual({ results: [] });
		expect(await status('')).toEqual({ message: 'Invalid group_id' });
		sandbox.clock.advance(24 * 3600);
		expect(await status()).toEqual({ results: [] });
		expect((await write('a b')).body).toEqual({
			message: 'success',
			attributes_processed: 1,
			errors: [{ type: 'invalid_group_id' }],
		});
	});

	it('reaches the profile as late as the sandbox is told to, and the messages of that time', async () => {
		expect((await call(sandbox, 'POST', '/_sandbox/processing', { seconds: -1 })).status).toBe(400);
		await call(sandbox, 'POST', '/_sandbox/processing', { seconds: 5 });
		const [{ id }] = sandbox.state.canvases;
		sandbox.state.canvases[0].personalized_by = ['plan'];
		sandbox.state.users[0].custom_attributes = { plan: 'free', seats: 3 };
		const recipients = [{ external_user_id: 'user-001' }];
		const at = (second: string) => ({ time: `2026-09-07T09:00:${second}Z` });
		for (const second of ['04', '06'])
			await call(sandbox, 'POST', '/canvas/trigger/schedule/create', {
				canvas_id: id,
				recipients,
				schedule: at(second),
			});
		await track({ attributes: [{ external_id: 'user-001', plan: 'pro' }] });
		await call(sandbox, 'POST', '/canvas/trigger/send', { canvas_id: id, recipients });
		expect(custom('user-001')).toMatchObject({ plan: 'free' });
		sandbox.clock.advance(60);
		expect(custom('user-001')).toMatchObject({ plan: 'pro' });
		expect(sandbox.state.deliveries.map(({ attributes }) => attributes)).toEqual([
			{ plan: 'free' },
			{ plan: 'free' },
			{ plan: 'pro' },
		]);
	});

	it('has at most 75 objects in all', async () => {
		const many = (count: number) =>
			Array.from({ length: count }, (_, n) => ({ external_id: `n-${n}`, seats: n }));
		const events = [{ external_id: 'n-1', name: 'a', time }];
		const { status, body } = await track({ attributes: many(75), events });
		expect([status, body.message]).toEqual([400, 'Max Input Length Exceeded']);
		expect((await track({ attributes: many(74), events })).body).toMatchObject({ attributes_processed: 74 });
	});

	it.each([{}, { attributes: [] }])('with nothing in it is refused: %j', async (body) => {
		expect(await track(body)).toMatchObject({ status: 400, body: { message: NOTHING_VALID } });
	});

	it('is refused for an unknown key, and for an object instead of an array', async () => {
		expect((await track({ users: [] })).body.message).toContain('unknown key: users');
		expect((await track({ attributes: {} })).body.message).toContain('attributes must be array');
	});
});

describe('afterwards', () => {
	it('an audience reaches those whose attributes now fit', async () => {
		await attributes({ external_id: 'new-1', cart: 3 }, { external_id: 'user-001', cart: 1 });
		const audience = {
			custom_attribute: { custom_attribute_name: 'cart', comparison: 'greater_than', value: 2 },
		};
		await create(sandbox, { recipients: undefined, broadcast: true, audience });
		sandbox.clock.set(new Date('2026-09-10T00:00:00Z'));
		expect(sandbox.state.deliveries.map(({ external_id }) => external_id)).toEqual(['new-1']);
	});

	it('a recipient that did not exist before is one', async () => {
		const recipients = [{ external_user_id: 'new-1' }];
		await send(sandbox, { recipients });
		expect(sandbox.state.deliveries).toHaveLength(0);
		await attributes({ external_id: 'new-1', plan: 'pro' });
		await send(sandbox, { recipients });
		expect(sandbox.state.deliveries).toHaveLength(1);
	});

	it('the attributes of a recipient are written in the same way', async () => {
		const attributes = { seats: { inc: 1 }, last_name: 'Lovelace', plan: null };
		await send(sandbox, { recipients: [{ external_user_id: 'user-001', attributes }] });
		expect(user('user-001')).toMatchObject({
			profile: { last_name: 'Lovelace' },
			custom_attributes: { seats: 13 },
		});
		expect(custom('user-001')).not.toHaveProperty('plan');
	});
});
