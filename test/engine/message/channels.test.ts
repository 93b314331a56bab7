import { Bench, stop } from '../../support/bench';
import { rows } from '../../support/messages';

const bench = new Bench({ resource: 'message', recipients: rows('user-001') });

const sent = () => bench.bodies.map((body) => (body as { messages: unknown }).messages);

const EMAIL = { channel: 'email', appId: ' app-1 ', from: 'Shop <hello@example.com>' };
const SMS = { channel: 'sms', appId: 'app-1', subscriptionGroupId: ' group-1 ', text: 'At 7 pm' };
const CARD = { channel: 'contentCard', title: 'Good news', text: 'On its way' };
const HOOK = { channel: 'webhook', webhookUrl: 'https://hooks.example.com/orders' };
const PUSH = { title: 'Good news', text: 'On its way' };
const PUSH_SENT = { title: 'Good news', alert: 'On its way' };
const WHATS_APP = { channel: 'whatsApp', appId: 'app-1', subscriptionGroupId: 'group-1' };

const BOTH: Array<[string, Record<string, unknown>, Record<string, unknown>]> = [
	[
		'email with a body',
		{ ...EMAIL, subject: 'For {{${first_name}}}', htmlBody: '<p>Hello</p>' },
		{
			email: {
				app_id: 'app-1',
				from: 'Shop <hello@example.com>',
				subject: 'For {{${first_name}}}',
				body: '<p>Hello</p>',
			},
		},
	],
	[
		'email by a template',
		{
			...EMAIL,
			emailTemplateId: { __rl: true, mode: 'list', value: 'template-1', cachedResultName: 'Sale' },
		},
		{ email: { app_id: 'app-1', from: 'Shop <hello@example.com>', email_template_id: 'template-1' } },
	],
	[
		'email by a template whose ID is saved as plain text',
		{ ...EMAIL, emailTemplateId: ' template-1 ' },
		{ email: { app_id: 'app-1', from: 'Shop <hello@example.com>', email_template_id: 'template-1' } },
	],
	[
		'email with more fields',
		{ ...EMAIL, htmlBody: '<p>Hi</p>', moreFields: '{ "preheader": "Soon", "should_inline_css": true }' },
		{
			email: {
				app_id: 'app-1',
				from: 'Shop <hello@example.com>',
				body: '<p>Hi</p>',
				preheader: 'Soon',
				should_inline_css: true,
			},
		},
	],
	['SMS', SMS, { sms: { app_id: 'app-1', subscription_group_id: 'group-1', body: 'At 7 pm' } }],
	['Apple push', { channel: 'applePush', text: 'On its way' }, { apple_push: { alert: 'On its way' } }],
	[
		'Apple push with a title',
		{ channel: 'applePush', title: 'Good news', text: 'On its way' },
		{ apple_push: { alert: { title: 'Good news', body: 'On its way' } } },
	],
	[
		'Apple push with more',
		{ channel: 'applePush', text: 'On its way', moreFields: '={{ { badge: 1 } }}' },
		{ apple_push: { alert: 'On its way', badge: 1 } },
	],
	['Android push', { channel: 'androidPush', ...PUSH }, { android_push: PUSH_SENT }],
	['Kindle push', { channel: 'kindlePush', ...PUSH }, { kindle_push: PUSH_SENT }],
	['web push', { channel: 'webPush', ...PUSH }, { web_push: PUSH_SENT }],
	[
		'a classic card for a week',
		CARD,
		{
			content_card: { type: 'CLASSIC', title: 'Good news', description: 'On its way', time_to_live: 604_800 },
		},
	],
	[
		'a banner for half a day',
		{
			...CARD,
			cardType: 'BANNER',
			imageUrl: 'https://files.example.com/card.png',
			daysToLive: '={{ "0.5" }}',
		},
		{
			content_card: {
				type: 'BANNER',
				title: 'Good news',
				description: 'On its way',
				image_url: 'https://files.example.com/card.png',
				time_to_live: 43_200,
			},
		},
	],
	['a webhook', HOOK, { webhook: { url: 'https://hooks.example.com/orders', request_method: 'POST' } }],
	[
		'a webhook with a body that is an object',
		{
			...HOOK,
			webhookMethod: 'PUT',
			webhookHeaders: '{ "X-Shop": "1" }',
			webhookBody: '={{ { order: 1042 } }}',
		},
		{
			webhook: {
				url: 'https://hooks.example.com/orders',
				request_method: 'PUT',
				request_headers: { 'X-Shop': '1' },
				body: { order: 1042 },
			},
		},
	],
];

