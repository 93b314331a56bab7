import type { Campaign, DashboardSchedule, Segment, SendId } from './campaignTypes';
import type { Catalog, ContentBlock, EmailTemplate } from './catalogTypes';
import { seedCampaigns, seedDashboardSchedules } from './seeds/campaigns';
import { seedCanvases } from './seeds/canvases';
import { seedCatalogs } from './seeds/catalogs';
import { seedContentBlocks, seedEmailTemplates } from './seeds/templates';
import { seedSegments } from './seeds/segments';
import { seedUsers } from './seeds/users';
import type { Canvas, Delivery, ScheduleRecord, SendRecord, User } from './types';

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
	schedules: ScheduleRecord[];
	sends: SendRecord[];
	deliveries: Delivery[];
	sendIds: SendId[];
	/** Scheduled in the dashboard; the API's own schedules are in `schedules`. */
	dashboardSchedules: DashboardSchedule[];
	copies: Copy[];
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
		schedules: [],
		sends: [],
		deliveries: [],
		sendIds: [],
		dashboardSchedules: seedDashboardSchedules(),
		copies: [],
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
