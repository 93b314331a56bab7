import type { Resource } from '../../operation';
import { cancelSchedule } from './cancelSchedule';
import { getScheduledBroadcasts } from './getScheduledBroadcasts';
import { schedule } from './schedule';
import { sendNow } from './sendNow';
import { updateSchedule } from './updateSchedule';

/** Messages written in the node, without a campaign or Canvas built in Braze. */
export const message: Resource = {
	name: 'Message',
	value: 'message',
	description: 'Emails, push notifications, SMS and more, with content from this node',
	operations: [schedule, updateSchedule, cancelSchedule, sendNow, getScheduledBroadcasts],
};
