// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Accounts } from './support/accounting.mjs';
import { missingIn } from './support/coverage.mjs';
import { judgeMemory, LIMIT } from './support/flatness.mjs';
import { KINDS } from './support/mix.mjs';
import { randomFrom } from './support/random.mjs';
import { reportsOf } from './support/reports.mjs';
import { checkChanges, startsOf } from './support/triggers.mjs';

/** The soak test can fail: what judges it notices a leak, and every item that is lost, repeated or wrongly reported. */

const MB = 1024 * 1024;

/**
 * Memory in each half minute.
 * @param {number} minutes @param {(minute: number, random: import('./support/random.mjs').Random) => number} megabytes
 */
function series(minutes, megabytes, seed = 1) {
	const random = randomFrom(seed);
	return Array.from({ length: minutes * 2 }, (_, index) => ({
		seconds: (index + 1) * 30,
		bytes: megabytes((index + 1) / 2, random) * MB,
	}));
}

const noise = (/** @type {import('./support/random.mjs').Random} */ random) =>
	random.between(-2_000, 2_000) / 1_000;

describe('the judge of memory', () => {
	it('passes a flat series with noise', () => {
		for (let seed = 0; seed < 50; seed++)
			assert.equal(
				judgeMemory(series(30, (_, random) => 200 + noise(random), seed)).flat,
				true,
				`seed ${seed}`,
			);
	});

	it('passes what grows only while it warms up', () => {
		assert.equal(
			judgeMemory(series(30, (minute, random) => 200 - 60 * Math.exp(-minute / 2) + noise(random))).flat,
			true,
		);
	});

	it('passes a series with outliers', () => {
		assert.equal(
			judgeMemory(series(30, (minute, random) => (minute % 5 === 0 ? 400 : 200) + noise(random))).flat,
			true,
		);
	});

	it('notices a leak of twice the limit in the noise, and says how large it is', () => {
		for (let seed = 0; seed < 50; seed++) {
			const { flat, perHour, problem } = judgeMemory(
				series(30, (minute, random) => 200 * (1 + (2 * LIMIT * minute) / 60) + noise(random), seed),
			);
			assert.equal(flat, false, `seed ${seed}`);
			assert.equal(problem, 'memory grows');
			assert.ok(Math.abs(perHour - 2 * LIMIT) < 0.05, String(perHour));
		}
	});

	it('notices a leak in steps', () => {
		assert.equal(
			judgeMemory(series(30, (minute, random) => 200 + 4 * Math.floor(minute / 4) + noise(random))).flat,
			false,
		);
	});

	it('notices a fast leak in a short run', () => {
		assert.equal(
			judgeMemory(series(4, (minute, random) => 200 + 3 * minute + noise(random) / 10)).flat,
			false,
		);
	});

	it('does not pass a run that is too short to tell', () => {
		assert.match(judgeMemory(series(2, () => 200)).problem ?? '', /only 3 samples/);
		assert.equal(judgeMemory([]).flat, false);
	});
});

describe('the accounts', () => {
	/**
	 * A row of its own.
	 * @param {import('./support/accounting.mjs').Effect} effect @param {number} times it goes in
	 * @param {import('./support/accounting.mjs').Report[]} reports @param {number} received
	 */
	function problems(effect, times, reports, received) {
		const accounts = new Accounts();
		for (let count = 0; count < times; count++) accounts.wentIn('row', effect);
		for (const report of reports) accounts.cameOut('row', report);
		if (received > 0) accounts.wasReceived('row', received);
		return accounts.violations().join();
	}

	it('agree with what may happen', () => {
		assert.equal(problems('once', 1, ['sent'], 1), '');
		for (const report of /** @type {const} */ (['skipped', 'invalid', 'refused', 'not_sent']))
			assert.equal(problems('once', 1, [report], 0), '');
		for (const report of /** @type {const} */ (['unknown', 'failed']))
			for (const received of [0, 1]) assert.equal(problems('once', 1, [report], received), '');
		assert.equal(problems('once', 2, ['sent', 'skipped'], 1), '');
		assert.equal(problems('once', 2, ['not_sent', 'sent'], 1), '');
		assert.equal(problems('repeatable', 1, ['sent'], 2), '');
		assert.equal(problems('none', 1, ['sent'], 0), '');
	});

	it('notice a lost row', () => {
		assert.match(problems('once', 1, [], 0), /is lost/);
		assert.match(problems('once', 2, ['sent'], 1), /is lost/);
		assert.match(problems('none', 1, [], 0), /is lost/);
	});

	it('notice a row that comes out twice', () => {
		assert.match(problems('once', 1, ['sent', 'unknown'], 1), /came out too often/);
	});

	it('notice a second message, whatever was reported', () => {
		for (const report of /** @type {const} */ (['sent', 'unknown', 'failed', 'not_sent']))
			assert.match(problems('once', 1, [report], 2), /more than once/);
	});

	it('notice a message that was reported but not sent', () => {
		assert.match(problems('once', 1, ['sent'], 0), /reported as sent/);
		assert.match(problems('once', 2, ['sent', 'sent'], 1), /reported as sent/);
		assert.match(problems('repeatable', 1, ['sent'], 0), /reported as sent/);
	});

	it('notice a message that was sent but reported as not sent', () => {
		for (const report of /** @type {const} */ (['skipped', 'invalid', 'refused', 'not_sent'])) {
			assert.match(problems('once', 1, [report], 1), /reported as not sent/);
			assert.match(problems('repeatable', 1, [report], 1), /reported as not sent/);
		}
	});

	it('notice a stranger', () => {
		const accounts = new Accounts();
		accounts.wasReceived('stranger');
		accounts.cameOut('other', 'sent');
		assert.deepEqual(accounts.violations(), [
			'"stranger" reached Braze, but never went in',
			'"other" came out, but never went in',
		]);
	});
});

