import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { create, MONDAY, send } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const person = (more: object = {}) => ({ recipients: [{ external_user_id: 'user-001', ...more }] });
const only = (recipient: unknown) => ({ recipients: [recipient] });
const alias = { alias_name: 'lead-1', alias_label: 'crm' };
const byEmail = (prioritization: unknown) => only({ email: 'ada@example.com', prioritization });
const large = { text: 'x'.repeat(50 * 1024) };

describe('a body that Braze would refuse', () => {
	it.each<[string, Record<string, unknown>, string]>([
		['an unknown key', { segment_id: 'x' }, 'unknown key: segment_id'],
		['campaign properties', { trigger_properties: {} }, 'unknown key: trigger_properties'],
		[
			'campaign properties of a person',
			person({ trigger_properties: {} }),
			'unknown key: trigger_properties',
		],
		['no Canvas', { canvas_id: undefined }, "required property 'canvas_id'"],
		['a Canvas id that is no text', { canvas_id: 7 }, 'canvas_id must be string'],
		['a Canvas that does not exist', { canvas_id: 'x' }, 'Invalid Canvas ID'],
		['no recipients', { recipients: undefined }, 'No Recipients'],
		['no recipients and broadcast false', { recipients: undefined, broadcast: false }, 'No Recipients'],
		[
			'an audience without broadcast',
			{
				recipients: undefined,
				audience: { last_used_app: { comparison: 'after', value: '2026-01-01T00:00:00Z' } },
			},
			'No Recipients',
		],
		['an empty list', { recipients: [] }, 'No Recipients'],
		['an empty list and broadcast', { recipients: [], broadcast: true }, 'No Recipients'],
		['broadcast with recipients', { broadcast: true }, 'broadcast cannot be true'],
		['broadcast as text', { broadcast: 'false' }, 'broadcast must be boolean'],
		['recipients that are no list', { recipients: { external_user_id: 'a' } }, 'recipients must be array'],
		['a recipient that is text', only('user-001'), 'recipients[0] must be object'],
		['no identifier', only({ context: {} }), 'exactly one identifier'],
		['two identifiers', person({ user_alias: alias }), 'exactly one identifier'],
		[
			'an id that is half a number',
			only({ external_user_id: 5.5 }),
			'recipients[0].external_user_id must be string,integer',
		],
		['a blank id', only({ external_user_id: ' ' }), 'must not be blank'],
		['an alias as text', only({ user_alias: 'lead-1' }), 'user_alias must be object'],
		['half an alias', only({ user_alias: { alias_name: 'lead-1' } }), "'alias_label'"],
		['an empty alias', only({ user_alias: { ...alias, alias_label: '' } }), 'must not be blank'],
		[
			'an alias of 237 bytes',
			only({ user_alias: { ...alias, alias_name: `${'é'.repeat(118)}x` } }),
			'too large',
		],
		[
			'an alias to be created',
			only({ user_alias: alias, send_to_existing_only: false }),
			'send_to_existing_only',
		],
		['email without prioritization', only({ email: 'ada@example.com' }), 'needs prioritization'],
		['prioritization as text', byEmail('identified'), 'must be array'],
		['an unknown prioritization', byEmail(['newest']), 'must be one of: identified'],
		['an empty prioritization', byEmail([]), 'fewer than 1'],
		['both kinds of profile', byEmail(['identified', 'unidentified']), 'only one of'],
		['prioritization without email', person({ prioritization: ['identified'] }), 'only with email'],
		['creating without attributes', person({ send_to_existing_only: false }), 'needs attributes'],
		[
			'creating with no attribute',
			person({ send_to_existing_only: false, attributes: {} }),
			'needs attributes',
		],
		[
			'an attribute of another type',
			person({ attributes: { time_zone: ['Europe/Paris'] } }),
			"recipients[0].attributes: 'time_zone' has an invalid value",
		],
		[
			'an unknown time zone',
			person({ attributes: { time_zone: 'Mars/Olympus' } }),
			"recipients[0].attributes: 'time_zone' has an invalid value",
		],
		['no address in attributes', person({ attributes: { email: 'nope' } }), 'not a valid email'],
		[
			'groups that are null',
			person({ attributes: { subscription_groups: null } }),
			'recipients[0].attributes: BAD_SUBSCRIPTION_GROUP_ARRAY',
		],
		[
			'a group that is null',
			person({ attributes: { subscription_groups: [null] } }),
			'BAD_SUBSCRIPTION_GROUP_HASH',
		],
		['a flag as text', person({ send_to_existing_only: 'true' }), 'must be boolean'],
		['properties as a list', { context: [] }, 'context must be object'],
		['properties over 50 KB', { context: large }, 'context is too large'],
		['one person’s properties over 50 KB', person({ context: large }), 'recipients[0].context is too large'],
		['both names of properties', { context: {}, canvas_entry_properties: {} }, 'cannot both'],
		[
			'both names, one at a person',
			{ context: {}, ...person({ canvas_entry_properties: {} }) },
			'cannot both',
		],
	])('%s', async (_what, changes, words) => {
		for (const trigger of [create, send]) {
			const { status, body } = await trigger(sandbox, changes);
			expect([status, body.message]).toEqual([400, expect.stringContaining(words)]);
		}
		expect([sandbox.state.schedules, sandbox.state.sends]).toEqual([[], []]);
	});

	it('more than 50 recipients', async () => {
		const recipients = Array.from({ length: 51 }, (_, index) => ({ external_user_id: `u${index}` }));
		const { status, body } = await create(sandbox, { recipients });
		expect(status).toBe(400);
		expect(body.message).toBe('The max number of external_ids and aliases per request was exceeded');
		expect((await create(sandbox, { recipients: recipients.slice(1) })).status).toBe(201);
	});

	it('a schedule at the send endpoint', async () => {
		const { body } = await send(sandbox, { schedule: { time: '2026-09-09T07:00:00Z' } });
		expect(body.message).toContain('unknown key: schedule');
	});

	it.each([
		['Summer Launch', 'draft'],
		['First Purchase Thanks', 'not API-triggered'],
	])('the Canvas %s, which is %s', async (name, words) => {
		const canvas_id = sandbox.state.canvases.find((canvas) => canvas.name === name)?.id;
		const { status, body } = await send(sandbox, { canvas_id });
		expect([status, body.message]).toEqual([400, expect.stringContaining(words)]);
	});
});