describe.each(['sendNow', 'schedule'])('%s', (operation) => {
	const time = operation === 'schedule' ? { sendTime: '2026-09-09T09:00:00' } : {};

	it.each(BOTH)('takes %s', async (_, parameters, messages) => {
		const result = await bench.run({ operation, ...time, ...parameters });

		expect(stop(result)).toEqual({});
		expect(sent()).toEqual([messages]);
	});
});

const TEMPLATE = { template_name: 'order_update', template_language_code: 'en' };

it('takes WhatsApp, where it is sent at once', async () => {
	const result = await bench.run({
		operation: 'sendNow',
		...WHATS_APP,
		whatsAppMessage: JSON.stringify(TEMPLATE),
	});

	expect(stop(result)).toEqual({});
	expect(sent()).toEqual([
		{
			whats_app: {
				app_id: 'app-1',
				subscription_group_id: 'group-1',
				message_type: 'template_message',
				message: TEMPLATE,
			},
		},
	]);
});

it('takes a WhatsApp carousel of 2 to 10 cards', async () => {
	const card = { media_uri: 'https://example.com/mug.png', media_type: 'image', body_text: 'A mug' };
	const carousel = (count: number) => ({
		body: 'For you',
		carousel_button_type: 'url',
		cards: Array.from({ length: count }, () => ({
			...card,
			cta_url_button: { display_text: 'Buy', url: 'https://example.com/mug' },
		})),
	});
	const send = async (count: number) =>
		await bench.run({
			operation: 'sendNow',
			...WHATS_APP,
			whatsAppType: 'carousel_response_message',
			whatsAppMessage: JSON.stringify(carousel(count)),
		});

	expect(stop(await send(2))).toEqual({});
	expect(sent()).toMatchObject([
		{ whats_app: { message_type: 'carousel_response_message', message: carousel(2) } },
	]);
	expect(stop(await send(10))).toEqual({});
});

it.each([
	['carousel_response_message', { body: 'For you', cards: [{}] }, 'has 1 card in "cards"'],
	['carousel_response_message', { cards: Array(11).fill({}) }, 'has 11 cards in "cards"'],
	['carousel_response_message', { body: 'For you' }, 'has no list "cards"'],
	['template_message', { ...TEMPLATE, carousel_cards: [{}] }, 'has 1 card in "carousel_cards"'],
	['template_message', { ...TEMPLATE, carousel_cards: {} }, 'has no list "carousel_cards"'],
])('does not send %s with %j', async (whatsAppType, message, problem) => {
	const result = await bench.run({
		operation: 'sendNow',
		...WHATS_APP,
		whatsAppType,
		whatsAppMessage: JSON.stringify(message),
	});

	expect(bench.wire).toEqual([]);
	expect(stop(result)).toEqual({
		message: `'Message JSON' ${problem}`,
		description: expect.stringContaining('Enter 2 to 10 cards.') as string,
	});
});

it('sends a list as the body of a webhook as text, since Braze takes no list there', async () => {
	await bench.run({ operation: 'sendNow', ...HOOK, webhookBody: '={{ [{ order: 1042 }] }}' });

	expect(sent()).toMatchObject([{ webhook: { body: '[{"order":1042}]' } }]);
});

