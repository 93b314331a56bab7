import type { IDataObject } from 'n8n-workflow';

import { fastClock, useClock } from '../../support/clocks';
import {
	DeliveryRuns,
	counts,
	errorOf,
	namedIn,
	numbers,
	ON_ERROR,
	outcomes,
	people,
} from '../../support/deliveryRuns';
import type { BrazeResult } from '../../support/engine';

useClock(fastClock);

const runs = new DeliveryRuns();

/** Requests with two people each. */
const PAIRS = [0, 1, 2, 3, 4].map((pair) => ({ people: [`p${2 * pair}`, `p${2 * pair + 1}`] }));

const pairParameters = {
	specifyRecipients: 'json',
	recipientsJson: '={{ $json.people.map((id) => ({ external_user_id: id })) }}',
};

const everyoneOnce = (ids: string[]) => new Map(ids.map((id) => [id, 1]));

const ids = (count: number) => numbers(count).map((index) => `p${index}`);

describe('Retry On Fail', () => {
	it('sends only what is left, each time', async () => {
		runs.fault({ type: 'refuseRecipient', id: 'p7' }, { times: 2 });
		const result = await runs.schedule(
			people(12),
			{ parallelRequests: 1 },
			{ settings: ON_ERROR.retryOnFail },
		);
		expect(counts(result)).toEqual({ sent: 12 });
		expect(runs.accepted()).toEqual(everyoneOnce(ids(12)));
		expect(runs.sandbox.requests.map(namedIn).flat()).toEqual([...ids(8), 'p7', ...ids(12).slice(7)]);
		expect(result.hints.map(({ message }) => message)).toContainEqual(
			expect.stringMatching(/earlier attempt.*7 items.*not sent again/),
		);
	});

	it('remembers what was sent although the time moves with each try', async () => {
		runs.fault({ type: 'refuseRecipient', id: 'p7' }, { times: 2 });
		const parameters = { sendTime: '={{ DateTime.utc().plus({ days: 2 }).toISO() }}' };
		const result = await runs.schedule(
			people(12),
			{ parallelRequests: 3 },
			{ settings: ON_ERROR.retryOnFail },
			parameters,
		);
		expect([counts(result), runs.accepted()]).toEqual([{ sent: 12 }, everyoneOnce(ids(12))]);
	});

	it('remembers what was sent after a delay', async () => {
		runs.fault({ type: 'refuseRecipient', id: 'p7' }, { times: 1 });
		const parameters = { when: 'delay', delayAmount: 2, delayUnit: 'days', sendTime: '' };
		const result = await runs.schedule(
			people(12),
			{ combineItems: true },
			{ settings: ON_ERROR.retryOnFail },
			parameters,
		);
		expect([counts(result), runs.accepted()]).toEqual([{ sent: 12 }, everyoneOnce(ids(12))]);
	});

	it('sends nothing twice with Continue either, where n8n tries again since the first item failed', async () => {
		runs.fault({ type: 'refuseRecipient', id: 'p0' }, { times: 2 });
		const result = await runs.schedule(people(6), {}, { settings: ON_ERROR.retryAndContinue });
		expect([counts(result), runs.accepted()]).toEqual([{ sent: 6 }, everyoneOnce(ids(6))]);
		expect(runs.sandbox.requests).toHaveLength(8);
	});

	it('does not send again what ended unclear', async () => {
		runs.fault({ type: 'drop', when: 'after' });
		const result = await runs.schedule(
			people(4),
			{ parallelRequests: 1 },
			{ settings: ON_ERROR.retryOnFail },
		);
		expect([result.status, runs.sandbox.requests.length]).toEqual(['error', 4]);
		expect(runs.accepted()).toEqual(everyoneOnce(ids(4)));
		expect(result.error?.description).toMatch(/Of 4 items, 3 were scheduled, 1 unconfirmed/);
	});

	it('sends it again where the user wants that', async () => {
		runs.fault({ type: 'drop', when: 'before' });
		const result = await runs.schedule(
			people(4),
			{ parallelRequests: 1, resendUnclear: true },
			{ settings: ON_ERROR.retryOnFail },
		);
		expect([counts(result), runs.accepted()]).toEqual([{ sent: 4 }, everyoneOnce(ids(4))]);
	});

	it('keeps calling it unclear when it is refused the second time', async () => {
		runs.fault({ type: 'drop', when: 'after' });
		runs.fault({ type: 'status', status: 400 }, { times: -1 });
		const result = await runs.schedule(
			people(1),
			{ resendUnclear: true },
			{ settings: ON_ERROR.retryAndContinue },
		);
		expect([counts(result), runs.accepted()]).toEqual([{ unknown: 1 }, everyoneOnce(['p0'])]);
	});
});

