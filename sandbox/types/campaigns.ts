/** The contents of a workspace other than people: Canvases, campaigns, segments, send IDs and dashboard schedules. */

export type CanvasScheduleType = 'api_triggered' | 'action_based' | 'time_based';

/** A Canvas as kept in the sandbox; `/canvas/list` and `/canvas/details` each show a part of it. Times are ISO 8601 in UTC. */
export interface Canvas {
	id: string;
	name: string;
	description: string;
	tags: string[];
	created_at: string;
	last_edited: string;
	archived: boolean;
	draft: boolean;
	/** false: stopped (paused) in the dashboard. */
	enabled: boolean;
	schedule_type: CanvasScheduleType;
	channels: string[];
	/** The subscription group of its messages. People who unsubscribed from it get none of them. */
	subscription_group_id?: string;
	/** The custom attributes that its messages contain, as `{{custom_attribute.${plan}}}` does. */
	personalized_by?: string[];
}

/**
 * `api_triggered`: composed in the dashboard, triggered by the API. `api` (an "API campaign"): composed in the
 * request, the campaign only counts it. `transactional`: has an endpoint of its own. The rest starts by itself.
 */
export type CampaignType = 'api_triggered' | 'api' | 'transactional' | 'action_based' | 'time_based';

/** One message of a campaign; `channel` in the words of `/campaigns/details`. */
export interface MessageVariation {
	id: string;
	name: string;
	channel: string;
}

/** A campaign as kept in the sandbox. Times are ISO 8601 in UTC. */
export interface Campaign {
	id: string;
	name: string;
	description: string;
	tags: string[];
	created_at: string;
	last_edited: string;
	archived: boolean;
	draft: boolean;
	/** false: stopped (paused) in the dashboard. */
	enabled: boolean;
	type: CampaignType;
	variations: MessageVariation[];
	/** As of a Canvas. */
	subscription_group_id?: string;
}

/** A send identifier, made by `/sends/id/create` or with a broadcast, good for one campaign. */
export interface SendId {
	send_id: string;
	campaign_id: string;
	/** ISO 8601 in UTC. */
	created_at: string;
}

/** A segment; its members are the users that fit its audience (in the sandbox's own words for filters). */
export interface Segment {
	id: string;
	name: string;
	/** The filters in words. */
	description: string;
	tags: string[];
	created_at: string;
	last_edited: string;
	archived: boolean;
	analytics_tracking_enabled: boolean;
	/** A connected audience object; all users when left out. */
	audience?: Record<string, unknown>;
}

/** A campaign or Canvas that somebody scheduled in the dashboard. */
export interface DashboardSchedule {
	id: string;
	name: string;
	type: 'Campaign' | 'Canvas';
	tags: string[];
	/** Wall clock, `HH:MM`, in the company's zone or in each recipient's. */
	clock: string;
	/** 1 (Monday) to 7; every day when left out. */
	weekday?: number;
	delivery: 'company_zone' | 'local_time_zones' | 'intelligent_delivery';
}