it.each([
	[{ ...EMAIL, appId: '={{ $json.missing }}', htmlBody: 'Hi' }, "'App ID' is missing"],
	[
		{ ...EMAIL, appId: '=app {{ $json.missing }}', htmlBody: 'Hi' },
		"'App ID' has an empty part: nothing came from {{ $json.missing }}",
	],
	[{ ...EMAIL, from: '={{ "" }}', htmlBody: 'Hi' }, "'From' is empty"],
	[{ ...EMAIL, from: 'Shop', htmlBody: 'Hi' }, `'From' is not a valid sender: "Shop"`],
	[EMAIL, "'HTML Body' is empty"],
	[{ ...EMAIL, htmlBody: '={{ { a: 1 } }}' }, "'HTML Body' must be text, but is an object with a"],
	[
		{ ...EMAIL, htmlBody: 'Hi', moreFields: '{ "subject": "A", "from": "B" }' },
		"'More Fields (JSON)' repeats from",
	],
	[
		{ ...EMAIL, htmlBody: 'Hi', moreFields: '{ "preheader": }' },
		"'More Fields (JSON)' is not valid JSON at line 1, column 16",
	],
	[
		{ ...EMAIL, htmlBody: 'Hi', moreFields: '["a"]' },
		"'More Fields (JSON)' must be a JSON object, but is a list of 1 value",
	],
	[{ ...SMS, text: '={{ $json.missing }}' }, "'Text' is missing"],
	[{ ...SMS, subscriptionGroupId: '={{ null }}' }, "'Subscription Group ID' is missing"],
	[{ ...CARD, cardType: 'BANNER' }, "'Image URL' is empty"],
	[{ ...CARD, imageUrl: 'card.png' }, `'Image URL' is not a URL: "card.png"`],
	[{ ...SMS, subscriptionGroupId: 'Order texts' }, `'Subscription Group ID' is not an ID: "Order texts"`],
	[
		{ ...HOOK, webhookHeaders: '{}', moreFields: '{ "a": { "constructor": 1 } }' },
		`'More Fields (JSON)' uses the name "constructor", which cannot be sent`,
	],
	[{ ...CARD, cardType: '={{ "ROUND" }}' }, `'Card Type' is "ROUND"`],
	[{ ...CARD, daysToLive: '={{ 31 }}' }, "'Days to Live' must be a number above 0, at most 30, but is 31"],
	[{ ...CARD, daysToLive: 0 }, "'Days to Live' must be a number above 0, at most 30, but is 0"],
	[{ ...HOOK, webhookUrl: 'hooks.example.com' }, `'URL' is not a URL: "hooks.example.com"`],
	[{ ...HOOK, webhookMethod: '={{ "PATCH" }}' }, `'Method' is "PATCH"`],
	[
		{ channel: 'androidPush', title: 'News', text: '={{ "x".repeat(3989) }}' },
		"'Text' makes the message 4001 bytes long, but Braze accepts at most 4000",
	],
	[
		{ channel: 'applePush', text: '={{ "x".repeat(1901) }}' },
		"'Text' makes the message 1913 bytes long, but Braze accepts at most 1912",
	],
	[{ ...WHATS_APP, whatsAppMessage: '{}' }, "'Message JSON' contains no message: it is an empty object"],
	[
		{ ...WHATS_APP, whatsAppType: '={{ "sticker" }}', whatsAppMessage: '{ "a": 1 }' },
		`'Message Type' is "sticker"`,
	],
])('sends nothing that Braze cannot take: %j', async (parameters, message) => {
	const result = await bench.run({ operation: 'sendNow', ...parameters }, { items: [{}] });

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toBe(message);
	expect(result.error?.description).toMatch(/ Nothing was sent\.$/);
});

it('offers every channel in the order of its name, and no WhatsApp for later', async () => {
	const { message } = await import('../../../nodes/Braze/resources/message');
	const channelsOf = (value: string) =>
		message.operations
			.find((one) => one.value === value)
			?.fields.find(({ name }) => name === 'channel')
			?.options?.map(({ name }) => name);
	const first = ['Android Push', 'Apple Push', 'Content Card', 'Email', 'Kindle Push'];

	expect(channelsOf('schedule')).toEqual([...first, 'Several (JSON)', 'SMS', 'Web Push', 'Webhook']);
	expect(channelsOf('sendNow')).toEqual([
		...first,
		'Several (JSON)',
		'SMS',
		'Web Push',
		'Webhook',
		'WhatsApp',
	]);
});
