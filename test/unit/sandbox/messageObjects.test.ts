import { CRM_MESSAGES_ID, ORDER_SHIPPED_ID } from '../../../sandbox/seeds/campaigns';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { call, MONDAY } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const post = async (messages: unknown, more: object = {}) =>
	await call(sandbox, 'POST', '/messages/send', { external_user_ids: ['user-001'], messages, ...more });

const email = { app_id: 'app', from: 'Shop <hello@example.com>', subject: 'Hi', body: '<p>Hi</p>' };
const sms = { app_id: 'app', subscription_group_id: 'group', body: 'Hi' };
const push = { alert: 'Hi', title: 'Shop' };
const card = { type: 'CLASSIC', title: 'Hi', description: 'There', time_to_live: 3600 };
const webhook = { url: 'https://example.com', request_method: 'POST', body: '{}' };
const whatsApp = (message_type: string, message: object) => ({
	app_id: 'app',
	subscription_group_id: 'group',
	message_type,
	message,
});
const text = whatsApp('text_response_message', { body: 'Hi' });
const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ row_title: `Row ${n}` }));
const list = (...counts: number[]) =>
	whatsApp('list_response_message', {
		body: 'Choose',
		list: {
			list_button_text: 'Open',
			list_sections: counts.map((count) => ({ section_title: 'Part', list_rows: rows(count) })),
		},
	});

describe('messaging objects', () => {
	it.each<[string, object]>([
		['email', { email }],
		['an email of a template', { email: { app_id: 'app', from: email.from, email_template_id: 'id' } }],
		['an email without reply-to', { email: { ...email, reply_to: 'NO_REPLY_TO' } }],
		['SMS with a picture', { sms: { ...sms, media_items: ['https://example.com/a.png'] } }],
		[
			'all kinds of push',
			{ apple_push: { alert: 'Hi' }, android_push: push, web_push: push, kindle_push: push },
		],
		['an Apple alert object', { apple_push: { alert: { title: 'Hi', body: 'There' } } }],
		['a silent Apple push', { apple_push: { 'content-available': true, extra: { a: 1 } } }],
		['a silent Android push', { android_push: { send_to_sync: true } }],
		['a Content Card', { content_card: card }],
		[
			'a Content Card with a date',
			{ content_card: { ...card, time_to_live: undefined, expire_at: '2026-09-20T10:00:00Z' } },
		],
		['a webhook', { webhook }],
		['a WhatsApp text', { whats_app: text }],
		['a WhatsApp list', { whats_app: list(5, 5) }],
	])('may be %s', async (_what, messages) => {
		const { status, body } = await post(messages);
		expect([status, body]).toEqual([201, { dispatch_id: expect.any(String), message: 'success' }]);
	});

	it.each<[string, unknown, string]>([
		['nothing', undefined, 'No message to send'],
		['an empty object', {}, 'No message to send'],
		['a list', [email], 'messages must be object'],
		['an unknown channel', { fax: {} }, 'unknown key: fax'],
		['content_cards', { content_cards: card }, 'unknown key: content_cards'],
		['an email as text', { email: 'Hi' }, 'messages.email must be object'],
		['an email without an app', { email: { ...email, app_id: undefined } }, "'app_id'"],
		['an email without body', { email: { ...email, body: undefined } }, "'body'"],
		['an email of a bare address', { email: { ...email, from: 'hello@example.com' } }, 'Display Name'],
		['an email with a misspelt key', { email: { ...email, subjct: 'Hi' } }, 'unknown key: subjct'],
		['half an attachment', { email: { ...email, attachments: [{ url: 'x' }] } }, "'file_name'"],
		['SMS without a group', { sms: { ...sms, subscription_group_id: undefined } }, "'subscription_group_id'"],
		['an Apple push without alert', { apple_push: { badge: 1 } }, "'alert'"],
		['an Apple alert without body', { apple_push: { alert: { title: 'Hi' } } }, "'body'"],
		[
			'an Apple push of 1,913 bytes',
			{ apple_push: { alert: 'x'.repeat(1902) } },
			'Apple Push Length Exceeded',
		],
		['Apple’s own keys', { apple_push: { alert: 'Hi', extra: { aps: {} } } }, 'not allowed'],
		['an Apple asset without type', { apple_push: { alert: 'Hi', asset_url: 'x' } }, 'asset_file_type'],
		['an Apple priority of 11', { apple_push: { alert: 'Hi', apns_priority: 11 } }, '<= 10'],
		['extra as text', { android_push: { ...push, extra: 'x' } }, 'Invalid Extra Push Payload'],
		['an Android push without title', { android_push: { alert: 'Hi' } }, "'title'"],
		[
			'a silent Android push with title',
			{ android_push: { send_to_sync: true, title: 'Hi' } },
			'not allowed',
		],
		[
			'a long Android push',
			{ android_push: { ...push, alert: 'x'.repeat(4000) } },
			'Android Push Length Exceeded',
		],
		['a web push without title', { web_push: { alert: 'Hi' } }, "'title'"],
		[
			'a Content Card without an end',
			{ content_card: { ...card, time_to_live: undefined } },
			'exactly one of',
		],
		[
			'a Content Card with two ends',
			{ content_card: { ...card, expire_at: '2026-09-20T10:00:00Z' } },
			'exactly one',
		],
		['a Content Card of 31 days', { content_card: { ...card, time_to_live: 31 * 86_400 } }, '<= 2592000'],
		[
			'a Content Card that ends too late',
			{ content_card: { ...card, time_to_live: undefined, expire_at: '2026-10-20T10:00:00Z' } },
			'30 days',
		],
		['a banner without picture', { content_card: { ...card, type: 'BANNER' } }, "'image_url'"],
		['a webhook with PATCH', { webhook: { ...webhook, request_method: 'PATCH' } }, 'POST, PUT, DELETE, GET'],
		['a webhook with a list as body', { webhook: { ...webhook, body: [] } }, 'must be string'],
		[
			'a WhatsApp message of another type',
			{ whats_app: { ...text, message_type: 'template_message' } },
			'template',
		],
		['an unknown WhatsApp type', { whats_app: { ...text, message_type: 'video' } }, 'must be one of'],
		['a WhatsApp list of eleven', { whats_app: list(6, 5) }, '10 rows'],
		[
			'a WhatsApp flow with a long caption',
			{
				whats_app: whatsApp('flow_response_message', {
					body: 'a',
					flow_button: { caption: 'x'.repeat(21), flow_id: '1' },
				}),
			},
			'20 characters',
		],
	])('may not be %s', async (_what, messages, words) => {
		const { status, body } = await post(messages);
		expect([status, body.message]).toEqual([400, expect.stringContaining(words)]);
		expect(sandbox.state.sends).toEqual([]);
	});
});

