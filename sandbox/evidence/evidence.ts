/** How a rule of the sandbox is known: observed in a real workspace, documented by Braze, or assumed. */
export type Evidence =
	| { how: 'recorded'; where: string; when: string }
	| { how: 'documented'; page: string; state: string }
	| { how: 'assumed'; why: string };

/** Observed: a response that somebody recorded or measured, and published. */
export const recorded = (where: string, when: string): Evidence => ({ how: 'recorded', where, when });

/** Documented: a page of Braze's documentation, by the last part of its URL, and the version of the page. */
export const documented = (page: string, state: string): Evidence => ({ how: 'documented', page, state });

/** Neither observed nor documented. */
export const assumed = (why: string): Evidence => ({ how: 'assumed', why });

/** One rule of the sandbox, and how it is known. */
export interface Row {
	/** The endpoint, or several, that it applies to. */
	of: string;
	rule: string;
	known: Evidence;
}

/** A rule beyond the form of requests and answers. The parity cases name it by its ID. */
export interface Behavior extends Row {
	id: string;
}
