import { campaignAnalytics } from './campaignAnalytics';
import { campaignExport } from './campaignExport';
import { canvasAnalytics } from './canvasAnalytics';
import { canvasExport } from './canvasExport';
import { catalogItems } from './catalogItems';
import { catalogs } from './catalogs';
import { catalogSelections } from './catalogSelections';
import { contentBlocks } from './contentBlocks';
import { contentBlockTranslations } from './contentBlockTranslations';
import { cloudDataIngestion } from './cloudDataIngestion';
import { customAttributes } from './customAttributes';
import { customEvents } from './customEvents';
import { duplicates } from './duplicates';
import type { Endpoint } from './endpoint';
import { kpis } from './kpis';
import { emailTemplates } from './emailTemplates';
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
import { emailLists } from './emailLists';
import { externalIds } from './externalIds';
import { smsLists } from './smsLists';
import { subscriptions } from './subscriptions';
import { userAliases } from './userAliases';
import { usersDelete } from './usersDelete';
import { usersExport } from './usersExport';
import { usersMerge } from './usersMerge';
import { usersTrack } from './usersTrack';
import { usersTrackStatus } from './usersTrackStatus';

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
	...usersTrack,
	...usersTrackStatus,
	...catalogs,
	...catalogItems,
	...catalogSelections,
	...contentBlocks,
	...contentBlockTranslations,
	...emailTemplates,
	...userAliases,
	...usersMerge,
	...usersDelete,
	...externalIds,
	...usersExport,
	...subscriptions,
	...emailLists,
	...smsLists,
];
