// @ts-check

/**
 * What n8n reported of a row: `sent`, `skipped`, what the Braze node calls the outcome of an error, or `failed` if the
 * whole execution failed with an error.
 * @typedef {'sent' | 'skipped' | 'invalid' | 'refused' | 'not_sent' | 'unknown' | 'failed'} Report
 */

/**
 * What Braze may do for a row: `once` for what nobody must get twice, `repeatable` for what may be written again, and
 * `none` for lookups.
 * @typedef {'once' | 'repeatable' | 'none'} Effect
 */

/** @typedef {{ effect: Effect, wentIn: number, reports: Report[], received: number }} Row */

/** After these, Braze may have done it or not. */
const UNCLEAR = /** @type {readonly Report[]} */ (['unknown', 'failed']);

/** Compares what went into n8n with what came out, and with what Braze received. A row can go in several times. */
export class Accounts {
	/** @type {Map<string, Row>} */
	#rows = new Map();

	/** @type {string[]} */
	#strangers = [];

	/** A row goes in once more. @param {string} key @param {Effect} effect */
	wentIn(key, effect) {
		const row = this.#rows.get(key);
		if (row) row.wentIn += 1;
		else this.#rows.set(key, { effect, wentIn: 1, reports: [], received: 0 });
	}

	/** n8n reported a row. @param {string} key @param {Report} report */
	cameOut(key, report) {
		this.#row(key, 'came out')?.reports.push(report);
	}

	/** Braze did something for a row. @param {string} key @param {number} [times] */
	wasReceived(key, times = 1) {
		const row = this.#row(key, 'reached Braze');
		if (row) row.received += times;
	}

	/** How many rows there were of each report. @returns {Record<string, number>} */
	totals() {
		/** @type {Record<string, number>} */
		const totals = {};
		for (const { reports } of this.#rows.values())
			for (const report of reports) totals[report] = (totals[report] ?? 0) + 1;
		return totals;
	}

	/** Everything that does not add up, a line for each row. @returns {string[]} */
	violations() {
		return [
			...this.#strangers,
			...[...this.#rows].flatMap(([key, row]) =>
				problemsOf(row).map((problem) => `${key} ${problem}; ${detailsOf(row)}`),
			),
		];
	}

	/** @param {string} key @param {string} what */
	#row(key, what) {
		const row = this.#rows.get(key);
		if (!row) this.#strangers.push(`"${key}" ${what}, but never went in`);
		return row;
	}
}

/** @param {Row} row @returns {string[]} */
function problemsOf({ effect, wentIn, reports, received }) {
	const problems = [];
	if (reports.length < wentIn) problems.push('is lost');
	if (reports.length > wentIn) problems.push('came out too often');
	if (effect === 'none') return problems;
	const sent = reports.filter((report) => report === 'sent').length;
	const unclear = reports.filter((report) => UNCLEAR.includes(report)).length;
	if (effect === 'once' && received > 1) problems.push('reached Braze more than once');
	if (received < (effect === 'once' ? sent : Math.min(sent, 1)))
		problems.push('was reported as sent more often than Braze got it');
	if (received > 0 && sent + unclear === 0) problems.push('was reported as not sent, but reached Braze');
	return problems;
}

/** @param {Row} row */
function detailsOf({ wentIn, reports, received }) {
	return `went in ${wentIn}x, came out as ${reports.join(', ') || 'nothing'}, reached Braze ${received}x`;
}
