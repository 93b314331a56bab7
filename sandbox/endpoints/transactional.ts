import type { Campaign } from '../types/campaigns';
import { sendNow } from '../delivery/records';
import { ALIAS, ID } from '../people/personSchemas';
import { checker } from '../rules/jsonSchema';
import { checkAttributes, PROPERTIES } from '../rules/recipients';
import type { Recipient, SendRecord } from '../types/deliveries';
import type { JsonObject } from '../types/json';
import { Refusal } from '../types/refusal';
import type { Call, Endpoint } from './endpoint';

const check = checker({
	type: 'object',
	required: ['recipient'],
	additionalProperties: false,
	properties: {
		external_send_id: { type: 'string', pattern: '^[a-zA-Z0-9\\-_+/=]+$' },
		trigger_properties: PROPERTIES,
		recipient: {
			type: 'object',
			additionalProperties: false,
			properties: { external_user_id: ID, user_alias: ALIAS, attributes: { type: 'object' } },
		},
	},
});

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const REMEMBERED_MS = 24 * 3_600_000;

/** How long after the first request Braze is assumed to be still processing it (a guess). */
const QUEUED_MS = 1000;

/**
 * `POST /transactional/v1/campaigns/{campaign_id}/send` (post_send_transactional_message.md): one person, one email.
 * `external_send_id` is the API's only idempotency key. Within 24 hours, repeating it sends nothing and returns the
 * first response again; right after the first request, it returns the refusal that Braze documents.
 */
const send: Endpoint = {
	method: 'POST',
	path: '/transactional/v1/campaigns/{campaign_id}/send',
	permission: 'transactional.send',
	words: {
		unauthenticated: 'Error authenticating credentials',
		denied: 'You do not have permission to access this resource',
	},
	handle: (call) => {
		const campaign = campaignOf(call);
		check(call.body);
		const recipient = call.body.recipient as Recipient;
		if ('external_user_id' in recipient === 'user_alias' in recipient) {
			throw new Refusal(400, 'recipient must have exactly one identifier: external_user_id, user_alias');
		}
		checkAttributes(recipient, 'recipient', call.state);
		const record = earlier(call, campaign) ?? sent(call, campaign, recipient);
		return { status: 201, body: answerOf(record) };
	},
};

function campaignOf({ params, state }: Call): Campaign {
	const id = params.campaign_id;
	if (!UUID.test(id)) throw new Refusal(400, 'campaign_id must be a string of the campaign api identifier');
	const campaign = state.campaigns.find((one) => one.id === id);
	if (!campaign) throw new Refusal(400, 'Campaign does not exist');
	if (campaign.type !== 'transactional') {
		const words =
			'The campaign is not a transactional campaign. Only transactional campaigns may use this endpoint';
		throw new Refusal(400, words);
	}
	const stopped = (words: string) =>
		new Refusal(400, `${words} in order for trigger requests to take effect.`);
	if (campaign.archived) throw stopped('The campaign is archived. Unarchive the campaign');
	if (!campaign.enabled) throw stopped('The campaign is paused. Resume the campaign');
	return campaign;
}

/** The send that the same `external_send_id` made within the last 24 hours. */
function earlier({ body, state, now }: Call, { id }: Campaign): SendRecord | undefined {
	const { external_send_id } = body;
	if (external_send_id === undefined) return undefined;
	const ageOf = ({ created_at }: SendRecord) => now.getTime() - Date.parse(created_at);
	const record = state.sends.find(
		(one) =>
			one.external_send_id === external_send_id && one.campaign_id === id && ageOf(one) < REMEMBERED_MS,
	);
	if (record && ageOf(record) < QUEUED_MS) {
		throw new Refusal(400, 'The external reference has been queued. Please retry to obtain send_id.');
	}
	return record;
}

function sent(call: Call, { id, name, variations }: Campaign, recipient: Recipient): SendRecord {
	const { trigger_properties = {}, external_send_id } = call.body as {
		trigger_properties?: JsonObject;
		external_send_id?: string;
	};
	// An unknown external ID with attributes creates the user; an alias never does.
	const creates =
		recipient.external_user_id !== undefined && Object.keys(recipient.attributes ?? {}).length > 0;
	const one = { ...recipient, ...(creates ? { send_to_existing_only: false } : {}) };
	const channels = variations.map(({ channel }) => channel);
	return sendNow(call, {
		source: { kind: 'transactional', campaign_id: id, campaign_name: name, channels },
		reach: { recipients: [one], broadcast: false, properties: trigger_properties },
		more: { context: {}, trigger_properties, ...(external_send_id ? { external_send_id } : {}) },
	});
}

/** The page shows the three keys only; the content of `metadata` follows its event postback. */
function answerOf({ dispatch_id, created_at, campaign_id, external_send_id }: SendRecord): JsonObject {
	const metadata = {
		received_at: created_at,
		enqueued_at: created_at,
		campaign_api_id: campaign_id,
		...(external_send_id ? { external_send_id } : {}),
	};
	return { dispatch_id, status: 'sent', metadata };
}

export const transactional: Endpoint[] = [send];
