import { PRO_PLAN_ID } from '../../../sandbox/seeds/segments';
import { Bench } from '../../support/bench';
import { byId } from '../../support/kinds';
import { PUSH, rows } from '../../support/messages';

const bench = new Bench({ resource: 'message', operation: 'sendNow', ...PUSH });

const SEGMENT = { segmentId: byId(PRO_PLAN_ID) };

/** Nobody is left in the target: then nothing may go out, least of all to the whole segment. */
it.each([
	['no rows', { recipients: {} }, "'Recipients' has no recipients"],
	['an empty row', { recipients: rows('') }, "'Recipients' has no recipients"],
	[
		'an expression that finds nothing',
		{ recipients: rows('={{ $json.missing }}') },
		"'External User ID' is missing",
	],
	[
		'people addressed in a way that messages do not know',
		{ identifyBy: 'email', recipients: { recipient: [{ email: 'ada@example.com' }] } },
		'\'Identify By\' is "email"',
	],
	[
		'an item without an ID',
		{ specifyRecipients: 'autoMap' },
		"'Input item' has no field external_user_id or external_id",
	],
	[
		'an item addressed in another way',
		{ specifyRecipients: 'autoMap', identifyBy: 'brazeId' },
		'\'Identify By\' is "brazeId"',
	],
	[
		'JSON that is empty',
		{ specifyRecipients: 'json', recipientsJson: '={{ "" }}' },
		"'Recipients JSON' has no recipients",
	],
])('sends nothing for %s', async (_, parameters, message) => {
	const items = [{ braze_id: '64d1f0a0c0ffee0000000001', email: 'ada@example.com' }];
	const result = await bench.run({ sendTo: 'recipientsInSegment', ...SEGMENT, ...parameters }, { items });

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toBe(message);
});

it.each([
	['segment', { sendTo: 'segment', segmentId: byId('={{ $json.missing }}') }, "'Segment' is missing"],
	[
		'audience',
		{ sendTo: 'audience', specifyAudience: 'json', audience: '={{ "{}" }}' },
		'is an empty object',
	],
])('sends nothing to a %s that is empty', async (_, parameters, message) => {
	const result = await bench.run(parameters);

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toContain(message);
});

it('refuses items that would repeat the same segment', async () => {
	const result = await bench.run({ sendTo: 'segment', ...SEGMENT }, { items: [{}, {}, {}] });

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toBe('Items 1 and 2 would send the same message to the same audience');
});

it('takes segments that differ from item to item', async () => {
	const items = bench.sandbox.state.segments.slice(0, 2).map(({ id }) => ({ id }));
	await bench.run({ sendTo: 'segment', segmentId: byId('={{ $json.id }}') }, { items });

	expect(bench.sentBodies).toMatchObject(items.map(({ id }) => ({ segment_id: id, broadcast: true })));
});

it('counts a segment as over every recipient limit', async () => {
	const result = await bench.run({ sendTo: 'segment', ...SEGMENT, options: { recipientLimit: 1000 } });

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toContain('the recipient limit is 1000');
});

it('replaces a segment by the test recipients, in a run by hand', async () => {
	await bench.run(
		{ sendTo: 'segment', ...SEGMENT, options: { testRecipients: ['user-001'] } },
		{ mode: 'manual' },
	);

	expect(bench.sandbox.state.deliveries.map(({ external_id }) => external_id)).toEqual(['user-001']);
});
