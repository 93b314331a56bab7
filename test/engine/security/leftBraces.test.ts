import { get } from 'lodash';

import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { Bench, stop } from '../../support/bench';
import { byId } from '../../support/kinds';
import { rows } from '../../support/messages';

/** An expression that stands in a field as fixed text: nothing evaluates it, so it is the ID of nobody. */

const bench = new Bench({
	resource: 'canvas',
	operation: 'schedule',
	canvasId: byId(ONBOARDING_ID),
	recipients: rows('user-001'),
	sendTime: '2026-09-09T09:00:00',
});

const TEXT = '{{ $json.id }}';

it.each([
	['a row', { recipients: rows('=user-002', TEXT) }, 'Recipient 2: External User ID'],
	['a key', { options: { scheduleKey: `booking-${TEXT}` } }, 'Schedule Key'],
	['a picker', { canvasId: byId(TEXT) }, 'Canvas'],
	[
		'JSON',
		{ specifyRecipients: 'json', recipientsJson: `[{"external_user_id":"${TEXT}"}]` },
		'Recipients JSON',
	],
	[
		'an audience',
		{
			sendTo: 'audience',
			specifyAudience: 'json',
			audience: `{"custom_attribute":{"custom_attribute_name":"plan","comparison":"not_equal","value":"${TEXT}"}}`,
		},
		'Audience',
	],
	[
		'the picture of a product, as Braze evaluates no Liquid in events',
		{
			resource: 'user',
			operation: 'trackEcommerceEvent',
			externalUserId: 'user-001',
			ecommerceEvent: 'product_viewed',
			currency: 'eur',
			source: 'my-shop',
			productId: '7',
			productName: 'Mug',
			variantId: '7-red',
			price: 9.5,
			ecommerceDetails: { imageUrl: TEXT },
		},
		'Image URL',
	],
])('is refused in %s', async (_, parameters, field) => {
	const { message, description } = stop(await bench.run(parameters, { items: [{ id: 'user-003' }] }));

	expect(message).toContain(`'${field}' is the fixed text`);
	expect(description).toContain("Choose 'Expression'");
	expect(bench.wire).toEqual([]);
});

it.each([
	['content, which may be Liquid', { options: { scheduleKey: 'k' }, specifyRecipients: 'json' }],
	['a field that the identifier hides', { recipients: hidden(), specifyRecipients: 'fields' }],
])('is accepted in %s', async (_, parameters) => {
	const recipientsJson = `[{"external_user_id":"user-001","canvas_entry_properties":{"greeting":"${TEXT}"}}]`;
	const { error } = await bench.run({ ...parameters, recipientsJson });

	expect(error).toBeUndefined();
});

const MESSAGE = { resource: 'message', operation: 'sendNow', recipients: rows('user-001') };

it.each([
	[
		'the sender of an email',
		{
			channel: 'email',
			appId: 'app-1',
			from: '{{ ${sender} }} <a@example.com>',
			subject: 'S',
			htmlBody: 'B',
		},
		'email.from',
	],
	[
		'the picture of a Content Card',
		{ channel: 'contentCard', cardType: 'CLASSIC', title: 'T', text: 'T', imageUrl: '{{ ${picture} }}' },
		'content_card.image_url',
	],
	[
		'the address of a webhook',
		{ channel: 'webhook', webhookUrl: 'https://a.example/{{${path}}}' },
		'webhook.url',
	],
])('is Liquid in %s', async (_, parameters, path) => {
	const { error } = await bench.run({ ...MESSAGE, ...parameters });

	expect(error).toBeUndefined();
	expect(get(bench.bodies, `[0].messages.${path}`)).toMatch(/\{\{ ?\$\{/);
});

function hidden(): object {
	return { recipient: [{ externalUserId: 'user-001', email: TEXT }] };
}
