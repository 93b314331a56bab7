/** How a rule of the sandbox is known: seen in a real workspace, read in Braze's documentation, or neither. */
export type Evidence =
	| { how: 'recorded'; where: string; when: string }
	| { how: 'documented'; page: string; state: string }
	| { how: 'assumed'; why: string };

/** Seen: an answer that somebody recorded or measured, and published. */
export const recorded = (where: string, when: string): Evidence => ({ how: 'recorded', where, when });

/** Read: a page of Braze's documentation, by the last part of its address, and the state of the page. */
export const documented = (page: string, state: string): Evidence => ({ how: 'documented', page, state });

/** Neither seen nor read. */
export const assumed = (why: string): Evidence => ({ how: 'assumed', why });

/** One rule of the sandbox, and how it is known. */
export interface Row {
	/** Where it holds: an endpoint, or several. */
	of: string;
	rule: string;
	known: Evidence;
}

/** A rule beyond the form of requests and answers. The parity cases name it by its ID. */
export interface Behavior extends Row {
	id: string;
}
