import type { Resource } from '../../operation';
import { cancelScheduleOf } from '../triggered/cancelSchedule';
import { duplicateOf } from '../triggered/duplicate';
import { getOf } from '../triggered/get';
import { getManyOf } from '../triggered/getMany';
import { scheduleOf } from '../triggered/schedule';
import { sendNowOf } from '../triggered/sendNow';
import { updateScheduleOf } from '../triggered/updateSchedule';
import { attachments } from './attachments';
import { createSendId } from './createSendId';
import { getAnalytics } from './getAnalytics';
import { getSendAnalytics } from './getSendAnalytics';
import { campaignKind } from './kind';
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
		getSendAnalytics,
		createSendId,
		duplicateOf(campaignKind),
	],
};