describe('a message tracked under an API campaign', () => {
	const variation = (channel: string) =>
		sandbox.state.campaigns
			.find(({ id }) => id === CRM_MESSAGES_ID)
			?.variations.find((one) => one.channel === channel)?.id;
	const tracked = async (message: object, campaign_id = CRM_MESSAGES_ID) =>
		await post({ email: { ...email, ...message } }, { campaign_id });

	it('counts there', async () => {
		expect((await tracked({ message_variation_id: variation('email') })).status).toBe(201);
		expect(sandbox.state.deliveries).toEqual([
			expect.objectContaining({ kind: 'message', campaign_name: 'CRM Messages', channels: ['email'] }),
		]);
		const apple_push = { alert: 'Hi', message_variation_id: variation('ios_push') };
		expect((await post({ apple_push }, { campaign_id: CRM_MESSAGES_ID })).status).toBe(201);
	});

	it('needs a variation of its channel', async () => {
		expect((await tracked({})).body.message).toBe('Message Variant Unspecified');
		expect((await tracked({ message_variation_id: 'x' })).body.message).toBe('Invalid Message Variant');
		expect((await tracked({ message_variation_id: variation('sms') })).body.message).toBe(
			'Mismatched Message Type',
		);
	});

	it('needs a campaign of that kind', async () => {
		expect((await tracked({}, 'x')).body.message).toBe('Invalid Campaign ID');
		expect((await tracked({}, ORDER_SHIPPED_ID)).body.message).toContain('not an API campaign');
	});
});