describe('the reports of an execution', () => {
	const rows = [{ key: 'a' }, { key: 'b' }];
	const kind = /** @type {any} */ ({
		name: 'send',
		succeeded: (/** @type {any} */ { dispatch_id: id }) => id !== undefined,
	});
	/** @param {any[]} items */
	const read = (items) =>
		reportsOf(
			{
				id: '1',
				workflowId: '1',
				status: 'success',
				text: '',
				data: { resultData: { runData: { Braze: [{ data: { main: [items] } }] } } },
			},
			kind,
			rows,
		);

	it('are one for each item, by the row it belongs to', () => {
		const { reports, problems } = read([
			{ json: { error: { message: 'No', outcome: 'refused' } }, pairedItem: { item: 1 } },
			{ json: { dispatch_id: 'd' }, pairedItem: { item: 0 } },
			{ json: { dispatch_id: 'd' }, pairedItem: { item: 0 } },
		]);
		assert.deepEqual(reports, [
			{ key: 'b', report: 'refused' },
			{ key: 'a', report: 'sent' },
			{ key: 'a', report: 'sent' },
		]);
		assert.deepEqual(problems, []);
	});

	it('do not count what says nothing clear: an input item that was passed on, an error without an outcome or row', () => {
		for (const item of [
			{ json: { external_user_id: 'a' }, pairedItem: { item: 0 } },
			{ json: { error: { message: 'No' } }, pairedItem: { item: 0 } },
			{ json: { error: 'No' }, pairedItem: { item: 0 } },
			{ json: { dispatch_id: 'd' } },
			{ json: { dispatch_id: 'd' }, pairedItem: { item: 2 } },
		]) {
			const { reports, problems } = read([item]);
			assert.deepEqual([reports.length, problems.length], [0, 1], JSON.stringify(item));
		}
	});

	it('are missing for an execution that crashed, and failures for one that failed', () => {
		const execution = {
			id: '1',
			workflowId: '1',
			text: '',
			data: { resultData: { error: { message: 'No', node: { name: 'Braze' } }, runData: {} } },
		};
		assert.equal(reportsOf({ ...execution, status: 'crashed' }, kind, rows).problems.length, 1);
		assert.deepEqual(
			reportsOf({ ...execution, status: 'error' }, kind, rows).reports.map(({ report }) => report),
			['failed', 'failed'],
		);
		assert.equal(
			reportsOf(
				{ ...execution, status: 'error', data: { resultData: { error: { message: 'Out of memory' } } } },
				kind,
				rows,
			).problems.length,
			1,
		);
	});
});

describe('the starts of the triggers', () => {
	const listeners = [{ kind: /** @type {const} */ ('currents'), workflowId: '1', url: '', headers: {} }];
	const call = (/** @type {string[]} */ ...ids) => ({
		kind: 'currents',
		outcome: 'delivered',
		body: { events: ids.map((id) => ({ id })) },
	});
	const execution = (/** @type {string[]} */ ...ids) => ({
		id: '1',
		workflowId: '1',
		status: 'success',
		text: '',
		data: {
			resultData: { runData: { Trigger: [{ data: { main: [ids.map((id) => ({ json: { id } }))] } }] } },
		},
	});

	it('have to be one for each event', () => {
		assert.deepEqual(
			startsOf(listeners, [call('a', 'b'), call('b', 'c')], [execution('a', 'b'), execution('c')]),
			{ calls: 2, events: 3, violations: [] },
		);
	});

	it('are missing, repeated or for nothing otherwise', () => {
		const { violations } = startsOf(listeners, [call('a', 'b')], [execution('b', 'c'), execution('b')]);
		assert.deepEqual(violations, [
			'currents a started its workflow 0x',
			'currents b started its workflow 2x',
			'currents c started its workflow but was never sent',
		]);
	});

	it('are in doubt for a call that was given up', () => {
		assert.match(
			startsOf(
				listeners,
				[{ ...call('a'), outcome: 'given up', attempts: [] }],
				[execution('a')],
			).violations.join(),
			/given up/,
		);
	});

	it('of the polling trigger change between cancelled and new', () => {
		assert.deepEqual(checkChanges(['cancelled', 'new', 'cancelled']), []);
		assert.equal(checkChanges(['cancelled', 'cancelled']).length, 1);
		assert.equal(checkChanges(['new']).length, 1);
	});
});

describe('what a run has to show', () => {
	const reports = { sent: 1, skipped: 1, invalid: 1, refused: 1, not_sent: 1, unknown: 1, failed: 1 };
	const round = (/** @type {string} */ without = '', /** @type {string[]} */ changes = ['cancelled']) => ({
		byKind: new Map(
			KINDS.filter(({ name }) => name !== without).map(({ name }) => [name, { executions: 1, reports }]),
		),
		triggers: { calls: 1, events: 1 },
		requests: {},
		changes,
		failedPolls: 0,
		violations: [],
	});

	it('is complete with a success of each workflow and every kind of result', () => {
		assert.deepEqual(missingIn([round()]), []);
	});

	it('lacks a workflow that never succeeded, a result that never came and triggers that never started', () => {
		assert.deepEqual(missingIn([round('claim')]), ['No row of claim was ever sent']);
		const silent = {
			...round('', []),
			triggers: { calls: 1, events: 0 },
			byKind: new Map(
				KINDS.map(({ name }) => [name, { executions: 1, reports: { ...reports, unknown: 0 } }]),
			),
		};
		assert.deepEqual(missingIn(Array(12).fill(silent)), [
			'No row was ever reported as unknown',
			'The Braze Trigger never started',
			'The polling trigger never started',
		]);
	});
});
