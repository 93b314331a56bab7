import type { Failure } from './failure';

/** Statuses by which Braze says that there is no such schedule (any more). */
const GONE = new Set([400, 404]);

/** Messages about the Canvas or campaign: the schedule may exist, but was requested with the wrong ID. */
const SPEAKS_OF_OWNER = /(canvas|campaign)[ _]id|another (canvas|campaign)/i;

/** Whether Braze's message is about the schedule itself: messages about the new time stay errors. */
export const speaksOfSchedule = (detail: string): boolean =>
	/schedule/i.test(detail) && !/time/i.test(detail);

/**
 * Whether a refusal says that the schedule was sent, cancelled, or never there. A response without a Braze message does
 * not count: a proxy may have sent it.
 */
export function saysScheduleIsGone(
	{ status, reason = '' }: Pick<Failure, 'status' | 'reason'>,
	means: (detail: string) => boolean,
): boolean {
	return GONE.has(status ?? 0) && reason !== '' && means(reason) && !SPEAKS_OF_OWNER.test(reason);
}
