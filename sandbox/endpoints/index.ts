import { campaignAnalytics } from './campaignAnalytics';
import { campaignExport } from './campaignExport';
import { canvasAnalytics } from './canvasAnalytics';
import { canvasExport } from './canvasExport';
import { catalogItems } from './catalogItems';
import { catalogs } from './catalogs';
import { catalogSelections } from './catalogSelections';
import { contentBlocks } from './contentBlocks';
import { customAttributes } from './customAttributes';
import { customEvents } from './customEvents';
import { duplicates } from './duplicates';
import type { Endpoint } from './endpoint';
import { kpis } from './kpis';
import { emailTemplates } from './emailTemplates';
import { messages } from './messages';
import { purchases } from './purchases';
import { scheduledBroadcasts } from './scheduledBroadcasts';
import { segments } from './segments';
import { sendIds } from './sendIds';
import { transactional } from './transactional';
import { triggerSchedule } from './triggerSchedule';
import { triggerSend } from './triggerSend';
import { usersTrack } from './usersTrack';

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
	...duplicates,
	...triggerSchedule,
	...triggerSend,
	...messages,
	...scheduledBroadcasts,
	...transactional,
	...sendIds,
	...usersTrack,
	...catalogs,
	...catalogItems,
	...catalogSelections,
	...contentBlocks,
	...emailTemplates,
];
