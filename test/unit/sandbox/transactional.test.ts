import { CRM_MESSAGES_ID, ORDER_SHIPPED_ID, RECEIPT_ID } from '../../../sandbox/seeds/campaigns';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { call, MONDAY } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	const keys = { narrow: ['campaigns.list'] };
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY), keys });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const recipient = { external_user_id: 'user-001' };
const send = async (changes: object = {}, id = RECEIPT_ID, headers = {}) =>
	await call(sandbox, 'POST', `/transactional/v1/campaigns/${id}/send`, { recipient, ...changes }, headers);
const receipt = () =>
	sandbox.state.campaigns.find(({ id }) => id === RECEIPT_ID) ?? sandbox.state.campaigns[0];

describe('a transactional email', () => {
	it('goes to one person', async () => {
		const { status, body } = await send({ trigger_properties: { total: 9 }, external_send_id: 'order-1' });
		expect([status, body]).toEqual([
			201,
			{
				dispatch_id: expect.any(String),
				status: 'sent',
				metadata: expect.objectContaining({ external_send_id: 'order-1', campaign_api_id: RECEIPT_ID }),
			},
		]);
		expect(sandbox.state.deliveries).toEqual([
			expect.objectContaining({ kind: 'transactional', id: 'user-001', properties: { total: 9 } }),
		]);
	});

	it('goes out once in 24 hours for an external_send_id', async () => {
		const first = await send({ external_send_id: 'order-1' });
		const atOnce = await send({ external_send_id: 'order-1' });
		expect([atOnce.status, atOnce.body.message]).toEqual([
			400,
			'The external reference has been queued. Please retry to obtain send_id.',
		]);
		sandbox.clock.advance(86_399);
		expect((await send({ external_send_id: 'order-1' })).body).toEqual(first.body);
		expect(sandbox.state.deliveries).toHaveLength(1);
		expect((await send({ external_send_id: 'order-2' })).body.dispatch_id).not.toBe(first.body.dispatch_id);
		sandbox.clock.advance(1);
		await send({ external_send_id: 'order-1' });
		expect(sandbox.state.deliveries).toHaveLength(3);
	});

	it('makes an unknown user when there are attributes', async () => {
		await send({ recipient: { external_user_id: 'new' } });
		expect(sandbox.state.deliveries).toHaveLength(0);
		await send({ recipient: { external_user_id: 'new', attributes: { email: 'new@example.com' } } });
		expect(sandbox.state.deliveries).toEqual([expect.objectContaining({ external_id: 'new' })]);
	});

	it.each<[string, object, string, string]>([
		['another kind of campaign', {}, ORDER_SHIPPED_ID, 'The campaign is not a transactional campaign. Only'],
		['an unknown campaign', {}, RECEIPT_ID.replace('8', '9'), 'Campaign does not exist'],
		['an id of another form', {}, 'receipt', 'campaign_id must be a string of the campaign api identifier'],
		['no recipient', { recipient: undefined }, RECEIPT_ID, "'recipient'"],
		['a list', { recipient: [recipient] }, RECEIPT_ID, 'recipient must be object'],
		['nobody', { recipient: {} }, RECEIPT_ID, 'exactly one identifier'],
		['an email address', { recipient: { email: 'a@example.com' } }, RECEIPT_ID, 'unknown key: email'],
		['a bad external_send_id', { external_send_id: 'order 1' }, RECEIPT_ID, 'pattern'],
		['broadcast', { broadcast: true }, RECEIPT_ID, 'unknown key: broadcast'],
	])('is refused for %s', async (_what, changes, id, words) => {
		const { status, body } = await send(changes, id);
		expect([status, body.message]).toEqual([400, expect.stringContaining(words)]);
	});

	it('is refused by a campaign that is paused or archived', async () => {
		receipt().enabled = false;
		expect((await send()).body.message).toContain('is paused. Resume the campaign in order for');
		receipt().archived = true;
		expect((await send()).body.message).toContain('is archived. Unarchive the campaign in order for');
	});

	it('has its own words for keys', async () => {
		const wrong = await send({}, RECEIPT_ID, { authorization: 'Bearer wrong' });
		expect([wrong.status, wrong.body.message]).toEqual([401, 'Error authenticating credentials']);
		const narrow = await send({}, RECEIPT_ID, { authorization: 'Bearer narrow' });
		expect([narrow.status, narrow.body.message]).toEqual([
			403,
			'You do not have permission to access this resource',
		]);
	});
});

describe('send ids', () => {
	const create = async (body: object) => await call(sandbox, 'POST', '/sends/id/create', body);
	const trigger = async (campaign_id: string) =>
		await call(sandbox, 'POST', '/campaigns/trigger/send', {
			campaign_id,
			send_id: 'autumn',
			recipients: [recipient],
		});

	it('are made for one campaign, and used with it', async () => {
		const { status, body } = await create({ campaign_id: ORDER_SHIPPED_ID, send_id: 'autumn' });
		expect([status, body]).toEqual([201, { message: 'success', send_id: 'autumn' }]);
		const used = await trigger(ORDER_SHIPPED_ID);
		expect([used.status, used.body]).toEqual([201, { dispatch_id: expect.any(String), message: 'success' }]);
		expect(sandbox.state.deliveries[0].send_id).toBe('autumn');
		const other = sandbox.state.campaigns[1].id;
		expect((await trigger(other)).body.message).toContain('send_id');
		expect((await create({ campaign_id: CRM_MESSAGES_ID })).body.send_id).toEqual(expect.any(String));
	});

	it('have a form', async () => {
		const refused = async (body: object) => (await create(body)).body.message;
		expect(await refused({ campaign_id: 'x' })).toBe('Invalid Campaign ID');
		expect(await refused({ campaign_id: ORDER_SHIPPED_ID, send_id: 'x'.repeat(65) })).toContain('64 ASCII');
		expect(await refused({ campaign_id: ORDER_SHIPPED_ID, send_id: 'ä' })).toContain('64 ASCII');
	});

	it('are a hundred a day', async () => {
		for (let count = 0; count < 100; count++) await create({ campaign_id: ORDER_SHIPPED_ID });
		expect((await create({ campaign_id: ORDER_SHIPPED_ID })).status).toBe(429);
		sandbox.clock.advance(86_400);
		expect((await create({ campaign_id: ORDER_SHIPPED_ID })).status).toBe(201);
	});
});
