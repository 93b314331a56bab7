import { BODY, ScheduleBench } from '../../support/schedule';

/** An audience that is empty or broken is never sent, and a broadcast only when it was chosen and confirmed by hand. */

const bench = new ScheduleBench();

const FILTER =
	'{ "custom_attribute": { "custom_attribute_name": "plan", "comparison": "equals", "value": "pro" } }';

const custom = (content: Record<string, unknown>) => JSON.stringify({ AND: [{ custom_attribute: content }] });

const AUDIENCES = [
	'',
	' ',
	'{}',
	'[]',
	'null',
	'true',
	'0',
	'"everyone"',
	`[${FILTER}]`,
	'{ "AND": [] }',
	'{ "OR": [] }',
	'{ "AND": {} }',
	'{ "AND": null }',
	'{ "AND": [{}] }',
	'{ "AND": [null] }',
	'{ "AND": [[]] }',
	'{ "AND": [{ "AND": [] }] }',
	`{ "OR": [${FILTER}, { "AND": [] }] }`,
	`{ "AND": [${FILTER}], "OR": [${FILTER}] }`,
	`{ "and": [${FILTER}] }`,
	`{ "NOT": ${FILTER} }`,
	'{ "custom_attribute": {} }',
	'{ "custom_attribute": null }',
	'{ "segment": "all" }',
	'{ "__proto__": { "AND": [] } }',
	'{ "constructor": {} }',
	custom({ custom_attribute_name: 'plan', comparison: 'equals' }),
	custom({ custom_attribute_name: 'plan', comparison: 'equals', value: '' }),
	custom({ custom_attribute_name: 'plan', comparison: 'equals', value: ' ' }),
	custom({ custom_attribute_name: 'plan', comparison: 'equals', value: null }),
	custom({ custom_attribute_name: 'plan', comparison: 'equals', value: [] }),
	custom({ custom_attribute_name: 'plan', comparison: 'equals', value: {} }),
	custom({ custom_attribute_name: 'plan', comparison: 'not_equal', value: '' }),
	custom({ custom_attribute_name: 'plan', comparison: 'does_not_match_regex', value: '' }),
	custom({ custom_attribute_name: 'plan', comparison: '', value: 'pro' }),
	custom({ custom_attribute_name: '', comparison: 'exists' }),
	custom({ custom_attribute_name: null, comparison: 'exists' }),
	custom({ comparison: 'exists' }),
	'{ "last_used_app": { "comparison": "after", "value": "" } }',
	'{ "push_subscription_status": { "comparison": "is_not", "value": "" } }',
	'={{ null }}',
	'={{ undefined }}',
	'={{ $json.missing }}',
	'={{ $json.missing.deeper }}',
	'={{ [] }}',
	'={{ {} }}',
	'={{ ({ AND: [] }) }}',
	'={{ ({ AND: [{ custom_attribute: { custom_attribute_name: "plan", comparison: "equals", value: $json.missing } }] }) }}',
	'={{ ({ AND: $json.filters }) }}',
	'={ "AND": {{ $json.missing }} }',
	`={ "custom_attribute": { "custom_attribute_name": "plan", "comparison": "not_equal", "value": "{{ $json.missing }}" } }`,
	'={{ $json. }}',
	'={{ $("Nowhere").first().json.audience }}',
];

describe.each([['audience'], ['recipientsInAudience']])('%s', (sendTo) => {
	it.each(AUDIENCES.map((audience) => [audience]))('sends nothing with the audience %s', async (audience) => {
		const stops = sendTo === 'audience';
		const settings = { onError: stops ? ('stopWorkflow' as const) : ('continueErrorOutput' as const) };
		const { error, ok, failed } = await bench.run({ sendTo, audience }, { items: [{ text: '' }], settings });
		expect(bench.sandbox.requests).toEqual([]);
		expect(ok).toEqual([]);
		expect((stops ? error : (failed[0].json.error as unknown as { message: string }))?.message).toMatch(
			/^'Audience/,
		);
	});

	it('sends nothing without an audience', async () => {
		const { error } = await bench.run({ sendTo });
		expect(bench.sandbox.requests).toEqual([]);
		expect(error?.message).toBe("'Audience' is empty");
	});
});

describe('a broadcast', () => {
	it.each([
		[undefined],
		[false],
		['={{ false }}'],
		['={{ $json.missing }}'],
		['true'],
		[1],
		['yes'],
		// Only a hand on the switch confirms: an AI agent or an expression could do it by accident.
		['={{ true }}'],
		['={{ $json.yes }}'],
	])('is not sent when it is confirmed by %j', async (confirmBroadcast) => {
		const { error } = await bench.run({ sendTo: 'broadcast', confirmBroadcast }, { items: [{ yes: true }] });
		expect(bench.sandbox.requests).toEqual([]);
		expect(error?.message).toMatch(/^'Confirm Broadcast'/);
	});

	it('keeps to itself: recipients and audience that are left over from another choice are not sent', async () => {
		await bench.run({
			sendTo: 'broadcast',
			confirmBroadcast: true,
			audience: FILTER,
			specifyRecipients: 'json',
			recipientsJson: '[{}]',
		});
		expect(bench.bodies).toEqual([{ canvas_id: BODY.canvas_id, broadcast: true, schedule: BODY.schedule }]);
	});

	it('is never what another target turns into when a confirmation is left over', async () => {
		await bench.run({ sendTo: 'recipients', confirmBroadcast: true, recipients: {} });
		await bench.run({ sendTo: 'audience', confirmBroadcast: true, audience: '' });
		expect(bench.sandbox.requests).toEqual([]);
	});
});

it.each([
	[''],
	['everyone'],
	[null],
	['={{ $json.missing }}'],
	['={{ "" }}'],
	['Broadcast'],
	['={{ "everyone" }}'],
])('sends nothing to the unknown target %j', async (sendTo) => {
	const everything = { audience: FILTER, confirmBroadcast: true };
	const { error } = await bench.run({ ...everything, sendTo });
	expect(bench.sandbox.requests).toEqual([]);
	expect(error?.message).toMatch(/^'Send To' is /);
});

it('sends only the recipients when an audience is left over from another choice', async () => {
	await bench.run({ audience: FILTER });
	expect(bench.bodies).toEqual([BODY]);
});
