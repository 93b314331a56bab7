import { campaignAnalytics } from './campaignAnalytics';
import { campaignExport } from './campaignExport';
import { canvasAnalytics } from './canvasAnalytics';
import { canvasExport } from './canvasExport';
import { cloudDataIngestion } from './cloudDataIngestion';
import { customAttributes } from './customAttributes';
import { customEvents } from './customEvents';
import { duplicates } from './duplicates';
import type { Endpoint } from './endpoint';
import { kpis } from './kpis';
import { liveActivities } from './liveActivities';
import { mediaLibrary } from './mediaLibrary';
import { messages } from './messages';
import { preferenceCenters } from './preferenceCenters';
import { purchases } from './purchases';
import { scheduledBroadcasts } from './scheduledBroadcasts';
import { sdkAuthentication } from './sdkAuthentication';
import { segments } from './segments';
import { sendIds } from './sendIds';
import { transactional } from './transactional';
import { triggerSchedule } from './triggerSchedule';
import { triggerSend } from './triggerSend';

/** Every endpoint the sandbox answers. */
export const endpoints: Endpoint[] = [
	...canvasExport,
	...canvasAnalytics,
	...campaignExport,
	...campaignAnalytics,
	...segments,
	...customAttributes,
	...customEvents,
	...purchases,
	...kpis,
	...preferenceCenters,
	...cloudDataIngestion,
	...mediaLibrary,
	...liveActivities,
	...sdkAuthentication,
	...duplicates,
	...triggerSchedule,
	...triggerSend,
	...messages,
	...scheduledBroadcasts,
	...transactional,
	...sendIds,
];