describe('Retry execution', () => {
	it('sends only what is left, and gives the results of both tries', async () => {
		runs.fault(
			{ type: 'status', status: 401, body: { message: 'Invalid API key' } },
			{ match: { bodyIncludes: '"p7"' } },
		);
		const first = await runs.schedule(people(12), { parallelRequests: 1 });
		expect([first.status, runs.accepted().size]).toEqual(['error', 7]);
		const second = await first.retry();
		expect([second.status, counts(second), runs.accepted()]).toEqual([
			'success',
			{ sent: 12 },
			everyoneOnce(ids(12)),
		]);
		expect(new Set(second.ok.map(({ json }) => json.schedule_id)).size).toBe(12);
	});

	it('can be done again and again', async () => {
		let result = await runs.schedule(people(0));
		for (const id of ['p2', 'p5', 'p8']) runs.fault({ type: 'refuseRecipient', id }, { times: 1 });
		result = await runs.schedule(people(10), { parallelRequests: 1 });
		for (let tries = 0; tries < 3; tries++) {
			expect(result.status).toBe('error');
			result = await result.retry();
		}
		expect([counts(result), runs.accepted()]).toEqual([{ sent: 10 }, everyoneOnce(ids(10))]);
	});

	it('reaches the other people of an item of which some were reached', async () => {
		const item = { people: ids(120) };
		runs.fault({ type: 'status', status: 500 }, { match: { nth: 2 } });
		const first = await runs.schedule(
			[item],
			{ parallelRequests: 1, resendUnclear: true },
			{},
			pairParameters,
		);
		expect([first.status, runs.accepted().size]).toEqual(['error', 50]);
		const second = await first.retry();
		expect([second.ok.length, runs.accepted()]).toEqual([3, everyoneOnce(ids(120))]);
		expect(second.ok.map(({ json }) => json.recipient_count)).toEqual([50, 50, 20]);
	});

	it('does not call invalid what was sent, when its time has passed in the meantime', async () => {
		jest.useFakeTimers({
			now: new Date('2026-09-07T09:00:00Z'),
			doNotFake: [
				'setTimeout',
				'clearTimeout',
				'setImmediate',
				'nextTick',
				'queueMicrotask',
				'setInterval',
				'clearInterval',
				'performance',
				'hrtime',
				'clearImmediate',
			],
		});
		try {
			runs.fault({ type: 'refuseRecipient', id: 'p3' }, { times: 1 });
			const first = await runs.schedule(
				people(6),
				{ parallelRequests: 1 },
				{},
				{ sendTime: '2026-09-07T10:00:00Z' },
			);
			expect([first.status, runs.accepted().size]).toEqual(['error', 3]);
			jest.setSystemTime(new Date('2026-09-07T11:00:00Z'));
			const second = await first.retry();
			expect(second.error?.message).toMatch(/Send Time/);
			expect(second.error?.description).toMatch(
				/Nothing more was sent\. Earlier attempts: 3 items done\. Schedules.*keep these IDs to cancel/s,
			);
			expect(second.error?.description).toMatch(/2 more items also need fixing/);
			expect(runs.accepted()).toEqual(everyoneOnce(ids(3)));
		} finally {
			jest.useRealTimers();
		}
	});
});

