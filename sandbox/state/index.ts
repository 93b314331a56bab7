import type { Campaign, DashboardSchedule, Segment, SendId, Canvas } from '../types/campaigns';
import type { Catalog, ContentBlock, EmailTemplate } from '../types/catalogs';
import { seedCampaigns, seedDashboardSchedules } from '../seeds/campaigns';
import { type App, IOS_APP_ID, seedApps } from '../seeds/apps';
import { seedCanvases } from '../seeds/canvases';
import { type CustomEvent, seedEvents, seedProducts } from '../seeds/events';
import { seedCatalogs } from '../seeds/catalogs';
import { seedContentBlocks, seedEmailTemplates } from '../seeds/templates';
import { type Integration, seedIntegrations } from '../seeds/integrations';
import { type MediaAsset, seedMediaAssets } from '../seeds/mediaAssets';
import { type PreferenceCenter, seedPreferenceCenters } from '../seeds/preferenceCenters';
import { type SdkKey, seedSdkKeys } from '../seeds/sdkKeys';
import { seedSegments } from '../seeds/segments';
import { seedSubscriptionGroups } from '../seeds/subscriptionGroups';
import { seedUsers } from '../seeds/users';
import { seedHardBounces, seedInvalidPhones, seedSpamReports } from '../seeds/suppressions';
import type { Delivery, ScheduleRecord, SendRecord } from '../types/deliveries';
import type { JsonObject } from '../types/json';
import type { InvalidPhone, ListedEmail, SubscriptionGroup } from '../types/lists';
import type { TrackGroup, Unprocessed, User, UserExport } from '../types/people';

/** A requested copy of a Canvas or campaign, listed from that time on (epoch milliseconds). */
export interface Copy {
	at: number;
	canvas?: Canvas;
	campaign?: Campaign;
}

/** A write to a catalog item that was accepted and will be made at a time (milliseconds since 1970). */
export interface LateWrite {
	at: number;
	make: () => void;
}

/** A Braze workspace as the sandbox keeps it. */
export interface SandboxState {
	/** IANA name; counts for users without a zone of their own. */
	companyTimeZone: string;
	canvases: Canvas[];
	campaigns: Campaign[];
	segments: Segment[];
	users: User[];
	/** The groups of `/users/track` requests that were named by `group_id`. */
	trackGroups: TrackGroup[];
	/** How long `/users/track` takes to update profiles, by the sandbox's clock. */
	processingMs: number;
	/** Accepted data that is not on the profiles yet, oldest first. */
	unprocessed: Unprocessed[];
	/** The number of profiles that requests created, so that no `braze_id` is used twice. */
	usersMade: number;
	subscriptionGroups: SubscriptionGroup[];
	exports: UserExport[];
	hardBounces: ListedEmail[];
	spamReports: ListedEmail[];
	/** The latest unsubscribe of each address. */
	unsubscribes: ListedEmail[];
	invalidPhones: InvalidPhone[];
	schedules: ScheduleRecord[];
	sends: SendRecord[];
	deliveries: Delivery[];
	sendIds: SendId[];
	/** Scheduled in the dashboard; the API's own schedules are in `schedules`. */
	dashboardSchedules: DashboardSchedule[];
	copies: Copy[];
	/**
	 * How long bulk writes to catalog items take, in milliseconds. Each takes at least half of that, in no particular
	 * order. 0: they are made immediately.
	 */
	bulkWritesTake: number;
	lateWrites: LateWrite[];
	apps: App[];
	customEvents: CustomEvent[];
	/** The IDs of products that were bought. */
	products: string[];
	catalogs: Catalog[];
	contentBlocks: ContentBlock[];
	emailTemplates: EmailTemplate[];
	preferenceCenters: PreferenceCenter[];
	integrations: Integration[];
	mediaAssets: MediaAsset[];
	sdkKeys: SdkKey[];
	/** What Live Activities were started and updated with, the oldest first. */
	liveActivities: JsonObject[];
	/** When the next schedule is due, in milliseconds since 1970, so that not every request has to check each of them. */
	nextDue: number;
}

export function seedState(): SandboxState {
	return {
		companyTimeZone: 'Europe/Paris',
		canvases: seedCanvases(),
		campaigns: seedCampaigns(),
		segments: seedSegments(),
		users: seedUsers(),
		trackGroups: [],
		processingMs: 0,
		unprocessed: [],
		usersMade: 0,
		subscriptionGroups: seedSubscriptionGroups(),
		exports: [],
		hardBounces: seedHardBounces(),
		spamReports: seedSpamReports(),
		unsubscribes: seedUsers()
			.filter(({ email_subscribe }) => email_subscribe === 'unsubscribed')
			.map(({ email, updated_at }) => ({ email: String(email), at: updated_at })),
		invalidPhones: seedInvalidPhones(),
		schedules: [],
		sends: [],
		deliveries: [],
		sendIds: [],
		dashboardSchedules: seedDashboardSchedules(),
		copies: [],
		bulkWritesTake: 0,
		lateWrites: [],
		apps: seedApps(),
		customEvents: seedEvents(),
		products: seedProducts(),
		catalogs: seedCatalogs(),
		contentBlocks: seedContentBlocks(),
		emailTemplates: seedEmailTemplates(),
		preferenceCenters: seedPreferenceCenters(),
		integrations: seedIntegrations(),
		mediaAssets: seedMediaAssets(),
		sdkKeys: seedSdkKeys(IOS_APP_ID),
		liveActivities: [],
		nextDue: Infinity,
	};
}

/** Restores the seed data in the same object, so that references to it stay valid. */
export function resetState(state: SandboxState): void {
	Object.assign(state, seedState());
}
