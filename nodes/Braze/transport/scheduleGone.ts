import type { Failure } from './failure';

/** Statuses by which Braze says that there is no such schedule (any more). */
const GONE_STATUSES = new Set([400, 404]);

// cspell:ignore bschedul schedul cancell
/** The schedule was never there, or is no longer: `The schedule was not found`, `Schedule has already been sent`. */
const SCHEDULE_IS_GONE = [
	/\bschedul(e|ed)\b[^.;]*\b((was|were|is|are|could|can) ?(not|n't) (be )?found|cannot be found|not found|(does|do|did) ?(not|n't) exist|no longer exists?|unknown)\b/i,
	/\bschedul(e|ed)\b[^.;]*\b(already|has|have|was|were)( already)?( been)? (sent|cancell?ed|deleted|removed|completed|delivered)\b/i,
	/\b(no|no such|(could|can|did) ?not find( an?| any| the| this)?) schedul(e|ed)\b/i,
	/\b(unknown|invalid) schedule id\b|\bschedule( id)? is (invalid|not valid)\b/i,
];

/** The schedule may exist: the Canvas or campaign is what Braze does not know, or it no longer sends. */
const ABOUT_OWNER =
	/\b(canvas|campaign) (api )?id|\b(another|different|other|wrong) (canvas|campaign)|\b(canvas|campaign)\b[^.;]*\b(not|n't|archived|inactive|disabled|paused|stopped|deleted|invalid|unknown)\b/i;

/** The time is wrong, or only some have got their message: the rest of the schedule still goes out. */
const ABOUT_TIME_OR_PART = /\btimes?\b|\b(some|partly|partially)\b/i;

/**
 * Whether a refusal says that the schedule was sent, cancelled, or never there: then there is nothing left to change or
 * cancel. Only Braze's words about the schedule itself count. Anything else, such as an unknown campaign, a body that
 * cannot be parsed, or an answer without a reason, may leave a schedule that still goes out. Braze does not document
 * the texts.
 */
export function isScheduleGone({ status, reason = '' }: Pick<Failure, 'status' | 'reason'>): boolean {
	const words = reason.replace(/[_-]/g, ' ').replace(/’/g, "'");
	if (!GONE_STATUSES.has(status ?? 0) || ABOUT_OWNER.test(words) || ABOUT_TIME_OR_PART.test(words))
		return false;
	return SCHEDULE_IS_GONE.some((pattern) => pattern.test(words));
}