describe('a loop', () => {
	it('sends identical items again in each round: that is no retry', async () => {
		const result = await runs.schedule(people(3), {}, { rounds: 4 });
		expect(result.status).toBe('success');
		expect(runs.accepted()).toEqual(new Map(ids(3).map((id) => [id, 4])));
		expect(JSON.stringify(result.run.data.executionData?.contextData).length).toBeLessThan(1_500);
	});

	describe('that brings back what ended unclear', () => {
		const looped = async (options: IDataObject = {}, count = 1) => {
			runs.fault({ type: 'drop', when: 'after' }, { match: { bodyIncludes: '"p0"' } });
			const settings = { settings: ON_ERROR.errorOutput };
			return await runs.schedule(people(count), options, { ...settings, rounds: 3 });
		};
		const rounds = ({ run }: BrazeResult) =>
			run.data.resultData.runData.Braze.map(({ data }) => data?.main[1]?.map(errorOf) ?? []);

		it('does not send it again, and says how', async () => {
			const result = await looped({}, 2);

			expect(runs.accepted()).toEqual(
				new Map([
					['p0', 1],
					['p1', 3],
				]),
			);
			for (const errors of rounds(result)) expect(errors).toMatchObject([{ outcome: 'unknown' }]);
			expect(rounds(result)[2]).toMatchObject([
				{ description: expect.stringContaining("turn on 'Resend Unclear Requests'") as string },
			]);
		});

		it.each([
			['something else', { entryPropertiesJson: '={{ { order: $runIndex } }}' }, {}],
			['the same under another key', {}, { scheduleKey: '=booking-{{ $runIndex }}' }],
		])('sends %s to the same person', async (_, content, options) => {
			runs.fault(
				{ type: 'drop', when: 'after' },
				{ times: 1, match: { path: '/canvas/trigger/schedule/create' } },
			);
			const parameters = { operation: 'schedule', specifyEntryProperties: 'json', ...content };
			const settings = { settings: ON_ERROR.errorOutput, rounds: 3 };
			const time = { sendTime: '2099-02-02T09:00:00Z' };
			const result = await runs.run({ ...parameters, ...time }, people(1), options, settings);

			expect(rounds(result).map(({ length }) => length)).toEqual([1, 0, 0]);
			expect(runs.accepted().get('p0')).toBe(3);
		});

		it('does not send the same again for another time', async () => {
			runs.fault({ type: 'drop', when: 'after' }, { times: 1 });
			const parameters = { operation: 'schedule', sendTime: '=2099-02-0{{ $runIndex + 1 }}T09:00:00Z' };
			const settings = { settings: ON_ERROR.errorOutput, rounds: 3 };
			const result = await runs.run(parameters, people(1), {}, settings);

			expect(rounds(result).map(({ length }) => length)).toEqual([1, 1, 1]);
			expect(runs.accepted().get('p0')).toBe(1);
		});

		it('sends it again if the user accepts that', async () => {
			const result = await looped({ resendUnclear: true });

			expect(runs.accepted().get('p0')).toBe(3);
			expect(rounds(result).map(({ length }) => length)).toEqual([1, 0, 0]);
		});
	});

	it('repeats nothing of the round that failed when it is retried', async () => {
		runs.fault({ type: 'refuseRecipient', id: 'p1' }, { times: 1, match: { nth: 3 } });
		const first = await runs.schedule(people(3), { parallelRequests: 1 }, { rounds: 4 });
		expect([first.status, runs.accepted().get('p0')]).toEqual(['error', 3]);
		const second = await first.retry();
		expect([second.status, runs.accepted()]).toEqual(['success', new Map(ids(3).map((id) => [id, 4]))]);
	});
});

it('starts anew in a new execution', async () => {
	await runs.schedule(people(2));
	await runs.schedule(people(2));
	expect(runs.accepted()).toEqual(new Map(ids(2).map((id) => [id, 2])));
});

it('keeps hashes only in what n8n stores', async () => {
	const result = await runs.schedule([{ external_user_id: 'ada-secret-id' }]);
	const context = JSON.stringify(result.run.data.executionData?.contextData);
	expect(context).toContain(String(result.ok[0].json.schedule_id));
	expect(context).not.toContain('ada-secret-id');
});

it('tells of each item of a shared request how it ended', async () => {
	runs.fault({ type: 'drop', when: 'after' });
	const result = await runs.send(PAIRS, {}, { settings: ON_ERROR.continue }, pairParameters);
	expect([...outcomes(result).values()]).toEqual(Array(5).fill(['unknown']));
	expect(result.ok.map((item) => errorOf(item)?.description)).toEqual(
		Array(5).fill(expect.stringMatching(/not retried/)),
	);
});