describe('whom it reaches', () => {
	const reached = () => sandbox.state.deliveries.map(({ id, properties }) => [id, properties]);

	it('collapses duplicates, the last entry winning', async () => {
		const recipients = [
			{ external_user_id: 'user-001', context: { n: 1 } },
			{ external_user_id: 'user-002', context: { n: 2 } },
			{ user_alias: { alias_name: 'crm-001', alias_label: 'crm' }, context: { n: 3 } },
		];
		await send(sandbox, { recipients, context: { n: 0, shared: true } });
		expect(sandbox.state.sends[0].recipients).toHaveLength(3);
		expect(reached()).toEqual([
			['crm:crm-001', { n: 3, shared: true }],
			['user-002', { n: 2, shared: true }],
		]);
	});

	it('answers success for people who do not exist, and skips them', async () => {
		const { status } = await send(sandbox, only({ external_user_id: 'nobody' }));
		expect(status).toBe(201);
		expect(sandbox.state.sends[0]).toMatchObject({
			delivered: 0,
			effectiveRecipients: [{ skipped: 'no such user' }],
		});
	});

	it('creates a missing user when asked to', async () => {
		const attributes = { email: 'new@example.com', time_zone: 'Asia/Tokyo', plan: 'pro' };
		await send(sandbox, only({ external_user_id: 'new', send_to_existing_only: false, attributes }));
		expect(sandbox.state.users.find(({ external_id }) => external_id === 'new')).toMatchObject({
			email: 'new@example.com',
			time_zone: 'Asia/Tokyo',
			custom_attributes: { plan: 'pro' },
		});
		expect(sandbox.state.sends[0].effectiveRecipients[0]).toMatchObject({ created: true });
		expect(sandbox.state.sends[0].delivered).toBe(1);
	});

	it('creates nobody when it is not asked to', async () => {
		const before = sandbox.state.users.length;
		await send(sandbox, only({ external_user_id: 'new', attributes: { plan: 'pro' } }));
		expect(sandbox.state.users).toHaveLength(before);
	});

	it.each([
		[['identified'], 'user-001'],
		[['unidentified'], undefined],
		[['identified', 'most_recently_updated'], 'user-001'],
		[['least_recently_updated'], 'user-001'],
	])('finds one of two profiles with an email by %s', async (prioritization, external_id) => {
		await send(sandbox, byEmail(prioritization));
		expect(sandbox.state.deliveries).toEqual([
			expect.objectContaining({ id: 'ada@example.com', external_id }),
		]);
	});

	it('takes an audience as a filter on recipients', async () => {
		const audience = {
			custom_attribute: { custom_attribute_name: 'plan', comparison: 'equals', value: 'pro' },
		};
		const recipients = [{ external_user_id: 'user-001' }, { external_user_id: 'user-003' }];
		await send(sandbox, { recipients, audience });
		expect(sandbox.state.sends[0].target).toBe('recipients in audience');
		expect(reached()).toEqual([['user-003', {}]]);
	});

	it('reaches everyone by broadcast', async () => {
		await send(sandbox, { recipients: undefined, broadcast: true });
		expect(sandbox.state.sends[0]).toMatchObject({
			target: 'broadcast',
			delivered: sandbox.state.users.length,
		});
	});

	it.each([
		['Flash Sale', 'The Canvas is paused. Resume the Canvas to ensure trigger requests will take effect.'],
		[
			'Win-Back 2024',
			'The Canvas is archived. Unarchive the Canvas to ensure trigger requests will take effect.',
		],
	])('reaches nobody by %s, with success and a notice', async (name, notice) => {
		const canvas_id = sandbox.state.canvases.find((canvas) => canvas.name === name)?.id;
		const { status, body } = await send(sandbox, { canvas_id });
		expect([status, body]).toEqual([201, { dispatch_id: expect.any(String), message: 'success', notice }]);
		expect((await create(sandbox, { canvas_id })).body.notice).toBe(notice);
		sandbox.clock.advance(30 * 86_400);
		expect(sandbox.state.deliveries).toHaveLength(0);
	});

	it('gives no notice for a Canvas that runs', async () => {
		expect((await send(sandbox)).body).toEqual({ dispatch_id: expect.any(String), message: 'success' });
	});
});
