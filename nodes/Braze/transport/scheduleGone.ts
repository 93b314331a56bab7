import type { Failure } from './failure';

/** Statuses with which Braze says that there is no such schedule, or not any more. */
const GONE_STATUSES = new Set([400, 404]);

// cspell:ignore bschedul schedul cancell
/**
 * Matches reasons that mean that the schedule never existed or no longer does: `The schedule was not found`, `Schedule
 * has already been sent`.
 */
const SCHEDULE_IS_GONE = [
	/\bschedul(e|ed)\b[^.;]*\b((was|were|is|are|could|can) ?(not|n't) (be )?found|cannot be found|not found|(does|do|did) ?(not|n't) exist|no longer exists?|unknown)\b/i,
	/\bschedul(e|ed)\b[^.;]*\b(already|has|have|was|were)( already)?( been)? (sent|cancell?ed|deleted|removed|completed|delivered)\b/i,
	/\b(no|no such|(could|can|did) ?not find( an?| any| the| this)?) schedul(e|ed)\b/i,
	/\b(unknown|invalid) schedule id\b|\bschedule( id)? is (invalid|not valid)\b/i,
];

/** Matches reasons about the Canvas or campaign: it is unknown, or no longer sends. The schedule may still exist. */
const ABOUT_OWNER =
	/\b(canvas|campaign) (api )?id|\b(another|different|other|wrong) (canvas|campaign)|\b(canvas|campaign)\b[^.;]*\b(not|n't|archived|inactive|disabled|paused|stopped|deleted|invalid|unknown)\b/i;

/**
 * Matches reasons about an invalid time, or about some recipients who already got their message. The rest of the
 * schedule still goes out.
 */
const ABOUT_TIME_OR_PART = /\btimes?\b|\b(some|partly|partially)\b/i;

/**
 * Whether a refusal means that the schedule was sent, cancelled, or never existed, so that there is nothing left to
 * change or cancel. Only Braze's words about the schedule itself count: with any other refusal, such as for an unknown
 * campaign, a body that can't be parsed, or without a reason, the schedule may still go out. Braze doesn't document the
 * texts.
 */
export function isScheduleGone({ status, reason = '' }: Pick<Failure, 'status' | 'reason'>): boolean {
	const words = reason.replace(/[_-]/g, ' ').replace(/’/g, "'");
	if (!GONE_STATUSES.has(status ?? 0) || ABOUT_OWNER.test(words) || ABOUT_TIME_OR_PART.test(words))
		return false;
	return SCHEDULE_IS_GONE.some((pattern) => pattern.test(words));
}
