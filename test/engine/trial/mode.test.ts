import type { INodeParameters } from 'n8n-workflow';

import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { ScheduleBench } from '../../support/schedule';

const bench = new ScheduleBench();

const NEVER = { preflight: 'never' };

const BROADCAST = { sendTo: 'broadcast', confirmBroadcast: true, recipients: undefined };

const people = () =>
	bench.sentBodies.flatMap(({ recipients }) =>
		(recipients as Array<{ external_user_id: string }>).map((one) => one.external_user_id),
	);

const MODES = [undefined, 'send', 'dryRun', 'testRecipients'];
const DRY = [undefined, false, true];
const OLD_TESTERS = [undefined, ['old-tester']];
const EXECUTIONS = ['manual', 'trigger'] as const;

const COMBINATIONS = MODES.flatMap((mode) =>
	DRY.flatMap((dryRun) =>
		OLD_TESTERS.flatMap((testRecipients) =>
			EXECUTIONS.map((execution) => ({ mode, dryRun, testRecipients, execution })),
		),
	),
);

/** Who gets the message, by the rules as docs/delivery.md has them. */
function reached({ mode, dryRun, testRecipients, execution }: (typeof COMBINATIONS)[number]): string[] {
	if (dryRun || mode === 'dryRun') return [];
	if (mode === 'testRecipients') return ['tester'];
	return testRecipients && execution === 'manual' ? testRecipients : ['user-001'];
}

it.each(COMBINATIONS)(
	'mode $mode with the options dryRun $dryRun and testRecipients $testRecipients, $execution',
	async (combination) => {
		const { mode, dryRun, testRecipients, execution } = combination;
		const options = {
			...NEVER,
			...(dryRun !== undefined && { dryRun }),
			...(testRecipients && { testRecipients }),
		};
		const { ok, error } = await bench.run({ mode, testRecipients: ['tester'], options }, { mode: execution });
		expect(error).toBeUndefined();
		expect(people()).toEqual(reached(combination));
		expect(ok[0].json.dry_run).toBe(reached(combination).length === 0 ? true : undefined);
	},
);

it.each(EXECUTIONS)('replaces a broadcast by the test people in every execution (%s)', async (mode) => {
	const { hints } = await bench.run(
		{ ...BROADCAST, mode: 'testRecipients', testRecipients: ['tester'], options: NEVER },
		{ mode },
	);
	expect(bench.sentBodies).toEqual([
		{
			canvas_id: ONBOARDING_ID,
			schedule: { time: '2026-09-09T07:00:00Z' },
			recipients: [{ external_user_id: 'tester' }],
		},
	]);
	expect(hints.map(({ message }) => message).join()).toContain('Sent to the test recipients instead: tester');
});

it('takes the test people from the older option where the field has none', async () => {
	await bench.run({
		mode: 'testRecipients',
		testRecipients: [],
		options: { testRecipients: ['old-tester'] },
	});
	expect(people()).toEqual(['old-tester']);
});

it.each([
	['no mode that there is', { mode: 'sometimes' }, '\'Mode\' is "sometimes"'],
	['empty', { mode: '' }, "'Mode' is an empty string"],
	['nothing', { mode: null }, "'Mode' is"],
	['an expression', { mode: "={{ 'send' }}" }, "'Mode' is"],
	['an expression that comes to nothing', { mode: '={{ $json.missing }}' }, "'Mode' is"],
	[
		'without test people',
		{ mode: 'testRecipients', testRecipients: [] },
		"'Test Recipients' has no recipients",
	],
	['with an empty test person', { mode: 'testRecipients', testRecipients: [''] }, "'Test Recipients 1'"],
	[
		'with a test person by expression',
		{ mode: 'testRecipients', testRecipients: ['={{ $json.id }}'] },
		"'Test Recipients 1' contains an expression",
	],
])('sends nothing if the mode is %s', async (_name, parameters, message) => {
	const { error } = await bench.run({ ...parameters, options: NEVER }, { items: [{ id: 'user-002' }] });
	expect(error?.message).toContain(message);
	expect(bench.sentBodies).toEqual([]);
});

it('refuses the mode Test Recipients for an operation that sends no messages', async () => {
	const upsert: INodeParameters = {
		resource: 'user',
		operation: 'upsert',
		mode: 'testRecipients',
		identifyBy: 'externalId',
		externalUserId: 'user-001',
	};
	const { error } = await bench.run({ ...upsert, testRecipients: ['tester'] });
	expect(error?.message).toContain("'Mode' is");
	expect(bench.sentBodies).toEqual([]);
});

