import { isScheduleGone } from '../../../nodes/Braze/transport/scheduleGone';

it.each([
	'The schedule was not found: schedule_id is unknown',
	'The schedule has already been cancelled',
	'The schedule has already been sent',
	'Schedule does not exist',
	'schedule not found',
	"The schedule doesn't exist",
	'The scheduled message was already canceled',
	'Scheduled message not found for this campaign',
	'No schedule is stored under this key',
	'Could not find schedule',
	'Invalid schedule_id',
	'schedule-not-found',
	'This schedule no longer exists',
])('is about a schedule that is gone: %s', (reason) => {
	expect(isScheduleGone({ status: 400, reason })).toBe(true);
	expect(isScheduleGone({ status: 404, reason })).toBe(true);
});

it.each([
	'Campaign does not exist',
	'Campaign does not exist; the schedule was not found',
	'The campaign is archived, so its schedule no longer exists',
	'Invalid Canvas ID',
	'canvas_id must be a string of the Canvas api identifier',
	'The schedule belongs to another Canvas',
	'Error while parsing request body. Please check your syntax.',
	'Invalid Request',
	'Not Found',
	'schedule.time is in the past',
	'The schedule time does not exist in this time zone',
	'The scheduled local time has already passed in a time zone; nothing was updated',
	'The schedule has already been sent to some users and cannot be updated',
	"'schedule' is required",
	'schedule_id must be a string',
	'Invalid schedule object',
	'',
])('may leave a schedule that still goes out: %s', (reason) => {
	expect(isScheduleGone({ status: 400, reason })).toBe(false);
});

it.each([undefined, 401, 403, 429, 500])('needs a refusal, not the status %s', (status) => {
	expect(isScheduleGone({ status, reason: 'The schedule has already been sent' })).toBe(false);
});
