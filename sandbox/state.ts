import type { Campaign, DashboardSchedule, Segment, SendId } from './campaignTypes';
import { seedCampaigns, seedDashboardSchedules } from './seeds/campaigns';
import { type App, IOS_APP_ID, seedApps } from './seeds/apps';
import { seedCanvases } from './seeds/canvases';
import { type CustomEvent, seedEvents, seedProducts } from './seeds/events';
import { type Integration, seedIntegrations } from './seeds/integrations';
import { type MediaAsset, seedMediaAssets } from './seeds/mediaAssets';
import { type PreferenceCenter, seedPreferenceCenters } from './seeds/preferenceCenters';
import { type SdkKey, seedSdkKeys } from './seeds/sdkKeys';
import { seedSegments } from './seeds/segments';
import { seedUsers } from './seeds/users';
import type { Canvas, Delivery, JsonObject, ScheduleRecord, SendRecord, User } from './types';

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
	apps: App[];
	customEvents: CustomEvent[];
	/** The IDs of products that were bought. */
	products: string[];
	preferenceCenters: PreferenceCenter[];
	integrations: Integration[];
	mediaAssets: MediaAsset[];
	sdkKeys: SdkKey[];
	/** What Live Activities were started and updated with, the oldest first. */
	liveActivities: JsonObject[];
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
		apps: seedApps(),
		customEvents: seedEvents(),
		products: seedProducts(),
		preferenceCenters: seedPreferenceCenters(),
		integrations: seedIntegrations(),
		mediaAssets: seedMediaAssets(),
		sdkKeys: seedSdkKeys(IOS_APP_ID),
		liveActivities: [],
		nextDue: Infinity,
	};
}

/** Back to the seed data, in the same object, so that a reference to it stays good. */
export function resetState(state: SandboxState): void {
	Object.assign(state, seedState());
}