describe('the summary of a dry run', () => {
	const LIST = { __rl: true, mode: 'list', value: ONBOARDING_ID, cachedResultName: 'Booking reminder' };
	const ROWS = { recipients: undefined, specifyRecipients: 'autoMap', mode: 'dryRun', canvasId: LIST };
	const rows = (count: number) =>
		Array.from({ length: count }, (_, index) => ({
			external_user_id: `user-${index}`,
			at: `2026-11-${26 + (index % 2)}T0${8 + (index % 2)}:00:00Z`,
		}));

	const summary = async (parameters: Record<string, unknown>, items?: Array<Record<string, string>>) => {
		const { ok, hints, error } = await bench.run(parameters, items && { items });
		expect(error).toBeUndefined();
		expect(bench.sentBodies).toEqual([]);
		const [first, ...others] = ok.map(({ json }) => json);
		expect(Object.keys(first)[0]).toBe('summary');
		others.forEach((other) => expect(other.summary).toBe('See the first item'));
		expect(hints[0].message).toBe(
			`Dry run: nothing was sent. ${String(first.summary)} To send, set 'Mode' to 'Send'.`,
		);
		return first.summary;
	};

	it('says who gets what, when, and in how many requests', async () => {
		expect(
			await summary({ ...ROWS, sendTime: '={{ $json.at }}', options: { combineItems: true } }, rows(120)),
		).toBe(
			'Would schedule Canvas “Booking reminder” for 120 people between 26 Nov 2026, 09:00 and 27 Nov 2026, 10:00 (Europe/Berlin) in 4 requests.',
		);
	});

	it.each([
		['one moment', { delivery: 'oneMoment' }, 'on 9 Sep 2026, 09:00 (Europe/Berlin)'],
		[
			'local time',
			{ delivery: 'localTime', sendTime: '2026-09-09T09:00:00' },
			"on 9 Sep 2026, 09:00 in each person's local time",
		],
		[
			'optimal time',
			{ delivery: 'optimalTime', sendTime: '2026-09-09' },
			"on 9 Sep 2026 at each person's optimal time",
		],
	])('names the time by its clock: %s', async (_name, parameters, when) => {
		expect(await summary({ mode: 'dryRun', canvasId: LIST, ...parameters })).toBe(
			`Would schedule Canvas “Booking reminder” for 1 person ${when} in 1 request.`,
		);
	});

	it('sends now, by ID', async () => {
		expect(
			await summary(
				{
					...ROWS,
					operation: 'sendNow',
					canvasId: { __rl: true, mode: 'id', value: ONBOARDING_ID, cachedResultName: 'Stale' },
				},
				rows(3),
			),
		).toBe(`Would send Canvas ${ONBOARDING_ID} to 3 people now in 1 request.`);
	});

	it('counts several Canvases', async () => {
		const items = [
			{ external_user_id: 'a', canvas: ONBOARDING_ID },
			{ external_user_id: 'b', canvas: '7d1f4c0e-8e7a-4b52-9a65-2f2d7b0c9e11' },
		];
		expect(
			await summary(
				{
					...ROWS,
					operation: 'sendNow',
					canvasId: { __rl: true, mode: 'list', value: '={{ $json.canvas }}', cachedResultName: 'Stale' },
				},
				items,
			),
		).toBe(`Would send Canvas ${ONBOARDING_ID} and 1 more to 2 people now in 2 requests.`);
	});

	it('counts messages and people, as one person may get several', async () => {
		const items = [
			{ external_user_id: 'a', at: '2026-11-26T08:00:00Z' },
			{ external_user_id: 'b', at: '2026-11-26T08:00:00Z' },
			{ external_user_id: 'a', at: '2026-11-26T08:30:00Z' },
		];
		expect(await summary({ ...ROWS, sendTime: '={{ $json.at }}' }, items)).toBe(
			'Would schedule Canvas “Booking reminder” in 3 messages for 2 people between 26 Nov 2026, 09:00 and 26 Nov 2026, 09:30 (Europe/Berlin) in 3 requests.',
		);
		const now = { ...ROWS, operation: 'sendNow', options: { identicalMessages: 'sendAll' } };
		expect(await summary(now, items)).toBe(
			'Would send Canvas “Booking reminder” in 3 messages to 2 people now in 2 requests.',
		);
	});

	it('says what Combine Items would save, where it can still be decided', async () => {
		const { hints } = await bench.run({ ...ROWS, sendTime: '2026-11-26T08:00:00Z' }, { items: rows(60) });
		expect(hints.map(({ message }) => message)).toContain(
			"This run needs 60 requests. With 'Combine Items' in the options, it would need 2; items that share a request also share its result.",
		);
	});

	it('does not know how many an audience has', async () => {
		expect(await summary({ ...BROADCAST, operation: 'sendNow', mode: 'dryRun', canvasId: LIST })).toBe(
			'Would send Canvas “Booking reminder” to everyone in the audience (number unknown) now in 1 request.',
		);
	});

	it('counts people who have to be in an audience as a maximum', async () => {
		const audience = '{"push_subscription_status":{"comparison":"is","value":"opted_in"}}';
		expect(
			await summary({
				operation: 'sendNow',
				mode: 'dryRun',
				canvasId: LIST,
				sendTo: 'recipientsInAudience',
				audience,
			}),
		).toBe(
			'Would send Canvas “Booking reminder” to up to 1 person in the audience “opted in to push” now in 1 request.',
		);
	});

	it('counts items where no messages are sent', async () => {
		const upsert = {
			resource: 'user',
			operation: 'upsert',
			identifyBy: 'externalId',
			specifyAttributes: 'autoMap',
			mode: 'dryRun',
		};
		expect(
			await summary(upsert, [
				{ external_id: 'user-001', plan: 'Pro' },
				{ external_id: 'user-002', plan: 'Pro' },
			]),
		).toBe('Would run “Create or Update” for 2 items in 1 request.');
	});
});

it('begins the output with the ID to keep, the time, and who gets what, and ends it with other identifiers', async () => {
	const { ok } = await bench.run({
		canvasId: { __rl: true, mode: 'list', value: ONBOARDING_ID, cachedResultName: 'Booking reminder' },
	});
	expect(Object.entries(ok[0].json).slice(0, 6)).toEqual([
		['schedule_id', bench.ids().schedule_id],
		['when', '9 Sep 2026, 09:00 (Europe/Berlin)'],
		['canvas_name', 'Booking reminder'],
		['recipient', 'user-001'],
		['recipient_count', 1],
		['sends_at', '2026-09-09T07:00:00Z'],
	]);
	expect(Object.keys(ok[0].json).slice(6)).toEqual(['canvas_id', 'schedule', 'message', 'dispatch_id']);
});
