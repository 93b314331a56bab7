import { assumed, documented, type Behavior } from '../evidence';
import { BRAZE_RUBY } from '../sources';

const RECIPIENTS = documented('recipient_object', '2026-09-02');
const SCHEDULE = documented('schedule_object', '2026-09-02');

/** Messages: schedules, recipients and audiences. */
export const messaging: Behavior[] = [
	{
		id: 'canvas-details-unknown',
		of: '/canvas/details',
		rule: 'An unknown Canvas is refused with 400',
		known: BRAZE_RUBY,
	},
	{
		id: 'schedule-a-year-ahead',
		of: 'schedules of Canvases and campaigns',
		rule: 'A schedule may be a year ahead; creating, updating and deleting it gets 201',
		known: assumed(
			'older pages allow 90 days, newer ones name no limit; no page shows the responses to update and delete',
		),
	},
	{
		id: 'schedule-unknown',
		of: 'schedules of Canvases and campaigns',
		rule: 'An unknown or cancelled schedule is refused with 400, in words about the schedule',
		known: assumed('no page shows it'),
	},
	{
		id: 'send-to-nobody',
		of: '/campaigns/trigger/send, /messages/send',
		rule: 'People who do not exist: `success`, and nobody gets anything',
		known: BRAZE_RUBY,
	},
	{
		id: 'schedule-of-nobody',
		of: 'schedules of Canvases and campaigns',
		rule: 'Recipients who do not exist: `success`, and nobody gets anything',
		known: assumed('recorded for sending a campaign at once'),
	},
	{
		id: 'schedule-zones',
		of: 'schedules',
		rule: 'With local or optimal time, `time` has no zone; otherwise it is a moment, in UTC unless it has a zone',
		known: SCHEDULE,
	},
	{
		id: 'schedule-both-flags',
		of: 'schedules',
		rule: 'Both flags together, and a moment in the past, are refused',
		known: assumed('no page says what happens'),
	},
	{
		id: 'schedule-notice',
		of: 'schedules of Canvases and campaigns',
		rule: 'The notice about a paused Canvas comes with schedules and campaigns too',
		known: assumed('documented for sending a Canvas'),
	},
	{
		id: 'drafts-refused',
		of: 'Canvases and campaigns',
		rule: 'Drafts, and Canvases and campaigns that are not API-triggered, are refused',
		known: assumed('no page says it'),
	},
	{
		id: 'recipients-collapse',
		of: 'recipients',
		rule: 'A person who is listed twice gets one message, with the properties of the last entry',
		known: RECIPIENTS,
	},
	{
		id: 'recipient-email',
		of: 'recipients',
		rule: 'An email needs `prioritization`, and reaches nobody unless it leaves exactly one profile',
		known: RECIPIENTS,
	},
	{
		id: 'audience-filters',
		of: 'connected audiences',
		rule: 'Four filters, joined by AND and OR, with `is_any_of` and `is_none_of`',
		known: documented('connected_audience', '2026-09'),
	},
	{
		id: 'webhook-body',
		of: '/messages/send, /messages/schedule/create',
		rule: 'The body of a webhook is a string or an object',
		known: documented('webhook_object', '2026-09'),
	},
];
