// @ts-check

/** @typedef {import('./accounting.mjs').Report} Report */
/** @typedef {import('./executions.mjs').Execution} Execution */
/** @typedef {import('./mix.mjs').Kind} Kind */
/** @typedef {import('./mix.mjs').InputRow} InputRow */

const OUTCOMES = ['invalid', 'refused', 'not_sent', 'unknown'];

/** The rows that an execution was started with. @param {Execution} execution @returns {InputRow[]} */
export function rowsIn({ data }) {
	return itemsOf(data, 'Webhook')[0].json.body.rows;
}

/**
 * What an execution says of its rows. Each output item has to name the row it belongs to, and to be a success or an error
 * with a known outcome and a message.
 * @param {Execution} execution
 * @param {Kind} kind
 * @param {readonly InputRow[]} rows
 * @returns {{ reports: { key: string, report: Report }[], problems: string[] }}
 */
export function reportsOf({ id, status, data }, kind, rows) {
	if (status === 'error') return failed(data, rows);
	if (status !== 'success')
		return { reports: [], problems: [`Execution ${id} of ${kind.name} ended as ${status}`] };
	const problems = [];
	/** @type {Map<string, { key: string, report: Report }>} */
	const once = new Map();
	const items = itemsOf(data, 'Braze');
	for (const [index, { json, pairedItem }] of items.entries()) {
		const row = rows[pairedItem?.item ?? pairedItem];
		const report = reportOf(json, kind);
		if (!row || !report)
			problems.push(
				`Execution ${id} of ${kind.name} has an item that says nothing clear: ${JSON.stringify({ json, pairedItem }).slice(0, 500)}`,
			);
		else once.set(kind.counted === false ? row.key : `${row.key} ${index}`, { key: row.key, report });
	}
	return { reports: [...once.values()], problems };
}

/** @param {any} data @param {readonly InputRow[]} rows @returns {{ reports: { key: string, report: Report }[], problems: string[] }} */
function failed(data, rows) {
	const { error } = data.resultData;
	const reports = rows.map(({ key }) => ({ key, report: /** @type {const} */ ('failed') }));
	return {
		reports,
		problems:
			error?.message && error.node?.name === 'Braze'
				? []
				: [`An execution failed without a clear error: ${JSON.stringify(error).slice(0, 500)}`],
	};
}

/** @param {any} json @param {Kind} kind @returns {Report | undefined} */
function reportOf(json, { succeeded }) {
	if (json.error)
		return json.error.message && OUTCOMES.includes(json.error.outcome) ? json.error.outcome : undefined;
	if (json.skipped === true) return 'skipped';
	return succeeded(json) ? 'sent' : undefined;
}

/** All items that a node returned, of all its outputs. @param {any} data @param {string} name @returns {any[]} */
export function itemsOf(data, name) {
	return (data.resultData.runData[name]?.[0]?.data?.main ?? []).flatMap(
		(/** @type {any} */ items) => items ?? [],
	);
}
