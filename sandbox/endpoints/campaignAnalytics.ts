import { DateTime } from 'luxon';
import { analyticsChannels, channelFigures } from '../analytics/channels';
import { partOf, revenueOf, volumeOn } from '../analytics/numbers';
import type { Campaign } from '../types/campaigns';
import type { Delivery } from '../types/deliveries';
import { Refusal } from '../types/refusal';
import { campaignOf } from './campaignExport';
import { daysAsked } from './days';
import type { Endpoint } from './endpoint';
import { required } from './query';

/** `GET /campaigns/data_series` and `GET /sends/data_series` (get_campaign_analytics.md, get_send_analytics.md). */

const campaigns: Endpoint = {
	method: 'GET',
	path: '/campaigns/data_series',
	permission: 'campaigns.data_series',
	pools: () => [{ name: 'campaigns.data_series', limit: 50_000, windowSeconds: 60 }],
	handle: (call) => {
		const campaign = campaignOf(call);
		const { id, draft, created_at } = campaign;
		const data = daysAsked(call).map((day) =>
			dayOf(campaign, day, () => (draft ? 0 : volumeOn(id, day, created_at))),
		);
		return { status: 200, body: { data, message: 'success' } };
	},
};

/** How long Braze keeps the figures of a send ID. */
const KEPT_DAYS = 14;

/** Unlike the other figures, those of a send ID count what was actually sent with it. */
const sends: Endpoint = {
	method: 'GET',
	path: '/sends/data_series',
	permission: 'sends.data_series',
	handle: (call) => {
		const campaign = campaignOf(call);
		const send_id = required(call, 'send_id');
		const { sendIds, deliveries, companyTimeZone: zone } = call.state;
		if (!sendIds.some((one) => one.send_id === send_id && one.campaign_id === campaign.id)) {
			throw new Refusal(400, 'Invalid send_id');
		}
		const oldest = DateTime.fromJSDate(call.now, { zone }).minus({ days: KEPT_DAYS }).toISODate() ?? '';
		const days = daysAsked(call).filter((day) => day > oldest);
		const sent = deliveries.filter((one) => one.send_id === send_id && one.campaign_id === campaign.id);
		const data = days.map((day) =>
			dayOf(campaign, day, (channel) => countOn(sent, day, zone, channel), send_id),
		);
		return { status: 200, body: { data, message: 'success' } };
	},
};

function countOn(sent: Delivery[], day: string, zone: string, channel: string): number {
	return sent.filter(
		({ at, channels }) => DateTime.fromISO(at, { zone }).toISODate() === day && channels.includes(channel),
	).length;
}

/** The primary conversion event (A) and the three others, which the campaigns of the sandbox do not have. */
function conversionsOf(conversions: number, text: string) {
	return {
		conversions,
		conversions_by_send_time: partOf(conversions, 0.9, `${text} by send time`),
		...Object.fromEntries(
			[1, 2, 3].flatMap((event) => [
				[`conversions${event}`, 0],
				[`conversions${event}_by_send_time`, 0],
			]),
		),
	};
}

function dayOf(campaign: Campaign, day: string, sentBy: (channel: string) => number, what = campaign.id) {
	const text = `${what} ${day}`;
	const messages: Record<string, unknown[]> = {};
	let most = 0;
	for (const { id: variation_api_id, channel } of campaign.variations) {
		const sent = sentBy(channel);
		most = Math.max(most, sent);
		for (const name of analyticsChannels(channel)) {
			const figures = channelFigures(name, sent, `${text} ${variation_api_id}`);
			(messages[name] ??= []).push({ variation_api_id, ...figures });
		}
	}
	const conversions = partOf(most, 0.04, `${text} conversions`);
	return {
		time: day,
		...conversionsOf(conversions, text),
		unique_recipients: partOf(most, 0.95, `${text} unique`),
		revenue: revenueOf(conversions, text),
		messages,
	};
}

export const campaignAnalytics: Endpoint[] = [campaigns, sends];
