import { CRM_MESSAGES_ID, seedCampaigns } from '../../../sandbox/seeds/campaigns';
import { Bench, jsons, stop } from '../../support/bench';
import { PUSH, PUSH_SENT, rows, SEVERAL } from '../../support/messages';

const bench = new Bench({ resource: 'message', operation: 'sendNow', ...PUSH, recipients: rows('user-001') });

/** The variation of the API campaign for a channel, in the words of its details. */
function variation(channel: string): string {
	const { variations } = seedCampaigns().find(({ id }) => id === CRM_MESSAGES_ID) as {
		variations: Array<{ id: string; channel: string }>;
	};
	return variations.find((one) => one.channel === channel)?.id as string;
}

const ANDROID = { message_variation_id: variation('android_push'), ...PUSH_SENT.android_push };

it('counts for a campaign, with the variation inside the message', async () => {
	const options = { apiCampaignId: ` ${CRM_MESSAGES_ID} `, messageVariationId: '={{ $json.variation }}' };
	const items = [{ variation: variation('android_push') }];
	const result = await bench.run({ options }, { items });

	expect(stop(result)).toEqual({});
	expect(bench.bodies).toEqual([
		{ campaign_id: CRM_MESSAGES_ID, external_user_ids: ['user-001'], messages: { android_push: ANDROID } },
	]);
});

it('takes the variation of each channel from the JSON, where each has its own', async () => {
	const messages = {
		email: { ...SEVERAL.email, message_variation_id: variation('email') },
		apple_push: { ...SEVERAL.apple_push, message_variation_id: variation('ios_push') },
	};
	const json = { channel: 'json', messagesJson: JSON.stringify(messages) };
	const result = await bench.run({ ...json, options: { apiCampaignId: CRM_MESSAGES_ID } });

	expect(stop(result)).toEqual({});
	expect(bench.bodies).toEqual([{ campaign_id: CRM_MESSAGES_ID, external_user_ids: ['user-001'], messages }]);
});

it.each([
	[{ apiCampaignId: CRM_MESSAGES_ID }, "'Message Variation ID' is missing for android_push"],
	[{ messageVariationId: 'iosPush-1' }, "'API Campaign ID' is missing"],
])('refuses half of a pair: %j', async (options, message) => {
	const result = await bench.run({ options });

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toBe(message);
	expect(result.error?.description).toMatch(/^Braze needs it together with/);
});

it('names the channel of the JSON that lacks its variation', async () => {
	const messages = { ...SEVERAL, email: { ...SEVERAL.email, message_variation_id: variation('email') } };
	const json = { channel: 'json', messagesJson: JSON.stringify(messages) };
	const result = await bench.run({ ...json, options: { apiCampaignId: CRM_MESSAGES_ID } });

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toBe("'Message Variation ID' is missing for apple_push");
});

it.each([
	['empty', '', undefined],
	['subscribed', 'subscribed', 'subscribed'],
	['all', 'all', 'all'],
])('says who may get it: %s', async (_, recipientSubscriptionState, sent) => {
	await bench.run({ options: { recipientSubscriptionState } });

	const [body] = bench.bodies as Array<Record<string, unknown>>;
	expect(body.recipient_subscription_state).toBe(sent);
});

it('does not take another word for who may get it', async () => {
	const result = await bench.run({ options: { recipientSubscriptionState: '={{ "everybody" }}' } });

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toBe(`'Recipient Subscription State' is "everybody"`);
});

it('carries a send ID', async () => {
	bench.sandbox.state.sendIds.push({
		send_id: 'spring_26',
		campaign_id: CRM_MESSAGES_ID,
		created_at: '2026-09-01',
	});
	const options = {
		apiCampaignId: CRM_MESSAGES_ID,
		messageVariationId: variation('android_push'),
		sendId: 'spring_26',
	};
	const result = await bench.run({ options });

	expect(stop(result)).toEqual({});
	expect(bench.bodies).toEqual([
		{
			campaign_id: CRM_MESSAGES_ID,
			send_id: 'spring_26',
			external_user_ids: ['user-001'],
			messages: { android_push: ANDROID },
		},
	]);
});

it.each([
	['sendNow', {}, 'override_frequency_capping'],
	['schedule', { sendTime: '2026-09-09T09:00:00' }, 'override_messaging_limits'],
])('ignores frequency capping by the name that the endpoint has for it: %s', async (operation, time, key) => {
	const result = await bench.run({ operation, ...time, options: { ignoreFrequencyCapping: true } });

	expect(stop(result)).toEqual({});
	const [body] = bench.bodies as Array<Record<string, unknown>>;
	expect(Object.keys(body).filter((name) => name.startsWith('override'))).toEqual([key]);
	expect(body[key]).toBe(true);
});

describe('several channels', () => {
	it('takes the messages of Braze as they are', async () => {
		const result = await bench.run(
			{ channel: 'json', messagesJson: '={{ $json.content }}' },
			{ items: [{ content: SEVERAL }] },
		);

		expect(stop(result)).toEqual({});
		expect(bench.bodies).toEqual([{ external_user_ids: ['user-001'], messages: SEVERAL }]);
		expect(jsons(result)[0].recipient_count).toBe(1);
	});

	it.each([
		['{}', "'Messages JSON' contains no message"],
		['={{ "" }}', "'Messages JSON' contains no message"],
		['{ "email": "Hi" }', `'Messages JSON: email' must be an object, but is "Hi"`],
		['[]', "'Messages JSON' must be a JSON object, but is an empty list"],
		['{ "email": { "body": "Hi }', "'Messages JSON' is not valid JSON at line 1, column 27 (it ends early)"],
	])('refuses %s', async (messagesJson, message) => {
		const result = await bench.run({ channel: 'json', messagesJson });

		expect(bench.wire).toEqual([]);
		expect(result.error?.message).toContain(message.replace(/ at line.*/, ''));
	});

	it('says in the words of Braze what is wrong inside', async () => {
		const result = await bench.run({ channel: 'json', messagesJson: '{ "emails": {} }' });

		expect(result.error?.message).toBe('messages has an unknown key: emails');
	});
});
