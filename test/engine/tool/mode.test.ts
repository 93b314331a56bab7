import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { WAYS } from '../../support/aiTool';
import { byId } from '../../support/kinds';
import { rows } from '../../support/messages';
import { fromAI, ToolBench } from '../../support/toolBench';

/** The mode is the builder's choice alone: the model must not turn a dry run off. */

const bench = new ToolBench({
	resource: 'canvas',
	operation: 'sendNow',
	canvasId: byId(ONBOARDING_ID),
	recipients: rows(fromAI('who')),
});

const UPSERT = {
	resource: 'user',
	operation: 'upsert',
	identifyBy: 'externalId',
	externalUserId: fromAI('who'),
	specifyAttributes: 'json',
	attributesJson: '{ "plan": "Pro" }',
};

const ARGS = { who: 'user-001', mode: 'send', options: { dryRun: false } };

const CASES = [undefined, 'send', 'dryRun', 'testRecipients'].flatMap((mode) =>
	[undefined, true].flatMap((dryRun) =>
		[undefined, ['old-tester']].map((testRecipients) => ({ mode, dryRun, testRecipients })),
	),
);

describe.each(WAYS)('called by %s', (way) => {
	it.each(CASES)(
		'mode $mode with the options dryRun $dryRun and testRecipients $testRecipients',
		async ({ mode, dryRun, testRecipients }) => {
			const options = {
				preflight: 'never',
				...(dryRun && { dryRun }),
				...(testRecipients && { testRecipients }),
			};
			const { told, failed } = await bench.call(
				way,
				ARGS,
				{ ...(mode && { mode }), testRecipients: ['tester'], options },
				{ input: ARGS },
			);
			const isDry = dryRun === true || mode === 'dryRun';

			expect(failed).toBe(false);
			expect(told.includes('"dry_run":true')).toBe(isDry);
			expect(told.includes('Would send Canvas')).toBe(isDry);
			const reached = bench.bodies.flatMap((body) =>
				(body as { recipients: Array<{ external_user_id: string }> }).recipients.map(
					(one) => one.external_user_id,
				),
			);
			expect(reached).toEqual(isDry ? [] : [mode === 'testRecipients' ? 'tester' : 'user-001']);
		},
	);

	it.each([[fromAI('mode')], ['={{ $json.mode }}'], ["={{ 'send' }}"], ['']])(
		'writes nothing if the mode of an operation without messages is %s',
		async (mode) => {
			const { told } = await bench.call(way, ARGS, { ...UPSERT, mode }, { input: ARGS });

			expect(bench.wire).toEqual([]);
			expect(told).toMatch(/'Mode' (is|must be fixed)/);
		},
	);

	it('does not write in a dry run', async () => {
		const { told } = await bench.call(way, ARGS, { ...UPSERT, mode: 'dryRun' }, { input: ARGS });

		expect(bench.wire).toEqual([]);
		expect(told).toContain('Would run “Create or Update” for 1 item in 1 request.');
	});
});
