import { partOf } from './numbers';

/** What each channel counts in addition to `sent` (get_campaign_analytics.md), each with a typical share. */
const PUSH = { direct_opens: 0.05, total_opens: 0.11, bounces: 0.01, body_clicks: 0.04 };
const CAMPAIGN_RATES: Record<string, Record<string, number>> = {
	email: {
		opens: 0.46,
		machine_open: 0.2,
		unique_opens: 0.31,
		clicks: 0.07,
		unique_clicks: 0.05,
		unsubscribes: 0.002,
		bounces: 0.012,
		delivered: 0.9,
		reported_spam: 0.0005,
	},
	sms: {
		sent_to_carrier: 0.9,
		delivered: 0.88,
		rejected: 0.004,
		delivery_failed: 0.01,
		clicks: 0.06,
		opt_out: 0.003,
		help: 0.001,
	},
	whats_app: { delivered: 0.9, failed: 0.01, read: 0.62 },
	webhook: { errors: 0.006 },
	content_cards: {
		total_clicks: 0.09,
		total_dismissals: 0.12,
		total_impressions: 0.8,
		unique_clicks: 0.07,
		unique_dismissals: 0.1,
		unique_impressions: 0.55,
	},
	ios_push: PUSH,
	android_push: PUSH,
	web_push: PUSH,
	kindle_push: PUSH,
};

/** In Canvas steps, push counts fewer things, and `influenced_opens` means all opens (get_canvas_analytics.md). */
const CANVAS_PUSH = { opens: 0.05, influenced_opens: 0.11, bounces: 0.01 };

/** The names of a channel in the analytics endpoints. A Canvas's `push` has two. */
export function analyticsChannels(channel: string): string[] {
	if (channel === 'push') return ['ios_push', 'android_push'];
	return [channel === 'content_card' ? 'content_cards' : channel];
}

/** The figures for a number of messages sent through a channel. */
export function channelFigures(channel: string, sent: number, text: string, inCanvas = false) {
	const usual = CAMPAIGN_RATES[channel] ?? {};
	const rates = inCanvas && channel.endsWith('_push') ? CANVAS_PUSH : usual;
	const figures = Object.entries(rates).map(([name, rate]) => [
		name,
		partOf(sent, rate, `${text} ${channel} ${name}`),
	]);
	return { sent, ...(Object.fromEntries(figures) as Record<string, number>) };
}
