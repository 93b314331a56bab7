import { campaignAnalytics } from './campaignAnalytics';
import { campaignExport } from './campaignExport';
import { canvasAnalytics } from './canvasAnalytics';
import { canvasExport } from './canvasExport';
import type { Endpoint } from './endpoint';
import { messages } from './messages';
import { scheduledBroadcasts } from './scheduledBroadcasts';
import { triggerSchedule } from './triggerSchedule';
import { triggerSend } from './triggerSend';

/** Every endpoint the sandbox answers. */
export const endpoints: Endpoint[] = [
	...canvasExport,
	...canvasAnalytics,
	...campaignExport,
	...campaignAnalytics,
	...triggerSchedule,
	...triggerSend,
	...messages,
	...scheduledBroadcasts,
];
