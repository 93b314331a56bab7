import type { INodeProperties } from 'n8n-workflow';

import { listAt } from '../../fields/output/analyticsOutput';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import type { Operation } from '../../operation';
import { readGivenTime } from '../../input/givenTime';

const LABEL = 'Until';

/** The end of the period. Defaults to a month from now, which the editor shows as an expression. */
const untilField: INodeProperties = {
	displayName: LABEL,
	name: 'until',
	type: 'dateTime',
	default: '={{ $now.plus({ days: 30 }) }}',
	required: true,
	description:
		'Returns broadcasts that go out before this day. Only the date is used: Braze reads it as midnight UTC at the start of the day.',
};

/** Lists what was scheduled in the dashboard. https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/get_messages_scheduled */
export const getScheduledBroadcasts: Operation = {
	name: 'Get Many Scheduled Broadcasts',
	value: 'getScheduledBroadcasts',
	action: 'Get many scheduled broadcasts',
	description: 'Get broadcasts scheduled in the Braze dashboard, not by this node',
	fields: [untilField, ...returnAllFields, optionsField(requestOptionFields)],
	endpoint: {
		method: 'GET',
		path: '/messages/scheduled_broadcasts',
		permission: 'messages.schedule_broadcasts',
	},
	safety: 'idempotent',
	response: { unfolded: ['scheduled_broadcasts'] },
	entry(item) {
		const { clock } = readGivenTime(LABEL, item.get('until'), item.zone);
		const limit = readLimit(item);
		return {
			envelope: { query: { end_time: `${clock.toFormat('yyyy-MM-dd')}T00:00:00Z` }, subject: 'broadcasts' },
			output: (answer) => listAt(answer, 'scheduled_broadcasts').slice(0, limit),
		};
	},
};
