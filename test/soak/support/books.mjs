// @ts-check
import { Accounts } from './accounting.mjs';
import { KINDS } from './mix.mjs';
import { itemsOf, reportsOf, rowsIn } from './reports.mjs';
import { SECRETS } from './secrets.mjs';
import { changesIn } from './triggers.mjs';

/** @typedef {import('./executions.mjs').Execution} Execution */
/** @typedef {import('./mix.mjs').Kind} Kind */
/** @typedef {import('./mix.mjs').InputRow} InputRow */
/** @typedef {{ id: string, kind: Kind, rows: InputRow[] }} FailedExecution */

/** The accounts of one round, one for each workflow, and what its executions say. */
export class Books {
	/** Executions that a person would retry. @type {FailedExecution[]} */
	failed = [];

	/** Executions of triggers. @type {Execution[]} */
	started = [];

	/** What the polling trigger reported. @type {string[]} */
	changes = [];

	failedPolls = 0;

	#accounts = new Map(KINDS.map(({ name }) => [name, new Accounts()]));

	/** @type {Map<string, number>} */
	#executions = new Map();

	/** @type {string[]} */
	#problems = [];

	#setup;

	#canvases;

	/** @param {{ kinds: Map<string, Kind>, pollingId: string }} setup @param {number} canvases that a lookup has to list */
	constructor(setup, canvases) {
		this.#setup = setup;
		this.#canvases = canvases;
	}

	/** @param {Kind} kind @param {readonly InputRow[]} rows */
	wentIn(kind, rows) {
		for (const { key } of rows) this.#of(kind.name).wentIn(key, kind.effect);
	}

	/** @param {Execution} execution */
	read(execution) {
		const { id, workflowId, status, text } = execution;
		for (const secret of SECRETS)
			if (text.includes(secret)) this.#problems.push(`Execution ${id} contains ${secret}`);
		const kind = this.#setup.kinds.get(workflowId);
		if (kind) this.#readRows(execution, kind);
		else if (workflowId === this.#setup.pollingId) this.#readPoll(execution);
		else if (status === 'success') this.started.push(execution);
		else this.#problems.push(`Execution ${id} of a Braze Trigger ended as ${status}`);
	}

	/** @param {ReturnType<typeof import('./received.mjs').receivedIn>} received */
	received({ done, cancelled }) {
		for (const [id, times] of done) this.#of(workflowIn(id)).wasReceived(id, times);
		for (const [id, times] of cancelled) this.#of('cancel').wasReceived(id, times);
	}

	/** @returns {Map<string, { executions: number, reports: Record<string, number> }>} */
	totals() {
		return new Map(
			[...this.#accounts].map(([name, accounts]) => [
				name,
				{ executions: this.#executions.get(name) ?? 0, reports: accounts.totals() },
			]),
		);
	}

	/** @returns {string[]} */
	violations() {
		return [
			...this.#problems,
			...[...this.#accounts].flatMap(([name, accounts]) =>
				accounts.violations().map((line) => `${name}: ${line}`),
			),
		];
	}

	/** @param {Execution} execution @param {Kind} kind */
	#readRows(execution, kind) {
		const rows = rowsIn(execution);
		const { reports, problems } = reportsOf(execution, kind, rows);
		this.#executions.set(kind.name, (this.#executions.get(kind.name) ?? 0) + 1);
		for (const { key, report } of reports) this.#of(kind.name).cameOut(key, report);
		if (execution.status === 'error') this.failed.push({ id: execution.id, kind, rows });
		if (
			kind.counted === false &&
			reports[0]?.report === 'sent' &&
			itemsOf(execution.data, 'Braze').length !== this.#canvases
		) {
			problems.push(`Execution ${execution.id} did not list all ${this.#canvases} Canvases`);
		}
		this.#problems.push(...problems);
	}

	/** @param {Execution} execution */
	#readPoll(execution) {
		if (execution.status === 'success') this.changes.push(...changesIn(execution));
		else if (execution.data.resultData.error?.message) this.failedPolls += 1;
		else this.#problems.push(`Execution ${execution.id} of the polling trigger failed without an error`);
	}

	/** @param {string} name */
	#of(name) {
		return /** @type {Accounts} */ (this.#accounts.get(name));
	}
}

/** The workflow that an ID is from. An ID from elsewhere counts for `claim`, where it does not add up. @param {string} id */
function workflowIn(id) {
	const name = /^r\d+-(.+?)-\d+-\d+/.exec(id)?.[1] ?? '';
	return KINDS.some((kind) => kind.name === name) ? name : 'claim';
}
