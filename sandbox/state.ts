import type { Campaign, DashboardSchedule, Segment, SendId } from './campaignTypes';
import type { Catalog, ContentBlock, EmailTemplate } from './catalogTypes';
import { seedCampaigns, seedDashboardSchedules } from './seeds/campaigns';
import { type App, seedApps } from './seeds/apps';
import { seedCanvases } from './seeds/canvases';
import { type CustomEvent, seedEvents, seedProducts } from './seeds/events';
import { seedCatalogs } from './seeds/catalogs';
import { seedContentBlocks, seedEmailTemplates } from './seeds/templates';
import { seedSegments } from './seeds/segments';
import { seedSubscriptionGroups } from './seeds/subscriptionGroups';
import { seedUsers } from './seeds/users';
import type { Canvas, Delivery, ScheduleRecord, SendRecord, SubscriptionGroup, User } from './types';

/** A copy of a Canvas or campaign that was asked for, and is listed from that moment on (epoch milliseconds). */
export interface Copy {
	at: number;
	canvas?: Canvas;
	campaign?: Campaign;
}

/** A Braze workspace as the sandbox keeps it. */
export interface SandboxState {
	/** IANA name; counts for users without a zone of their own. */
	companyTimeZone: string;
	canvases: Canvas[];
	campaigns: Campaign[];
	segments: Segment[];
	users: User[];
	/** Counts the profiles that requests made, so that no `braze_id` comes twice. */
	usersMade: number;
	subscriptionGroups: SubscriptionGroup[];
	schedules: ScheduleRecord[];
	sends: SendRecord[];
	deliveries: Delivery[];
	sendIds: SendId[];
	/** Scheduled in the dashboard; the API's own schedules are in `schedules`. */
	dashboardSchedules: DashboardSchedule[];
	copies: Copy[];
	apps: App[];
	customEvents: CustomEvent[];
	/** The IDs of products that were bought. */
	products: string[];
	catalogs: Catalog[];
	contentBlocks: ContentBlock[];
	emailTemplates: EmailTemplate[];
	/** When the next schedule is due, in epoch milliseconds; spares a look at each of them on every request. */
	nextDue: number;
}

export function seedState(): SandboxState {
	return {
		companyTimeZone: 'Europe/Paris',
		canvases: seedCanvases(),
		campaigns: seedCampaigns(),
		segments: seedSegments(),
		users: seedUsers(),
		usersMade: 0,
		subscriptionGroups: seedSubscriptionGroups(),
		schedules: [],
		sends: [],
		deliveries: [],
		sendIds: [],
		dashboardSchedules: seedDashboardSchedules(),
		copies: [],
		apps: seedApps(),
		customEvents: seedEvents(),
		products: seedProducts(),
		catalogs: seedCatalogs(),
		contentBlocks: seedContentBlocks(),
		emailTemplates: seedEmailTemplates(),
		nextDue: Infinity,
	};
}

/** Back to the seed data, in the same object, so that a reference to it stays good. */
export function resetState(state: SandboxState): void {
	Object.assign(state, seedState());
}
