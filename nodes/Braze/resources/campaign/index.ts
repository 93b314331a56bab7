import type { Resource } from '../../operation';
import { cancelScheduleOf } from '../canvas/cancelSchedule';
import { duplicateOf } from '../canvas/duplicate';
import { getAllAnalyticsOf } from '../canvas/getAllAnalytics';
import { getOf } from '../canvas/get';
import { getManyOf } from '../canvas/getMany';
import { scheduleOf } from '../canvas/schedule';
import { sendNowOf } from '../canvas/sendNow';
import { updateScheduleOf } from '../canvas/updateSchedule';
import { attachments } from './attachments';
import { createSendId } from './createSendId';
import { CAMPAIGN_SERIES, getAnalytics, MAX_DAYS } from './getAnalytics';
import { getSendAnalytics } from './getSendAnalytics';
import { campaignKind } from './campaignKind';
import { sendTransactional } from './sendTransactional';

/** Campaigns: single messages built in Braze. */
export const campaign: Resource = {
	name: 'Campaign',
	value: 'campaign',
	description: 'Schedule, send and read API-triggered campaigns',
	operations: [
		scheduleOf(campaignKind),
		updateScheduleOf(campaignKind),
		cancelScheduleOf(campaignKind),
		sendNowOf(campaignKind, attachments),
		sendTransactional,
		getOf(campaignKind),
		getManyOf(campaignKind, 'campaigns'),
		getAnalytics,
		getAllAnalyticsOf(campaignKind, 'campaigns', {
			maxDays: MAX_DAYS,
			shape: CAMPAIGN_SERIES,
			contains: { data: 'list' },
		}),
		getSendAnalytics,
		createSendId,
		duplicateOf(campaignKind),
	],
};
