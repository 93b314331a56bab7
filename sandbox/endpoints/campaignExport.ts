import { type Campaign, type MessageVariation } from '../types/campaigns';
import { Refusal } from '../types/refusal';
import type { Call, Endpoint } from './endpoint';
import { flag, listed, required } from './query';

/** `GET /campaigns/list` and `GET /campaigns/details` (get_campaigns.md, get_campaign_details.md). */

const list: Endpoint = {
	method: 'GET',
	path: '/campaigns/list',
	permission: 'campaigns.list',
	handle: (call) => {
		const campaigns = listed(call, call.state.campaigns).map(({ id, name, tags, last_edited, type }) => ({
			id,
			last_edited,
			name,
			// An "API campaign" has messages composed in the request; an API-triggered campaign doesn't count as one.
			is_api_campaign: type === 'api',
			tags,
		}));
		return { status: 200, body: { campaigns, message: 'success' } };
	},
};

const details: Endpoint = {
	method: 'GET',
	path: '/campaigns/details',
	permission: 'campaigns.details',
	handle: (call) => {
		const campaign = campaignOf(call);
		const translatable = flag(call, 'include_has_translatable_content');
		flag(call, 'post_launch_draft_version');
		return { status: 200, body: { ...detailsOf(call, campaign, translatable), message: 'success' } };
	},
};

/** Returns the campaign that the query's `campaign_id` names. */
export function campaignOf(call: Call): Campaign {
	const id = required(call, 'campaign_id');
	const campaign = call.state.campaigns.find((one) => one.id === id);
	if (!campaign) throw new Refusal(400, 'Invalid Campaign ID');
	return campaign;
}

/** The trigger of a campaign in `/campaigns/details`. Transactional campaigns are triggered by the API, too. */
function scheduleTypeOf({ type }: Campaign): string {
	return type === 'action_based' || type === 'time_based' ? type : 'api_triggered';
}

function detailsOf({ state }: Call, campaign: Campaign, translatable: boolean) {
	const { id, name, description, archived, draft, enabled, tags, variations } = campaign;
	const sent = state.deliveries.filter(({ campaign_id }) => campaign_id === id).map(({ at }) => at);
	const messages = variations.map((one) => [
		one.id,
		{ ...messageOf(campaign, one), ...(translatable ? { has_translatable_content: false } : {}) },
	]);
	return {
		created_at: campaign.created_at,
		updated_at: campaign.last_edited,
		archived,
		draft,
		enabled,
		has_post_launch_draft: false,
		name,
		description,
		schedule_type: scheduleTypeOf(campaign),
		channels: [...new Set(variations.map(({ channel }) => channel))],
		first_sent: draft ? null : campaign.created_at,
		last_sent: sent[sent.length - 1] ?? (draft ? null : campaign.last_edited),
		tags,
		teams: [],
		messages: Object.fromEntries(messages) as Record<string, unknown>,
		conversion_behaviors: [{ type: 'Starts Session', window: 259_200, app_ids: null }],
	};
}

function messageOf({ name: title }: Campaign, { channel, name }: MessageVariation) {
	switch (channel) {
		case 'email':
			return { channel, name, subject: title, body: `<p>${title}</p>`, from: 'Shop <hello@example.com>' };
		case 'sms':
			return { channel, name, body: title, from: ['+15550100'], subscription_group_id: 'sandbox-sms' };
		case 'webhook':
			return { channel, name, url: 'https://example.com/hook', body: '{}', type: 'raw', method: 'POST' };
		default:
			return { channel, name, alert: title, extras: {} };
	}
}

export const campaignExport: Endpoint[] = [list, details];
